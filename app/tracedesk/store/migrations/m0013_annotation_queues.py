"""Annotation queues and their items; the ids of score configs are a JSON list."""

STATEMENTS = (
    """
    CREATE TABLE annotation_queue (
        seq INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL REFERENCES project (seq) ON DELETE CASCADE,
        queue_id TEXT NOT NULL,
        name TEXT NOT NULL,
        description TEXT,
        score_config_ids TEXT NOT NULL,
        created_ns INTEGER NOT NULL,
        updated_ns INTEGER NOT NULL,
        UNIQUE (project_seq, queue_id),
        UNIQUE (project_seq, name)
    ) STRICT
    """,
    "CREATE INDEX annotation_queue_by_time ON annotation_queue (project_seq, created_ns)",
    """
    CREATE TABLE annotation_item (
        seq INTEGER PRIMARY KEY,
        queue_seq INTEGER NOT NULL REFERENCES annotation_queue (seq) ON DELETE CASCADE,
        item_id TEXT NOT NULL,
        object_type TEXT NOT NULL,
        object_id TEXT NOT NULL,
        status TEXT NOT NULL,
        completed_ns INTEGER,
        created_ns INTEGER NOT NULL,
        updated_ns INTEGER NOT NULL,
        UNIQUE (queue_seq, item_id)
    ) STRICT
    """,
    "CREATE INDEX annotation_item_by_time ON annotation_item (queue_seq, created_ns)",
    "CREATE INDEX annotation_item_by_status ON annotation_item (queue_seq, status, created_ns)",
)
