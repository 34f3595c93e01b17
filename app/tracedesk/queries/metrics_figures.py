"""Figures of the metrics language: the SQL aggregates that each needs, and how it is read from them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from tracedesk.analysis.histogram import linear_histogram
from tracedesk.analysis.metrics_answer import Figure
from tracedesk.analysis.metrics_query import Aggregation
from tracedesk.analysis.percentiles import percentile
from tracedesk.queries.metrics_views import Amount
from tracedesk.records.units import usd
from tracedesk.store.exact_sum import halves, summed

Scale: TypeAlias = Callable[[Any], float]
_SHARES: dict[Aggregation, float] = {"p50": 0.5, "p75": 0.75, "p90": 0.9, "p95": 0.95, "p99": 0.99}


@dataclass(frozen=True, slots=True)
class FigurePlan:
    """``aggregates`` are SQL; ``read`` makes the figure of their values."""

    aggregates: tuple[str, ...]
    read: Callable[[Sequence[Any]], Figure]


def figure_plan(aggregation: Aggregation, column: str, amount: Amount, bins: int) -> FigurePlan:
    """Return how a group's figure is found from the values of ``column``; without values, counts and sums are 0."""
    if amount == "distinct" or aggregation == "uniq":
        return FigurePlan((f"count(DISTINCT {column})",), _first)
    if aggregation == "count":
        return FigurePlan((f"count({column})",), _first)
    scale = usd if amount == "money" else _same
    if aggregation in ("min", "max"):
        return FigurePlan((f"{aggregation}({column})",), lambda found: None if found[0] is None else scale(found[0]))
    if aggregation in ("sum", "avg"):
        return _sum_plan(aggregation, column, scale, whole=amount != "real")
    return FigurePlan((f"samples({column})",), lambda found: _of_samples(found[0], aggregation, scale, bins))


def _sum_plan(aggregation: Aggregation, column: str, scale: Scale, *, whole: bool) -> FigurePlan:
    if not whole:
        return FigurePlan((f"{'total' if aggregation == 'sum' else 'avg'}({column})",), _first)
    if aggregation == "sum":
        return FigurePlan(halves(column), lambda found: scale(summed(*found)))
    return FigurePlan(
        (*halves(column), f"count({column})"),
        lambda found: scale(summed(*found[:2])) / found[2] if found[2] else None,
    )


def _of_samples(packed: bytes | None, aggregation: Aggregation, scale: Scale, bins: int) -> Figure:
    values = np.frombuffer(packed or b"")
    if aggregation == "histogram":
        found = linear_histogram(values, bins)
        edges = [scale(edge) for edge in found.edges]
        return list(zip(edges, edges[1:], found.counts, strict=False))
    if not len(values):
        return None
    return scale(percentile(values, _SHARES[aggregation]))


def _same(value: Any) -> float:
    number: float = value
    return number


def _first(found: Sequence[Any]) -> Figure:
    figure: float | None = found[0]
    return figure
