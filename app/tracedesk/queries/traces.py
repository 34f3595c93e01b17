"""The traces list: pages by key, counts, and the latencies behind its chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.keyset import Cursor, Order, ranges_after
from tracedesk.queries.snapshot import snapshot
from tracedesk.queries.text_search import text_searches_of
from tracedesk.store.database import rows

SortKey: TypeAlias = Literal["time", "name", "user", "session", "latency", "tokens", "cost", "errors", "rating"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceFilter:
    """Which traces of a project are meant. ``text``: every word must occur in names, ids, tags, input or output."""

    project_id: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceLine:
    """One row of the list. ``rating``: 1 good, 0 bad, None not rated by a person."""

    trace_id: str
    start_ns: int
    name: str | None
    user_id: str | None
    session_id: str | None
    latency_ns: int | None
    running: bool
    observation_count: int
    error_count: int
    warning_count: int
    total_tokens: int | None
    cost_pusd: int | None
    rating: float | None
    rating_comment: str | None
    score_count: int


@dataclass(frozen=True, slots=True)
class TracePage:
    """``cursor`` is what to pass as ``after`` for the next page; None: this was the last."""

    lines: tuple[TraceLine, ...]
    cursor: Cursor | None


@dataclass(frozen=True, slots=True)
class LatencySamples:
    """Start and latency of the newest finished traces of a filter, in nanoseconds, oldest first."""

    start_ns: tuple[int, ...]
    latency_ns: tuple[int, ...]


_ORDERS: dict[SortKey, Order] = {
    "time": Order("trace_by_time", ("t.timestamp_ns", "t.seq"), nullable=False),
    "name": Order("trace_by_name", ("t.name", "t.timestamp_ns", "t.seq")),
    "user": Order("trace_by_user", ("t.user_id", "t.timestamp_ns", "t.seq")),
    "session": Order("trace_by_session", ("t.session_id", "t.timestamp_ns", "t.seq")),
    "latency": Order("trace_by_latency", ("t.latency_ns", "t.seq")),
    "tokens": Order("trace_by_tokens", ("t.total_tokens", "t.seq")),
    "cost": Order("trace_by_cost", ("t.cost_pusd", "t.seq")),
    "errors": Order("trace_by_errors", ("t.error_count", "t.seq"), nullable=False),
    "rating": Order("trace_by_rating", ("t.rating", "t.seq")),
}

_RATING_COMMENT = """(
    SELECT s.comment FROM score s
    WHERE s.project_seq = t.project_seq AND s.trace_id = t.trace_id AND s.score_id = 'rating:' || t.trace_id
)"""

_LINE = f"""
    t.trace_id, t.timestamp_ns, t.name, t.user_id, t.session_id, t.latency_ns, t.running_count, t.observation_count,
    t.error_count, t.warning_count, t.total_tokens, t.cost_pusd, t.rating, {_RATING_COMMENT}, t.score_count
"""


def trace_page(
    database: Database,
    wanted: TraceFilter,
    *,
    sort: SortKey = "time",
    descending: bool = True,
    limit: int = 200,
    after: Cursor | None = None,
) -> TracePage:
    """Return one page of the list; rows without a value for ``sort`` come last."""
    found, cursor = _page(database, wanted, _LINE, _ORDERS[sort], descending=descending, limit=limit, after=after)
    return TracePage(tuple(_line(row) for row in found), cursor)


def trace_lines(database: Database, project_id: str, ids: Sequence[str]) -> list[TraceLine]:
    """Return the lines of some traces as they are now, in any order; unknown ids are left out."""
    found = rows(
        database,
        f"SELECT {_LINE} FROM trace t WHERE t.project_seq = {PROJECT_SEQ} "
        f"AND t.trace_id IN ({', '.join('?' * len(ids))})",
        (project_id, *ids),
    )
    return [_line(row) for row in found]


def count_traces(database: Database, wanted: TraceFilter, *, cap: int = 10_001) -> int:
    """Count the traces of a filter, but no further than ``cap`` (-1: all of them)."""
    conditions = _conditions(database, wanted)
    source = _source(wanted, _ORDERS["time"])
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {conditions.where} LIMIT ?)"
    return int(rows(database, sql, (*conditions.values, cap))[0][0])


def trace_ids(database: Database, wanted: TraceFilter) -> Iterator[str]:
    """Return the ids of all traces of a filter, newest first; what arrives meanwhile is left out."""
    after: Cursor | None = None
    while True:
        found, after = _page(database, wanted, "t.trace_id", _ORDERS["time"], descending=True, limit=1_000, after=after)
        yield from (row[0] for row in found)
        if after is None:
            return


def latency_samples(database: Database, wanted: TraceFilter, *, limit: int = 20_000) -> LatencySamples:
    """Return the latencies of the newest ``limit`` traces that have one."""
    conditions = _conditions(database, wanted)
    conditions.add("t.latency_ns IS NOT NULL AND t.running_count = 0")
    found = rows(
        database,
        f"SELECT t.timestamp_ns, t.latency_ns FROM {_source(wanted, _ORDERS['time'])} WHERE {conditions.where} "
        "ORDER BY t.timestamp_ns DESC, t.seq DESC LIMIT ?",
        (*conditions.values, limit),
    )
    found.reverse()
    return LatencySamples(tuple(row[0] for row in found), tuple(row[1] for row in found))


def _page(
    database: Database,
    wanted: TraceFilter,
    columns: str,
    order: Order,
    *,
    descending: bool,
    limit: int,
    after: Cursor | None,
) -> tuple[list[tuple[Any, ...]], Cursor | None]:
    """Return the rows of one page and the cursor for the next."""
    head = f"SELECT {columns}, {', '.join(order.keys)} FROM {_source(wanted, order)} WHERE"
    found: list[tuple[Any, ...]] = []
    searched = _conditions(database, wanted)  # a search may take seconds, for which no snapshot should be held
    with snapshot(database):
        for part in ranges_after(order, after, descending=descending):
            conditions = searched.copy()
            conditions.add(part.sql, *part.values)
            sql = f"{head} {conditions.where} ORDER BY {order.by(descending=descending)} LIMIT ?"
            found += rows(database, sql, (*conditions.values, limit - len(found)))
            if len(found) == limit:
                return found, found[-1][-len(order.keys) :]
    return found, None


def _source(wanted: TraceFilter, order: Order) -> str:
    """Name the index of the order; with a text to look for, SQLite may know a shorter way."""
    return "trace t" if wanted.text else f"trace t INDEXED BY {order.index}"


def _conditions(database: Database, wanted: TraceFilter) -> Conditions:
    conditions = Conditions()
    conditions.add(f"t.project_seq = {PROJECT_SEQ}", wanted.project_id)
    found = text_searches_of(database).traces(wanted.project_id, wanted.text)
    if found is not None:
        conditions.add("t.seq IN (SELECT value FROM json_each(?))", found)
    return conditions


def _line(row: tuple[Any, ...]) -> TraceLine:
    return TraceLine(
        trace_id=row[0],
        start_ns=row[1],
        name=row[2],
        user_id=row[3],
        session_id=row[4],
        latency_ns=row[5],
        running=row[6] > 0,
        observation_count=row[7],
        error_count=row[8],
        warning_count=row[9],
        total_tokens=row[10],
        cost_pusd=row[11],
        rating=row[12],
        rating_comment=row[13],
        score_count=row[14],
    )
