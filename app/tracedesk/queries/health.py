"""Whether the database answers, and when it was last told of anything."""

import sqlite3

from peewee import Database, DatabaseError

from tracedesk.store.database import rows


def answers(database: Database) -> bool:
    """Return whether a simple query gets through."""
    try:
        rows(database, "SELECT 1 FROM project LIMIT 1")
    except (DatabaseError, sqlite3.Error):
        return False
    return True


def newest_ns(database: Database) -> int | None:
    """Return when the newest trace or observation of any project began."""
    [(newest,)] = rows(
        database,
        "SELECT max(newest) FROM ("
        "SELECT (SELECT max(timestamp_ns) FROM trace WHERE project_seq = project.seq) AS newest FROM project UNION ALL "
        "SELECT (SELECT max(start_ns) FROM observation WHERE project_seq = project.seq) FROM project)",
    )
    return None if newest is None else int(newest)
