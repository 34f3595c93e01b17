"""Comments; ``object_id`` is the id that clients know, as what it is about may be stored anew."""

STATEMENTS = (
    """
    CREATE TABLE comment (
        seq INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL REFERENCES project (seq) ON DELETE CASCADE,
        comment_id TEXT NOT NULL,
        object_type TEXT NOT NULL,
        object_id TEXT NOT NULL,
        content TEXT NOT NULL,
        author_id TEXT,
        created_ns INTEGER NOT NULL,
        updated_ns INTEGER NOT NULL,
        UNIQUE (project_seq, comment_id)
    ) STRICT
    """,
    "CREATE INDEX comment_by_time ON comment (project_seq, created_ns)",
    "CREATE INDEX comment_by_object ON comment (project_seq, object_type, object_id, created_ns)",
    "CREATE INDEX prompt_by_id ON prompt (project_seq, prompt_id)",  # comments name the version
)
