"""Projects and keys, traces with their totals, observations, payloads apart, scores.

Times are nanoseconds since the epoch, money is pico-dollars. An observation without ``updated_ns`` is as it was made.
``said_stamp`` and ``stamps`` are explained in ``store.layers``, payloads in ``store.payloads``, roll-ups in
``store.rollups``. Nothing refers to an observation by a foreign key: children arrive before their parents, or never.
"""

STATEMENTS = (
    """
    CREATE TABLE project (
        seq INTEGER PRIMARY KEY,
        project_id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        created_ns INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE api_key (
        public_key TEXT PRIMARY KEY,
        project_seq INTEGER NOT NULL REFERENCES project (seq) ON DELETE CASCADE,
        salt BLOB NOT NULL,
        secret_hash BLOB NOT NULL,
        created_ns INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE refused_client (
        public_key TEXT PRIMARY KEY,
        salt BLOB NOT NULL,
        secret_hash BLOB NOT NULL,
        client TEXT NOT NULL,
        seen_ns INTEGER NOT NULL,
        count INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE trace (
        seq INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL,
        trace_id TEXT NOT NULL,
        stated INTEGER NOT NULL,
        timestamp_ns INTEGER NOT NULL,
        name TEXT,
        user_id TEXT,
        session_id TEXT,
        release TEXT,
        version TEXT,
        environment TEXT,
        public INTEGER,
        tags TEXT,
        said_stamp INTEGER NOT NULL,
        stamps TEXT,
        created_ns INTEGER NOT NULL,
        updated_ns INTEGER NOT NULL,
        payload_id INTEGER NOT NULL,
        first_ns INTEGER,
        last_ns INTEGER,
        latency_ns INTEGER,
        observation_count INTEGER NOT NULL DEFAULT 0,
        running_count INTEGER NOT NULL DEFAULT 0,
        error_count INTEGER NOT NULL DEFAULT 0,
        warning_count INTEGER NOT NULL DEFAULT 0,
        input_tokens INTEGER,
        output_tokens INTEGER,
        total_tokens INTEGER,
        cost_pusd INTEGER,
        score_count INTEGER NOT NULL DEFAULT 0,
        rating REAL,
        UNIQUE (project_seq, trace_id)
    ) STRICT
    """,
    "CREATE INDEX trace_by_time ON trace (project_seq, timestamp_ns)",
    "CREATE INDEX trace_by_name ON trace (project_seq, name, timestamp_ns)",
    "CREATE INDEX trace_by_user ON trace (project_seq, user_id, timestamp_ns)",
    "CREATE INDEX trace_by_session ON trace (project_seq, session_id, timestamp_ns)",
    "CREATE INDEX trace_by_latency ON trace (project_seq, latency_ns)",
    "CREATE INDEX trace_by_tokens ON trace (project_seq, total_tokens)",
    "CREATE INDEX trace_by_cost ON trace (project_seq, cost_pusd)",
    "CREATE INDEX trace_by_errors ON trace (project_seq, error_count)",
    "CREATE INDEX trace_by_rating ON trace (project_seq, rating)",
    """
    CREATE TABLE payload_dictionary (
        dictionary INTEGER PRIMARY KEY,
        body BLOB NOT NULL,
        ratio REAL NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE payload (
        payload_id INTEGER PRIMARY KEY AUTOINCREMENT,
        trace_seq INTEGER NOT NULL,
        observation_seq INTEGER,
        dictionary INTEGER NOT NULL,
        body BLOB,
        file TEXT
    ) STRICT
    """,
    """
    CREATE TABLE payload_gone (
        payload_id INTEGER PRIMARY KEY
    ) STRICT
    """,
    """
    CREATE TABLE observation (
        seq INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL,
        trace_seq INTEGER NOT NULL,
        observation_id TEXT NOT NULL,
        trace_stated INTEGER NOT NULL,
        parent_id TEXT,
        type TEXT NOT NULL,
        name TEXT,
        start_ns INTEGER NOT NULL,
        end_ns INTEGER,
        completion_start_ns INTEGER,
        level TEXT,
        status_message TEXT,
        model TEXT,
        model_parameters TEXT,
        usage TEXT,
        cost TEXT,
        input_tokens INTEGER,
        output_tokens INTEGER,
        total_tokens INTEGER,
        cost_pusd INTEGER,
        prompt_name TEXT,
        prompt_version INTEGER,
        version TEXT,
        environment TEXT,
        said_stamp INTEGER NOT NULL,
        stamps TEXT,
        created_ns INTEGER NOT NULL,
        updated_ns INTEGER,
        payload_id INTEGER NOT NULL,
        UNIQUE (project_seq, observation_id, trace_seq)
    ) STRICT
    """,
    "CREATE INDEX observation_by_trace ON observation (trace_seq, start_ns)",
    "CREATE INDEX observation_by_time ON observation (project_seq, start_ns)",
    """
    CREATE TABLE observation_hour (
        project_seq INTEGER NOT NULL,
        hour INTEGER NOT NULL,
        model TEXT NOT NULL,
        observation_count INTEGER NOT NULL,
        error_count INTEGER NOT NULL,
        input_tokens INTEGER NOT NULL,
        output_tokens INTEGER NOT NULL,
        total_tokens INTEGER NOT NULL,
        cost_pusd INTEGER NOT NULL,
        PRIMARY KEY (project_seq, hour, model)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE trace_hour (
        project_seq INTEGER NOT NULL,
        hour INTEGER NOT NULL,
        name TEXT NOT NULL,
        latency_bucket INTEGER NOT NULL,
        trace_count INTEGER NOT NULL,
        PRIMARY KEY (project_seq, hour, name, latency_bucket)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE session (
        project_seq INTEGER NOT NULL,
        session_id TEXT NOT NULL,
        environment TEXT NOT NULL,
        created_ns INTEGER NOT NULL,
        PRIMARY KEY (project_seq, session_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX session_by_time ON session (project_seq, created_ns DESC, session_id)",
    """
    CREATE TABLE score (
        seq INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL,
        score_id TEXT NOT NULL,
        name TEXT NOT NULL,
        data_type TEXT NOT NULL,
        value REAL NOT NULL,
        string_value TEXT,
        trace_id TEXT,
        observation_id TEXT,
        session_id TEXT,
        dataset_run_id TEXT,
        source TEXT NOT NULL,
        timestamp_ns INTEGER NOT NULL,
        environment TEXT NOT NULL,
        comment TEXT,
        config_id TEXT,
        queue_id TEXT,
        metadata TEXT,
        author_id TEXT,
        said_stamp INTEGER NOT NULL,
        stamps TEXT,
        created_ns INTEGER NOT NULL,
        updated_ns INTEGER NOT NULL,
        UNIQUE (project_seq, score_id)
    ) STRICT
    """,
    "CREATE INDEX score_by_trace ON score (project_seq, trace_id, timestamp_ns) WHERE trace_id IS NOT NULL",
    "CREATE INDEX score_by_time ON score (project_seq, timestamp_ns)",
)
