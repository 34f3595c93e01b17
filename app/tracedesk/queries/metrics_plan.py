"""A question in the metrics language becomes one SQL statement, and each row of it an answer.

What is asked of a row of the view is computed once, inside; SQLite would otherwise paste it into each aggregate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from peewee import Database

from tracedesk.analysis.metrics_answer import Figure, MetricsRow
from tracedesk.analysis.metrics_query import Metric, MetricsQuery
from tracedesk.analysis.time_buckets import MONDAY_NS, WIDTHS_NS, Granularity
from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.filters import FilterError, add_filter
from tracedesk.queries.metrics_figures import FigurePlan, figure_plan
from tracedesk.queries.metrics_views import DimensionKind, Source, source_of
from tracedesk.records.json import Json
from tracedesk.records.units import NS_PER_S


class MetricsError(Exception):
    """The question cannot be answered; the text says why."""


@dataclass(slots=True)
class Plan:
    """The statement, and where each part of an answer stands in a row of it: first the groups, then the aggregates."""

    tables: str
    conditions: Conditions
    columns: list[str] = field(default_factory=list)  # of the inner statement
    groups: list[str] = field(default_factory=list)
    aggregates: list[str] = field(default_factory=list)
    kinds: dict[str, DimensionKind] = field(default_factory=dict)  # of the dimensions, in their order
    timed: bool = False
    figures: dict[str, tuple[FigurePlan, list[int]]] = field(default_factory=dict)

    @property
    def sql(self) -> str:
        inner = ", ".join(f"{sql} AS c{number}" for number, sql in enumerate(self.columns))
        # SQLite keeps a limited statement apart.
        rows = f"SELECT {inner} FROM {self.tables} WHERE {self.conditions.where} LIMIT -1"
        groups = f" GROUP BY {', '.join(self.groups)}" if self.groups else ""
        return f"SELECT {', '.join(self.groups + self.aggregates)} FROM ({rows}){groups}"

    def row(self, values: Sequence[Any]) -> MetricsRow:
        """Read a row of the statement."""
        return MetricsRow(
            self.time_ns(values),
            {name: _shown(value, kind) for (name, kind), value in zip(self.kinds.items(), values, strict=False)},
            {key: self.figure(key, values) for key in self.figures},
        )

    def empty_row(self, time_ns: int) -> MetricsRow:
        """Return what stands for a bucket without rows."""
        figures: dict[str, Figure] = {key: [] if key.startswith("histogram_") else 0 for key in self.figures}
        return MetricsRow(time_ns, dict.fromkeys(self.kinds), figures)

    def time_ns(self, values: Sequence[Any]) -> int | None:
        return values[len(self.kinds)] if self.timed else None

    def figure(self, key: str, values: Sequence[Any]) -> Figure:
        plan, places = self.figures[key]
        return plan.read([values[len(self.groups) + place] for place in places])


def plan_of(database: Database, project_id: str, query: MetricsQuery) -> Plan:
    """Return how ``query`` is answered on this thread's connection.

    Raises:
        MetricsError: the view has no such dimension, measure or column of a filter.
    """
    source = source_of(query.view)
    plan = Plan(source.tables, _conditions(database, source, project_id, query))
    for name in query.dimensions:
        _add_dimension(plan, source, query, name)
    if query.granularity is not None:
        plan.groups.append(_column(plan, _bucket(source.time_ns, query.granularity)))
        plan.timed = True
    for metric in query.metrics:
        _add_metric(plan, source, query, metric)
    return plan


def _conditions(database: Database, source: Source, project_id: str, query: MetricsQuery) -> Conditions:
    conditions = Conditions()
    conditions.add(f"{source.project_seq} = {PROJECT_SEQ}", project_id)
    conditions.add(f"{source.time_ns} >= ?", query.from_ns)
    conditions.add(f"{source.time_ns} < ?", query.to_ns)
    conditions.add(source.only)
    try:
        source.filtered.check(query.filters)
    except FilterError as error:
        raise MetricsError(str(error)) from None
    add_filter(database, conditions, query.filters, source.filtered)
    return conditions


def _add_dimension(plan: Plan, source: Source, query: MetricsQuery, name: str) -> None:
    dimension = source.dimensions.get(name)
    if dimension is None:
        raise _unknown("dimension", name, query, source.dimensions)
    sql, kind = dimension.sql, dimension.kind
    if kind == "list" and query.exploded:
        each = f"each_{len(plan.kinds)}"
        plan.tables += f" JOIN json_each({sql}) {each}"
        sql, kind = f"{each}.value", "text"
    plan.groups.append(_column(plan, sql))
    plan.kinds[name] = kind


def _add_metric(plan: Plan, source: Source, query: MetricsQuery, metric: Metric) -> None:
    measure = source.measures.get(metric.measure)
    if measure is None:
        raise _unknown("measure", metric.measure, query, source.measures)
    if measure.amount == "distinct" and metric.aggregation == "histogram":
        raise MetricsError(f"{metric.measure} is one number for a group and has no histogram.")
    figure = figure_plan(metric.aggregation, _column(plan, measure.sql), measure.amount, query.bins)
    plan.figures[metric.key] = figure, [_place(plan.aggregates, aggregate) for aggregate in figure.aggregates]


def _unknown(what: str, name: str, query: MetricsQuery, known: Mapping[str, object]) -> MetricsError:
    return MetricsError(f"Invalid {what} {name} of the view {query.view}. It has {', '.join(known)}.")


def _column(plan: Plan, sql: str) -> str:
    return f"c{_place(plan.columns, sql)}"


def _place(known: list[str], sql: str) -> int:
    if sql not in known:
        known.append(sql)
    return known.index(sql)


def _bucket(time_ns: str, granularity: Granularity) -> str:
    """Return what ``analysis.time_buckets.bucket_start`` does, as SQL."""
    if granularity == "month":
        return f"unixepoch({time_ns} / {NS_PER_S}, 'unixepoch', 'start of month') * {NS_PER_S}"
    width_ns, shift_ns = WIDTHS_NS[granularity], MONDAY_NS if granularity == "week" else 0
    return f"({time_ns} + {shift_ns}) / {width_ns} * {width_ns} - {shift_ns}"


def _shown(value: Any, kind: DimensionKind) -> Json:
    if kind == "list":
        listed: Json = orjson.loads(value) if value else []
        return listed
    shown: Json = bool(value) if kind == "flag" and value is not None else value
    return shown
