"""A question in the metrics language, read and checked: what is grouped, what is measured, over which time."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracedesk.analysis.filter import Condition
from tracedesk.analysis.time_buckets import Granularity

View: TypeAlias = Literal["traces", "observations", "scores-numeric", "scores-boolean", "scores-categorical"]
Aggregation: TypeAlias = Literal[
    "sum", "avg", "count", "max", "min", "p50", "p75", "p90", "p95", "p99", "histogram", "uniq"
]
TIME_DIMENSION = "time_dimension"  # what rows call the start of their bucket


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure of each row."""

    measure: str
    aggregation: Aggregation

    @property
    def key(self) -> str:
        return f"{self.aggregation}_{self.measure}"


@dataclass(frozen=True, slots=True)
class Sorting:
    """``field`` is a dimension, the key of a metric or ``TIME_DIMENSION``."""

    field: str
    descending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsQuery:
    """Times are nanoseconds; ``from_ns`` is inside, ``to_ns`` is not. ``row_limit`` None: all rows.

    Without ``order``, rows are sorted by time, and buckets without any row are filled with zeros; without a
    ``granularity`` either, by the first metric, the largest first. ``exploded``: a row for each element of a list.
    """

    view: View
    dimensions: tuple[str, ...]
    metrics: tuple[Metric, ...]
    filters: tuple[Condition, ...]
    granularity: Granularity | None
    from_ns: int
    to_ns: int
    order: tuple[Sorting, ...]
    row_limit: int | None
    bins: int
    exploded: bool
