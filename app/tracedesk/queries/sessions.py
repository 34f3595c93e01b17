"""Sessions as whole objects for the public API."""

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.pages import PageQuery
from tracedesk.queries.snapshot import snapshot
from tracedesk.records.stored import StoredSession
from tracedesk.store.database import rows


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
    conditions.add(f"c.project_seq = {PROJECT_SEQ}", project_id)
    conditions.add_if("c.created_ns >= ?", from_ns)
    conditions.add_if("c.created_ns < ?", to_ns)
    conditions.add_any("c.environment", environments)
    query = PageQuery(
        source="session c INDEXED BY session_by_time",
        key="c.session_id",
        order="c.created_ns DESC, c.session_id",
        conditions=conditions,
    )
    with snapshot(database):
        keys = query.keys(database, limit=limit, offset=offset)
        found = [session_by_id(database, project_id, str(key)) for key in keys]
        return [session for session in found if session is not None], query.total(database)


def session_by_id(database: Database, project_id: str, session_id: str) -> StoredSession | None:
    found = rows(
        database,
        f"SELECT environment, created_ns FROM session WHERE project_seq = {PROJECT_SEQ} AND session_id = ?",
        (project_id, session_id),
    )
    if not found:
        return None
    environment, created_ns = found[0]
    return StoredSession(session_id=session_id, project_id=project_id, environment=environment, created_ns=created_ns)
