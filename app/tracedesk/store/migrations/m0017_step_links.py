"""Which steps name which others as related to them: the links of spans, to be followed backwards.

The step that is named may never come. Links go with the trace of the step that names.
"""

STATEMENTS = (
    """
    CREATE TABLE step_link (
        project_seq INTEGER NOT NULL REFERENCES project (seq) ON DELETE CASCADE,
        linked_trace_id TEXT NOT NULL,
        linked_observation_id TEXT NOT NULL,
        trace_id TEXT NOT NULL,
        observation_id TEXT NOT NULL,
        PRIMARY KEY (project_seq, linked_trace_id, linked_observation_id, trace_id, observation_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX step_link_by_trace ON step_link (project_seq, trace_id)",
    """
    CREATE TRIGGER step_links_of_trace AFTER DELETE ON trace BEGIN
        DELETE FROM step_link WHERE project_seq = old.project_seq AND trace_id = old.trace_id;
    END
    """,
)
