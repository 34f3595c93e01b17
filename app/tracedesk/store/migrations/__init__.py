"""Numbered changes of the schema, oldest first; each is frozen once it has been released."""

from tracedesk.store.migrations import m0001_first, m0002_datasets, m0003_experiments

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    m0001_first.STATEMENTS,
    m0002_datasets.STATEMENTS,
    m0003_experiments.STATEMENTS,
)
