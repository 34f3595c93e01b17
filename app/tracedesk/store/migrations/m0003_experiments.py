"""The spans of experiments, with what each says of its experiment.

A span that stands for an item (``is_item``) tells of it in the columns from ``description`` on. They go with their
trace, whoever deletes it.
"""

STATEMENTS = (
    """
    CREATE TABLE experiment_span (
        seq INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL REFERENCES project (seq) ON DELETE CASCADE,
        trace_id TEXT NOT NULL,
        observation_id TEXT NOT NULL,
        experiment_id TEXT NOT NULL,
        start_ns INTEGER NOT NULL,
        end_ns INTEGER NOT NULL,
        is_item INTEGER NOT NULL,
        item_id TEXT,
        name TEXT,
        dataset_id TEXT,
        description TEXT,
        metadata TEXT,
        item_version_ns INTEGER,
        item_metadata TEXT,
        expected_output TEXT,
        UNIQUE (project_seq, trace_id, observation_id)
    ) STRICT
    """,
    "CREATE INDEX experiment_span_by_time ON experiment_span (project_seq, start_ns, experiment_id, end_ns, is_item)",
    "CREATE INDEX experiment_item_by_time ON experiment_span (project_seq, start_ns) WHERE is_item = 1",
    "CREATE INDEX experiment_span_by_id ON experiment_span (project_seq, experiment_id, is_item, start_ns)",
    """
    CREATE TRIGGER experiment_spans_of_trace AFTER DELETE ON trace BEGIN
        DELETE FROM experiment_span WHERE project_seq = old.project_seq AND trace_id = old.trace_id;
    END
    """,
)
