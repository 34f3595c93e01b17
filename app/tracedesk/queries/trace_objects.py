"""Traces as whole objects: pages by number for the public API, and all of a filter for exports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from peewee import Database

from tracedesk.analysis.filter import Condition
from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.filter_columns import TRACES
from tracedesk.queries.filters import add_filter, names_few, settled
from tracedesk.queries.objects import NO_PAYLOAD, PAYLOAD_COLUMNS, TRACE_COLUMNS, stored_trace
from tracedesk.queries.pages import PageQuery, rows_by_key
from tracedesk.queries.snapshot import snapshot
from tracedesk.records.stored import StoredTrace
from tracedesk.store.database import rows

TraceOrder: TypeAlias = Literal[
    "id", "timestamp", "name", "userId", "release", "version", "public", "bookmarked", "sessionId"
]
_NEWEST = ("t.timestamp_ns", "t.seq")
_ORDERS: dict[TraceOrder, tuple[str, ...]] = {
    "id": ("t.trace_id",),
    "timestamp": _NEWEST,
    "name": ("t.name", *_NEWEST),
    "userId": ("t.user_id", *_NEWEST),
    "release": ("t.release", *_NEWEST),
    "version": ("t.version", *_NEWEST),
    "public": ("coalesce(t.public, 0)", *_NEWEST),
    "bookmarked": _NEWEST,  # nothing ever is
    "sessionId": ("t.session_id", *_NEWEST),
}
_INDEXES: dict[TraceOrder, str] = {
    "timestamp": "trace_by_time",
    "bookmarked": "trace_by_time",
    "name": "trace_by_name",
    "userId": "trace_by_user",
    "sessionId": "trace_by_session",
}
_SELECT = f"""
    SELECT {TRACE_COLUMNS}, {{}} FROM trace t JOIN project r ON r.seq = t.project_seq
    LEFT JOIN payload p ON p.payload_id = t.payload_id WHERE
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceSearch:
    """Which traces an API client asks for; None and empty: no condition. ``tags``: all of them must be there."""

    project_id: str
    user_id: str | None = None
    name: str | None = None
    session_id: str | None = None
    from_ns: int | None = None
    to_ns: int | None = None
    tags: tuple[str, ...] = ()
    version: str | None = None
    release: str | None = None
    environments: tuple[str, ...] = ()
    filter: tuple[Condition, ...] = ()


_SIMPLE = {
    "userId": ("user_id",),
    "name": ("name",),
    "sessionId": ("session_id",),
    "timestamp": ("from_ns", "to_ns"),
    "tags": ("tags",),
    "version": ("version",),
    "release": ("release",),
    "environment": ("environments",),
}


def traces_page(
    database: Database,
    search: TraceSearch,
    *,
    limit: int,
    offset: int,
    order: TraceOrder = "timestamp",
    descending: bool = True,
    payload: bool = True,
) -> tuple[list[StoredTrace], int]:
    """Return one page and the number of all that fit."""
    search = settled(search, TRACES, _SIMPLE)
    direction = "DESC" if descending else "ASC"
    query = PageQuery(
        source=_source(search, order),
        key="t.seq",
        order=", ".join(f"{key} {direction}" for key in _ORDERS[order]),
        conditions=_conditions(database, search),
    )
    sql = f"{_SELECT.format(PAYLOAD_COLUMNS if payload else NO_PAYLOAD)} t.seq = ?"
    with snapshot(database):
        keys = query.keys(database, limit=limit, offset=offset)
        found = [stored_trace(database, row) for row in rows_by_key(database, sql, keys)]
        return found, query.total(database)


def traces_by_id(database: Database, project_id: str, trace_ids: Sequence[str]) -> Iterator[StoredTrace]:
    """Return traces with payloads in the order of ``trace_ids``; unknown ids are left out."""
    for trace_id in trace_ids:
        for row in rows(
            database,
            f"{_SELECT.format(PAYLOAD_COLUMNS)} t.project_seq = {PROJECT_SEQ} AND t.trace_id = ?",
            (project_id, trace_id),
        ):
            yield stored_trace(database, row)


def observation_ids(database: Database, project_id: str, trace_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the ids of the observations of each trace, by start time."""
    return _ids_by_trace(
        database,
        "SELECT (SELECT trace_id FROM trace WHERE seq = o.trace_seq), o.observation_id "
        "FROM observation o INDEXED BY observation_by_trace WHERE o.trace_seq IN "
        f"(SELECT seq FROM trace WHERE project_seq = {PROJECT_SEQ} AND trace_id IN ({{}})) "
        "ORDER BY o.trace_seq, o.start_ns, o.seq",
        project_id,
        trace_ids,
    )


def score_ids(database: Database, project_id: str, trace_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the ids of the scores of each trace and of its observations, newest first."""
    return _ids_by_trace(
        database,
        "SELECT s.trace_id, s.score_id FROM score s INDEXED BY score_by_trace "
        f"WHERE s.project_seq = {PROJECT_SEQ} AND s.trace_id IN ({{}}) "
        "ORDER BY s.trace_id DESC, s.timestamp_ns DESC, s.seq DESC",
        project_id,
        trace_ids,
    )


def _ids_by_trace(database: Database, sql: str, project_id: str, trace_ids: Sequence[str]) -> dict[str, list[str]]:
    if not trace_ids:
        return {}  # SQLite refuses an index of rows with a trace for "in nothing"
    grouped: dict[str, list[str]] = {trace_id: [] for trace_id in trace_ids}
    for trace_id, found_id in rows(database, sql.format(", ".join("?" * len(trace_ids))), (project_id, *trace_ids)):
        grouped[trace_id].append(found_id)
    return grouped


def _source(search: TraceSearch, order: TraceOrder) -> str:
    """Name the index that leaves the fewest rows to look at, or else the one of the order."""
    if names_few(search.filter, TRACES, "id"):
        return "trace t INDEXED BY sqlite_autoindex_trace_1"
    if search.session_id is not None:
        return "trace t INDEXED BY trace_by_session"
    if search.user_id is not None:
        return "trace t INDEXED BY trace_by_user"
    if search.name is not None:
        return "trace t INDEXED BY trace_by_name"
    return f"trace t INDEXED BY {_INDEXES[order]}" if order in _INDEXES else "trace t"


def _conditions(database: Database, search: TraceSearch) -> Conditions:
    conditions = Conditions()
    conditions.add(f"t.project_seq = {PROJECT_SEQ}", search.project_id)
    conditions.add_if("t.user_id = ?", search.user_id)
    conditions.add_if("t.name = ?", search.name)
    conditions.add_if("t.session_id = ?", search.session_id)
    conditions.add_if("t.timestamp_ns >= ?", search.from_ns)
    conditions.add_if("t.timestamp_ns < ?", search.to_ns)
    conditions.add_if("t.version = ?", search.version)
    conditions.add_if("t.release = ?", search.release)
    conditions.add_any("coalesce(t.environment, 'default')", search.environments)
    for tag in search.tags:
        conditions.add("EXISTS (SELECT 1 FROM json_each(t.tags) tag WHERE tag.value = ?)", tag)
    add_filter(database, conditions, search.filter, TRACES)
    return conditions
