"""The traces list: pages by key, counts, and the latencies behind its chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from peewee import Database

from tracedesk.queries.conditions import Conditions, containing
from tracedesk.store.database import rows

SortKey: TypeAlias = Literal["time", "name", "user", "session", "latency", "tokens", "cost", "errors", "rating"]
Cursor: TypeAlias = tuple[str | int | float | None, int]  # the sort value and the number of the last line


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


_SORT_COLUMNS: dict[SortKey, str] = {
    "time": "t.timestamp_ns",
    "name": "t.name",
    "user": "t.user_id",
    "session": "t.session_id",
    "latency": "t.latency_ns",
    "tokens": "t.total_tokens",
    "cost": "t.cost_pusd",
    "errors": "t.error_count",
    "rating": "t.rating",
}
_NEVER_NULL = {"time", "errors"}

_RATING_COMMENT = """(
    SELECT s.comment FROM score s
    WHERE s.project_seq = t.project_seq AND s.trace_id = t.trace_id AND s.score_id = 'rating:' || t.trace_id
)"""

_LINE = f"""
    t.trace_id, t.timestamp_ns, t.name, t.user_id, t.session_id, t.latency_ns, t.running_count, t.observation_count,
    t.error_count, t.warning_count, t.total_tokens, t.cost_pusd, t.rating, {_RATING_COMMENT}, t.score_count
"""

_WORD = """
    coalesce(t.name, '') || char(10) || t.trace_id || char(10) || coalesce(t.user_id, '') || char(10)
        || coalesce(t.session_id, '') || char(10) || coalesce(t.tags, '') LIKE ? ESCAPE '\\'
    OR EXISTS (SELECT 1 FROM trace_payload p WHERE p.seq = t.seq
        AND (p.input LIKE ? ESCAPE '\\' OR p.output LIKE ? ESCAPE '\\'))
    OR EXISTS (SELECT 1 FROM observation o LEFT JOIN observation_payload p ON p.seq = o.seq WHERE o.trace_seq = t.seq
        AND (o.name LIKE ? ESCAPE '\\' OR p.input LIKE ? ESCAPE '\\' OR p.output LIKE ? ESCAPE '\\'))
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
    column = _SORT_COLUMNS[sort]
    direction = "DESC" if descending else "ASC"
    nullable = sort not in _NEVER_NULL
    conditions = _conditions(wanted)
    if after is not None:
        _go_on(conditions, column, "<" if descending else ">", nullable, after)
    nulls = f"{column} IS NULL, " if nullable else ""
    found = rows(
        database,
        f"SELECT {_LINE}, {column}, t.seq FROM trace t WHERE {conditions.where} "
        f"ORDER BY {nulls}{column} {direction}, t.seq {direction} LIMIT ?",
        (*conditions.values, limit),
    )
    lines = tuple(_line(row) for row in found)
    return TracePage(lines, (found[-1][-2], found[-1][-1]) if len(found) == limit else None)


def trace_lines(database: Database, project_id: str, ids: Sequence[str]) -> list[TraceLine]:
    """Return the lines of some traces as they are now, in any order; unknown ids are left out."""
    found = rows(
        database,
        f"SELECT {_LINE} FROM trace t WHERE t.project_seq = (SELECT seq FROM project WHERE project_id = ?) "
        f"AND t.trace_id IN ({', '.join('?' * len(ids))})",
        (project_id, *ids),
    )
    return [_line(row) for row in found]


def count_traces(database: Database, wanted: TraceFilter, *, cap: int = 10_001) -> int:
    """Count the traces of a filter, but no further than ``cap`` (-1: all of them)."""
    conditions = _conditions(wanted)
    sql = f"SELECT count(*) FROM (SELECT 1 FROM trace t WHERE {conditions.where} LIMIT ?)"
    return int(rows(database, sql, (*conditions.values, cap))[0][0])


def trace_ids(database: Database, wanted: TraceFilter) -> Iterator[str]:
    """Return the ids of all traces of a filter, newest first; what arrives meanwhile is left out."""
    after: Cursor | None = None
    while True:
        page = trace_page(database, wanted, limit=1_000, after=after)
        yield from (line.trace_id for line in page.lines)
        if page.cursor is None:
            return
        after = page.cursor


def latency_samples(database: Database, wanted: TraceFilter, *, limit: int = 20_000) -> LatencySamples:
    """Return the latencies of the newest ``limit`` traces that have one."""
    conditions = _conditions(wanted)
    conditions.add("t.latency_ns IS NOT NULL AND t.running_count = 0")
    found = rows(
        database,
        f"SELECT t.timestamp_ns, t.latency_ns FROM trace t WHERE {conditions.where} "
        "ORDER BY t.timestamp_ns DESC, t.seq DESC LIMIT ?",
        (*conditions.values, limit),
    )
    found.reverse()
    return LatencySamples(tuple(row[0] for row in found), tuple(row[1] for row in found))


def _conditions(wanted: TraceFilter) -> Conditions:
    conditions = Conditions()
    conditions.add("t.project_seq = (SELECT seq FROM project WHERE project_id = ?)", wanted.project_id)
    for word in wanted.text.split():
        conditions.add(_WORD, *[containing(word)] * 6)
    return conditions


def _go_on(conditions: Conditions, column: str, beyond: str, nullable: bool, after: Cursor) -> None:
    """Add the condition for rows that come after ``after`` in the order of the list."""
    value, seq = after
    if value is None:
        conditions.add(f"{column} IS NULL AND t.seq {beyond} ?", seq)
    elif nullable:
        conditions.add(f"({column}, t.seq) {beyond} (?, ?) OR {column} IS NULL", value, seq)
    else:
        conditions.add(f"({column}, t.seq) {beyond} (?, ?)", value, seq)


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
