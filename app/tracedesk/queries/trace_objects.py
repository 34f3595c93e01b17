"""Traces as whole objects: pages by number for the public API, and all of a filter for exports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from peewee import Database

from tracedesk.queries.conditions import Conditions
from tracedesk.queries.objects import NO_PAYLOAD, PAYLOAD_COLUMNS, TRACE_COLUMNS, stored_trace
from tracedesk.records.stored import StoredTrace
from tracedesk.store.database import rows

TraceOrder: TypeAlias = Literal[
    "id", "timestamp", "name", "userId", "release", "version", "public", "bookmarked", "sessionId"
]
_ORDER_COLUMNS: dict[TraceOrder, str] = {
    "id": "t.trace_id",
    "timestamp": "t.timestamp_ns",
    "name": "t.name",
    "userId": "t.user_id",
    "release": "t.release",
    "version": "t.version",
    "public": "coalesce(t.public, 0)",
    "bookmarked": "0",
    "sessionId": "t.session_id",
}


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
    conditions = _conditions(search)
    direction = "DESC" if descending else "ASC"
    found = rows(
        database,
        f"SELECT {TRACE_COLUMNS}, {PAYLOAD_COLUMNS if payload else NO_PAYLOAD} FROM trace t "
        "JOIN project r ON r.seq = t.project_seq LEFT JOIN payload p ON p.payload_id = t.payload_id "
        f"WHERE {conditions.where} ORDER BY {_ORDER_COLUMNS[order]} {direction}, t.seq {direction} LIMIT ? OFFSET ?",
        (*conditions.values, limit, offset),
    )
    total = rows(
        database,
        f"SELECT count(*) FROM trace t JOIN project r ON r.seq = t.project_seq WHERE {conditions.where}",
        conditions.values,
    )
    return [stored_trace(database, row) for row in found], int(total[0][0])


def traces_by_id(database: Database, project_id: str, trace_ids: Sequence[str]) -> Iterator[StoredTrace]:
    """Return traces with payloads in the order of ``trace_ids``; unknown ids are left out."""
    for trace_id in trace_ids:
        for row in rows(
            database,
            f"SELECT {TRACE_COLUMNS}, {PAYLOAD_COLUMNS} FROM trace t JOIN project r ON r.seq = t.project_seq "
            "LEFT JOIN payload p ON p.payload_id = t.payload_id WHERE r.project_id = ? AND t.trace_id = ?",
            (project_id, trace_id),
        ):
            yield stored_trace(database, row)


def observation_ids(database: Database, project_id: str, trace_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the ids of the observations of each trace, by start time."""
    return _ids_by_trace(
        database,
        "SELECT t.trace_id, o.observation_id FROM observation o JOIN trace t ON t.seq = o.trace_seq "
        "JOIN project r ON r.seq = t.project_seq WHERE r.project_id = ? AND t.trace_id IN ({}) "
        "ORDER BY o.start_ns, o.seq",
        project_id,
        trace_ids,
    )


def score_ids(database: Database, project_id: str, trace_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the ids of the scores of each trace and of its observations, newest first."""
    return _ids_by_trace(
        database,
        "SELECT s.trace_id, s.score_id FROM score s JOIN project r ON r.seq = s.project_seq "
        "WHERE r.project_id = ? AND s.trace_id IN ({}) ORDER BY s.timestamp_ns DESC, s.seq DESC",
        project_id,
        trace_ids,
    )


def _ids_by_trace(database: Database, sql: str, project_id: str, trace_ids: Sequence[str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {trace_id: [] for trace_id in trace_ids}
    for trace_id, found_id in rows(database, sql.format(", ".join("?" * len(trace_ids))), (project_id, *trace_ids)):
        grouped[trace_id].append(found_id)
    return grouped


def _conditions(search: TraceSearch) -> Conditions:
    conditions = Conditions()
    conditions.add("r.project_id = ?", search.project_id)
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
    return conditions
