"""Answers questions in the metrics language: the groups that SQLite finds, sorted, filled up and cut."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, TypeAlias

from peewee import Database

from tracedesk.analysis.metrics_answer import MetricsRow
from tracedesk.analysis.metrics_query import TIME_DIMENSION, MetricsQuery, Sorting
from tracedesk.analysis.time_buckets import bucket_starts
from tracedesk.queries.metrics_functions import add_functions
from tracedesk.queries.metrics_plan import MetricsError, Plan, plan_of
from tracedesk.store.database import execute

__all__ = ["MetricsError", "metrics_rows"]

MOST_BUCKETS = 50_000
Values: TypeAlias = Sequence[Any]  # a row as SQLite gives it
Key: TypeAlias = Callable[[Values], Any]


def metrics_rows(database: Database, project_id: str, query: MetricsQuery) -> list[MetricsRow]:
    """Return the rows in their order.

    Raises:
        MetricsError: the view has no such dimension, measure or column, the order names what is not asked for, or
            the time has too many buckets.
    """
    plan = plan_of(database, project_id, query)
    sort_key = _sort_key(plan, query)
    starts = _starts_to_fill(query)
    add_functions(database)
    found: Iterable[Values] = execute(database, plan.sql, plan.conditions.values)
    limit = query.row_limit
    found = sorted(found, key=sort_key) if limit is None else heapq.nsmallest(limit, found, sort_key)
    if starts is None:
        return [plan.row(values) for values in found]
    return list(islice(_filled(plan, found, starts), limit))


def _filled(plan: Plan, found: Iterable[Values], starts: Sequence[int]) -> Iterator[MetricsRow]:
    """Return the rows by time, with one of zeros for each bucket that has none."""
    by_start: dict[int, list[MetricsRow]] = {start_ns: [] for start_ns in starts}
    for values in found:
        row = plan.row(values)
        if row.time_ns in by_start:  # what lies behind the last row that is asked for has no place
            by_start[row.time_ns].append(row)
    for start_ns, rows in by_start.items():
        yield from rows or [plan.empty_row(start_ns)]


def _starts_to_fill(query: MetricsQuery) -> list[int] | None:
    """Return the buckets that the answer must have; None: only those with rows."""
    if query.granularity is None or query.order:
        return None
    starts = bucket_starts(query.from_ns, query.to_ns, query.granularity)
    if query.row_limit is not None:
        return list(islice(starts, query.row_limit))
    found = list(islice(starts, MOST_BUCKETS + 1))
    if len(found) > MOST_BUCKETS:
        raise MetricsError(f"There are more than {MOST_BUCKETS} {query.granularity}s: set config.row_limit.")
    return found


def _sort_key(plan: Plan, query: MetricsQuery) -> Key:
    """Rows that are equal in all that is asked for are sorted by their groups, so that pages of them are stable."""
    order = query.order
    if not order:
        first = TIME_DIMENSION if plan.timed else query.metrics[0].key
        order = (Sorting(first, descending=not plan.timed),)
    keys = [_key_of(plan, sorting) for sorting in order]
    keys += [_directed(itemgetter(place), descending=False) for place in range(len(plan.groups))]
    return lambda values: [key(values) for key in keys]


def _key_of(plan: Plan, sorting: Sorting) -> Key:
    name = sorting.field
    if name == TIME_DIMENSION and plan.timed:
        return _directed(plan.time_ns, descending=sorting.descending)
    if name in plan.figures:
        return _directed(lambda values: plan.figure(name, values), descending=sorting.descending)
    if name in plan.kinds:
        return _directed(itemgetter(list(plan.kinds).index(name)), descending=sorting.descending)
    known = [*plan.kinds, *plan.figures, *([TIME_DIMENSION] if plan.timed else [])]
    raise MetricsError(f"Invalid orderBy field {name}. It must be one of {', '.join(known)}.")


def _directed(read: Key, *, descending: bool) -> Key:
    """What is not there comes last in both directions."""

    def key(values: Values) -> tuple[bool, Any]:
        value = read(values)
        if value is None:
            return True, 0
        return False, _Descending(value) if descending else value

    return key


class _Descending:
    """A value that sorts before smaller ones."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __lt__(self, other: "_Descending") -> bool:
        return bool(other.value < self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Descending) and bool(other.value == self.value)

    def __hash__(self) -> int:
        return hash(self.value)
