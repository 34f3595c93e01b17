"""Numbered changes of the schema, oldest first; each is frozen once it has been released."""

from tracedesk.store.migrations import (
    m0001_first,
    m0002_datasets,
    m0003_experiments,
    m0004_scores_of_runs,
    m0005_inbox,
    m0006_models,
    m0007_prompts,
    m0008_score_lists,
    m0009_app_roots,
    m0010_score_configs,
    m0011_deleted_projects,
    m0012_comments,
    m0013_annotation_queues,
    m0014_media,
    m0015_unusual_levels,
    m0016_mapping_rules,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    m0001_first.STATEMENTS,
    m0002_datasets.STATEMENTS,
    m0003_experiments.STATEMENTS,
    m0004_scores_of_runs.STATEMENTS,
    m0005_inbox.STATEMENTS,
    m0006_models.STATEMENTS,
    m0007_prompts.STATEMENTS,
    m0008_score_lists.STATEMENTS,
    m0009_app_roots.STATEMENTS,
    m0010_score_configs.STATEMENTS,
    m0011_deleted_projects.STATEMENTS,
    m0012_comments.STATEMENTS,
    m0013_annotation_queues.STATEMENTS,
    m0014_media.STATEMENTS,
    m0015_unusual_levels.STATEMENTS,
    m0016_mapping_rules.STATEMENTS,
)
