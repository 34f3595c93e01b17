"""Sessions as whole objects for the public API."""

from peewee import Database

from tracedesk.queries.conditions import Conditions
from tracedesk.records.stored import StoredSession
from tracedesk.store.database import rows

_COLUMNS = "c.session_id, r.project_id, c.environment, c.created_ns"
_FROM = "FROM session c JOIN project r ON r.seq = c.project_seq"


def sessions_page(
    database: Database,
    project_id: str,
    *,
    limit: int,
    offset: int,
    from_ns: int | None = None,
    to_ns: int | None = None,
    environments: tuple[str, ...] = (),
) -> tuple[list[StoredSession], int]:
    """Return one page by the time of creation, newest first, and the number of all that fit."""
    conditions = Conditions()
    conditions.add("r.project_id = ?", project_id)
    conditions.add_if("c.created_ns >= ?", from_ns)
    conditions.add_if("c.created_ns < ?", to_ns)
    conditions.add_any("c.environment", environments)
    found = rows(
        database,
        f"SELECT {_COLUMNS} {_FROM} WHERE {conditions.where} ORDER BY c.created_ns DESC, c.session_id LIMIT ? OFFSET ?",
        (*conditions.values, limit, offset),
    )
    total = rows(database, f"SELECT count(*) {_FROM} WHERE {conditions.where}", conditions.values)
    return [_session(row) for row in found], int(total[0][0])


def session_by_id(database: Database, project_id: str, session_id: str) -> StoredSession | None:
    found = rows(
        database, f"SELECT {_COLUMNS} {_FROM} WHERE r.project_id = ? AND c.session_id = ?", (project_id, session_id)
    )
    return _session(found[0]) if found else None


def _session(row: tuple[str, str, str, int]) -> StoredSession:
    return StoredSession(session_id=row[0], project_id=row[1], environment=row[2], created_ns=row[3])
