"""Definitions of models with their prices, and what they made of each observation.

An observation keeps the cost that was computed (JSON, pico-dollars by kind) beside the cost that was said, which wins.
"""

STATEMENTS = (
    """
    CREATE TABLE model (
        seq INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL REFERENCES project (seq) ON DELETE CASCADE,
        model_id TEXT NOT NULL,
        name TEXT NOT NULL,
        match_pattern TEXT NOT NULL,
        start_ns INTEGER,
        unit TEXT,
        tokenizer_id TEXT,
        tokenizer_config TEXT,
        tiers TEXT NOT NULL,
        created_ns INTEGER NOT NULL,
        UNIQUE (project_seq, model_id),
        UNIQUE (project_seq, name)
    ) STRICT
    """,
    "ALTER TABLE observation ADD COLUMN model_id TEXT",
    "ALTER TABLE observation ADD COLUMN tier_id TEXT",
    "ALTER TABLE observation ADD COLUMN tier_name TEXT",
    "ALTER TABLE observation ADD COLUMN computed_cost TEXT",
)
