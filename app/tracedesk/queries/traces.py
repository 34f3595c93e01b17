"""The traces list: pages by key, counts, and the latencies behind its chart."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from peewee import Database

SortKey: TypeAlias = Literal["time", "name", "user", "session", "latency", "tokens", "cost", "errors", "rating"]
Cursor: TypeAlias = tuple[str | int | float, int]


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
    raise NotImplementedError


def count_traces(database: Database, wanted: TraceFilter, *, cap: int = 10_001) -> int:
    """Count the traces of a filter, but no further than ``cap``."""
    raise NotImplementedError


def latency_samples(database: Database, wanted: TraceFilter, *, limit: int = 20_000) -> LatencySamples:
    """Return the latencies of the newest ``limit`` traces that have one."""
    raise NotImplementedError
