"""Scores of dataset runs and experiments, by the time of the verdict."""

STATEMENTS = (
    """
    CREATE INDEX score_by_run ON score (project_seq, dataset_run_id, timestamp_ns)
    WHERE dataset_run_id IS NOT NULL
    """,
)
