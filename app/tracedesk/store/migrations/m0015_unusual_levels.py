"""Observations of a level that few have: errors are looked for among millions, and all others stay out of the index."""

STATEMENTS = (
    "CREATE INDEX observation_by_level ON observation (project_seq, level, start_ns) WHERE level <> 'DEFAULT'",
)
