"""Datasets with every version of their items, and runs.

An item is several rows: one for each time that it was changed. The one without ``valid_to_ns`` is the item as it is;
there is none of an item that was deleted. ``created_ns`` is when its first version was made, so that lists keep their
order. Values are JSON text; what is null is not there.
"""

STATEMENTS = (
    """
    CREATE TABLE dataset (
        seq INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL REFERENCES project (seq) ON DELETE CASCADE,
        dataset_id TEXT NOT NULL,
        name TEXT NOT NULL,
        description TEXT,
        metadata TEXT,
        input_schema TEXT,
        expected_output_schema TEXT,
        created_ns INTEGER NOT NULL,
        updated_ns INTEGER NOT NULL,
        UNIQUE (project_seq, name),
        UNIQUE (project_seq, dataset_id)
    ) STRICT
    """,
    "CREATE INDEX dataset_by_time ON dataset (project_seq, created_ns)",
    """
    CREATE TABLE dataset_item (
        seq INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL,
        dataset_seq INTEGER NOT NULL REFERENCES dataset (seq) ON DELETE CASCADE,
        item_id TEXT NOT NULL,
        status TEXT NOT NULL,
        input TEXT,
        expected_output TEXT,
        metadata TEXT,
        source_trace_id TEXT,
        source_observation_id TEXT,
        created_ns INTEGER NOT NULL,
        valid_from_ns INTEGER NOT NULL,
        valid_to_ns INTEGER
    ) STRICT
    """,
    "CREATE UNIQUE INDEX dataset_item_as_it_is ON dataset_item (project_seq, item_id) WHERE valid_to_ns IS NULL",
    """
    CREATE INDEX dataset_item_in_use ON dataset_item (dataset_seq, created_ns DESC, item_id, valid_to_ns, status)
    WHERE valid_to_ns IS NULL AND status = 'ACTIVE'
    """,
    """
    CREATE INDEX dataset_item_of_project ON dataset_item (project_seq, created_ns DESC, item_id, valid_to_ns, status)
    WHERE valid_to_ns IS NULL AND status = 'ACTIVE'
    """,
    """
    CREATE INDEX dataset_item_as_it_was
    ON dataset_item (dataset_seq, created_ns DESC, item_id, valid_from_ns, valid_to_ns, status)
    """,
    "CREATE INDEX dataset_item_versions ON dataset_item (project_seq, item_id, valid_from_ns)",
    """
    CREATE TABLE dataset_run (
        seq INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL,
        dataset_seq INTEGER NOT NULL REFERENCES dataset (seq) ON DELETE CASCADE,
        run_id TEXT NOT NULL,
        name TEXT NOT NULL,
        description TEXT,
        metadata TEXT,
        created_ns INTEGER NOT NULL,
        updated_ns INTEGER NOT NULL,
        UNIQUE (dataset_seq, name),
        UNIQUE (project_seq, run_id)
    ) STRICT
    """,
    "CREATE INDEX dataset_run_by_time ON dataset_run (dataset_seq, created_ns)",
    """
    CREATE TABLE dataset_run_item (
        seq INTEGER PRIMARY KEY,
        run_seq INTEGER NOT NULL REFERENCES dataset_run (seq) ON DELETE CASCADE,
        run_item_id TEXT NOT NULL,
        item_id TEXT NOT NULL,
        trace_id TEXT NOT NULL,
        observation_id TEXT,
        created_ns INTEGER NOT NULL,
        updated_ns INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX dataset_run_item_by_time ON dataset_run_item (run_seq, created_ns)",
)
