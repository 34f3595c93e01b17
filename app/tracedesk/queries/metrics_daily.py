"""Figures of days for the public API: how many traces and observations there were, and what each model cost."""

from collections.abc import Sequence
from dataclasses import dataclass

from peewee import Database

from tracedesk.analysis.metrics_answer import DayMetrics, ModelUsage
from tracedesk.analysis.time_buckets import NS_PER_DAY
from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.snapshot import snapshot
from tracedesk.store.database import rows
from tracedesk.store.exact_sum import exact_sum, summed

_DAY = f"t.timestamp_ns / {NS_PER_DAY}"
_HAS_TAG = "EXISTS (SELECT 1 FROM json_each(t.tags) tag WHERE tag.value = ?)"


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySearch:
    """Which traces are counted; None and empty: no condition. ``tags``: all of them must be there."""

    project_id: str
    trace_name: str | None = None
    user_id: str | None = None
    tags: tuple[str, ...] = ()
    environments: tuple[str, ...] = ()
    from_ns: int | None = None
    to_ns: int | None = None


def days_page(database: Database, search: DaySearch, *, limit: int, offset: int) -> tuple[list[DayMetrics], int]:
    """Return one page, the newest day first, and the number of all days that have traces."""
    traces = _traces(search)
    with snapshot(database):
        found = rows(
            database,
            f"SELECT {_DAY}, count(*), sum(t.observation_count), {exact_sum('t.cost_pusd')} FROM {_source(search)} "
            f"WHERE {traces.where} GROUP BY 1 ORDER BY 1 DESC LIMIT ? OFFSET ?",
            (*traces.values, limit, offset),
        )
        usage = _usage(database, search, [day for day, *_ in found])
        total = rows(
            database, f"SELECT count(DISTINCT {_DAY}) FROM {_source(search)} WHERE {traces.where}", traces.values
        )
    days = [
        DayMetrics(
            start_ns=day * NS_PER_DAY,
            trace_count=trace_count,
            observation_count=observation_count,
            cost_pusd=summed(*cost),
            usage=tuple(usage.get(day, ())),
        )
        for day, trace_count, observation_count, *cost in found
    ]
    return days, int(total[0][0])


def _usage(database: Database, search: DaySearch, days: Sequence[int]) -> dict[int, list[ModelUsage]]:
    """Return the models of some days, those that cost most first; ``days`` are neighbours, the newest first."""
    if not days:
        return {}
    traces = _traces(search)
    traces.add("t.timestamp_ns >= ?", days[-1] * NS_PER_DAY)
    traces.add("t.timestamp_ns < ?", (days[0] + 1) * NS_PER_DAY)
    sums = ", ".join(map(exact_sum, ("o.input_tokens", "o.output_tokens", "o.total_tokens", "o.cost_pusd")))
    usage: dict[int, list[ModelUsage]] = {}
    for day, model, observation_count, trace_count, *parts in rows(
        database,
        f"SELECT {_DAY}, o.model, count(*), count(DISTINCT t.seq), {sums} FROM {_source(search)} "
        f"CROSS JOIN observation o INDEXED BY observation_by_trace ON o.trace_seq = t.seq "
        f"WHERE {traces.where} GROUP BY 1, 2 ORDER BY 1, total(o.cost_pusd) DESC, o.model IS NULL, o.model",
        traces.values,
    ):
        usage.setdefault(day, []).append(
            ModelUsage(
                model=model,
                input_tokens=summed(*parts[0:2]),
                output_tokens=summed(*parts[2:4]),
                total_tokens=summed(*parts[4:6]),
                observation_count=observation_count,
                trace_count=trace_count,
                cost_pusd=summed(*parts[6:8]),
            )
        )
    return usage


def _source(search: DaySearch) -> str:
    if search.user_id is not None:
        return "trace t INDEXED BY trace_by_user"
    return f"trace t INDEXED BY {'trace_by_name' if search.trace_name is not None else 'trace_by_time'}"


def _traces(search: DaySearch) -> Conditions:
    conditions = Conditions()
    conditions.add(f"t.project_seq = {PROJECT_SEQ}", search.project_id)
    conditions.add_if("t.name = ?", search.trace_name)
    conditions.add_if("t.user_id = ?", search.user_id)
    for tag in search.tags:
        conditions.add(_HAS_TAG, tag)
    conditions.add_any("coalesce(t.environment, 'default')", search.environments)
    conditions.add_if("t.timestamp_ns >= ?", search.from_ns)
    conditions.add_if("t.timestamp_ns < ?", search.to_ns)
    return conditions
