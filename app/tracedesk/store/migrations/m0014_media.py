"""Media that programs upload, where they are used, and files that have lost what referred to them.

The bytes of media are files named by their hash, as those of large payloads are (``store.hashed_files``). ``secret``
signs the addresses of one medium. An empty ``observation_id`` means the trace itself. What is deleted, by whomever,
leaves the name of its file in ``file_gone``, for ``store.sweeper``.
"""

STATEMENTS = (
    """
    CREATE TABLE media (
        seq INTEGER PRIMARY KEY,
        project_seq INTEGER NOT NULL REFERENCES project (seq) ON DELETE CASCADE,
        media_id TEXT NOT NULL,
        file TEXT NOT NULL,
        content_type TEXT NOT NULL,
        content_length INTEGER NOT NULL,
        secret BLOB NOT NULL,
        created_ns INTEGER NOT NULL,
        uploaded_ns INTEGER,
        upload_status INTEGER,
        upload_error TEXT,
        upload_time_ms INTEGER,
        UNIQUE (project_seq, file),
        UNIQUE (project_seq, media_id)
    ) STRICT
    """,
    "CREATE INDEX media_by_file ON media (file)",
    """
    CREATE TABLE trace_media (
        project_seq INTEGER NOT NULL,
        trace_id TEXT NOT NULL,
        observation_id TEXT NOT NULL,
        field TEXT NOT NULL,
        media_seq INTEGER NOT NULL REFERENCES media (seq) ON DELETE CASCADE,
        PRIMARY KEY (project_seq, trace_id, observation_id, field, media_seq)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX trace_media_by_media ON trace_media (media_seq)",
    """
    CREATE TABLE item_media (
        project_seq INTEGER NOT NULL,
        dataset_id TEXT NOT NULL,
        item_id TEXT NOT NULL,
        field TEXT NOT NULL,
        media_seq INTEGER NOT NULL REFERENCES media (seq) ON DELETE CASCADE,
        PRIMARY KEY (project_seq, dataset_id, item_id, field, media_seq)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX item_media_by_media ON item_media (media_seq)",
    """
    CREATE TABLE file_gone (
        folder TEXT NOT NULL,
        file TEXT NOT NULL,
        PRIMARY KEY (folder, file)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX payload_by_file ON payload (file) WHERE file IS NOT NULL",
    """
    CREATE TRIGGER file_of_payload AFTER DELETE ON payload WHEN old.file IS NOT NULL BEGIN
        INSERT OR IGNORE INTO file_gone VALUES ('payloads', old.file);
    END
    """,
    """
    CREATE TRIGGER file_of_media AFTER DELETE ON media BEGIN
        INSERT OR IGNORE INTO file_gone VALUES ('media', old.file);
    END
    """,
)
