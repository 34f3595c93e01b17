"""Scores as lists by cursor sort them, by the millisecond and the id, and those of a session by time."""

STATEMENTS = (
    "CREATE INDEX score_by_moment ON score (project_seq, timestamp_ns / 1000000, score_id)",
    "CREATE INDEX score_by_session ON score (project_seq, session_id, timestamp_ns) WHERE session_id IS NOT NULL",
)
