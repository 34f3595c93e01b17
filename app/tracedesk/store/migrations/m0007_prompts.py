"""Prompts: versions, their labels, the tags of their names, and the other prompts that they refer to."""

STATEMENTS = (
    """
    CREATE TABLE prompt (
        seq INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL REFERENCES project (seq) ON DELETE CASCADE,
        prompt_id TEXT NOT NULL,
        name TEXT NOT NULL,
        version INTEGER NOT NULL,
        type TEXT NOT NULL,
        prompt TEXT NOT NULL,
        config TEXT NOT NULL,
        commit_message TEXT,
        created_ns INTEGER NOT NULL,
        updated_ns INTEGER NOT NULL,
        UNIQUE (project_seq, name, version)
    ) STRICT
    """,
    """
    CREATE TABLE prompt_label (
        place INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL,
        name TEXT NOT NULL,
        label TEXT NOT NULL,
        prompt_seq INTEGER NOT NULL REFERENCES prompt (seq) ON DELETE CASCADE,
        UNIQUE (project_seq, name, label)
    ) STRICT
    """,
    "CREATE INDEX prompt_label_by_prompt ON prompt_label (prompt_seq)",
    """
    CREATE TABLE prompt_tags (
        project_seq INTEGER NOT NULL REFERENCES project (seq) ON DELETE CASCADE,
        name TEXT NOT NULL,
        tags TEXT NOT NULL,
        PRIMARY KEY (project_seq, name)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE prompt_reference (
        prompt_seq INTEGER NOT NULL REFERENCES prompt (seq) ON DELETE CASCADE,
        project_seq INTEGER NOT NULL,
        name TEXT NOT NULL,
        version INTEGER,
        label TEXT
    ) STRICT
    """,
    "CREATE INDEX prompt_reference_by_prompt ON prompt_reference (prompt_seq)",
    "CREATE INDEX prompt_reference_by_name ON prompt_reference (project_seq, name)",
)
