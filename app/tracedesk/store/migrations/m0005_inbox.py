"""What was refused, with its bytes; ``store.inbox`` says how much of it is kept."""

STATEMENTS = (
    """
    CREATE TABLE inbox (
        item INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL REFERENCES project (seq) ON DELETE CASCADE,
        hash BLOB NOT NULL,
        received_ns INTEGER NOT NULL,
        times INTEGER NOT NULL,
        client TEXT NOT NULL,
        way TEXT NOT NULL,
        encoding TEXT NOT NULL,
        scores_only INTEGER NOT NULL,
        refused_count INTEGER,
        reason TEXT NOT NULL,
        size INTEGER NOT NULL,
        packed BLOB NOT NULL,
        UNIQUE (project_seq, hash)
    ) STRICT
    """,
    "CREATE INDEX inbox_by_time ON inbox (project_seq, received_ns)",
)
