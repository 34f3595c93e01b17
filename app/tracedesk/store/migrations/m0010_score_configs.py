"""Score configs; categories are JSON text, pairs of label and value."""

STATEMENTS = (
    """
    CREATE TABLE score_config (
        seq INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL REFERENCES project (seq) ON DELETE CASCADE,
        config_id TEXT NOT NULL,
        name TEXT NOT NULL,
        data_type TEXT NOT NULL,
        min_value REAL,
        max_value REAL,
        categories TEXT,
        description TEXT,
        is_archived INTEGER NOT NULL,
        created_ns INTEGER NOT NULL,
        updated_ns INTEGER NOT NULL,
        UNIQUE (project_seq, config_id)
    ) STRICT
    """,
    "CREATE INDEX score_config_by_time ON score_config (project_seq, created_ns)",
)
