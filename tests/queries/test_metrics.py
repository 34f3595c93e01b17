"""The metrics language over rows of the store: sums beyond 64 bits, buckets, and what SQLite does for a question."""

from collections.abc import Sequence
from typing import Any, get_args

import pytest

from queries.plans import faults, record
from tracedesk.analysis.metrics_query import Metric, MetricsQuery, Sorting, View
from tracedesk.analysis.time_buckets import Granularity, bucket_start
from tracedesk.formats.times import parse_time
from tracedesk.queries.metrics import metrics_rows
from tracedesk.queries.metrics_daily import DaySearch, days_page
from tracedesk.queries.metrics_views import source_of
from tracedesk.records.trace import Observation
from tracedesk.records.units import INT64_MAX, LAST_NS, usd
from tracedesk.runtime import Runtime

INDEXES: dict[View, str] = {"traces": "trace_by_time", "observations": "observation_by_time"}


def question(view: View, *metrics: Metric, **more: Any) -> MetricsQuery:
    base: dict[str, Any] = {
        "dimensions": (), "filters": (), "granularity": None, "from_ns": 0, "to_ns": LAST_NS, "order": (),
        "row_limit": None, "bins": 10, "exploded": False,
    }  # fmt: skip
    return MetricsQuery(view=view, metrics=metrics or (Metric("count", "count"),), **(base | more))


def store(runtime: Runtime, *observations: Observation) -> None:
    runtime.writer.save(runtime.project_id, observations).result()


def called(number: int, start_ns: int = 0, **more: Any) -> Observation:
    return Observation(observation_id=f"o{number}", trace_id="t", said_ns=1, start_ns=start_ns, **more)


def figures(runtime: Runtime, query: MetricsQuery) -> list[dict[str, Any]]:
    return [row.figures for row in metrics_rows(runtime.database, runtime.project_id, query)]


def test_sums_beyond_64_bits_are_exact(runtime: Runtime) -> None:
    cost = {"input": INT64_MAX, "input_cached": INT64_MAX, "total": INT64_MAX}
    store(runtime, called(1, cost=cost), called(2, cost=cost), called(3, cost={"input": 1, "total": 1}))
    asked = question("observations", Metric("totalCost", "sum"), Metric("totalCost", "avg"), Metric("inputCost", "sum"))
    assert figures(runtime, asked) == [
        {
            "sum_totalCost": usd(2 * INT64_MAX + 1),
            "avg_totalCost": usd(2 * INT64_MAX + 1) / 3,
            "sum_inputCost": usd(2 * INT64_MAX + 1),
        }
    ]
    (day,), _ = days_page(runtime.database, DaySearch(project_id=runtime.project_id), limit=1, offset=0)
    assert day.usage[0].cost_pusd == 2 * INT64_MAX + 1


@pytest.mark.parametrize("granularity", get_args(Granularity))
@pytest.mark.parametrize("time", ["1970-01-01T00:00:00Z", "2024-02-29T23:59:59.999999999Z", "2026-03-01T00:00:00Z"])
def test_sql_and_python_cut_time_alike(runtime: Runtime, granularity: Granularity, time: str) -> None:
    start_ns = parse_time(time)
    store(runtime, called(1, start_ns))
    order = (Sorting("time_dimension", descending=False),)
    (row,) = metrics_rows(
        runtime.database, runtime.project_id, question("observations", granularity=granularity, order=order)
    )
    assert row.time_ns == bucket_start(start_ns, granularity)


def test_a_payload_that_is_nobody_s_tools_has_none(runtime: Runtime) -> None:
    store(runtime, called(1, input="hi", output='{"tool_calls": 5}'), called(2))
    asked = question("observations", Metric("toolDefinitions", "sum"), Metric("toolCalls", "sum"))
    assert figures(runtime, asked) == [{"sum_toolDefinitions": 0, "sum_toolCalls": 0}]


def test_rows_that_are_equal_come_in_the_order_of_their_groups(runtime: Runtime) -> None:
    store(runtime, *(called(number, name=name) for number, name in enumerate(["b", None, "c", "a"])))
    names = [
        row.dimensions["name"]
        for row in metrics_rows(runtime.database, runtime.project_id, question("observations", dimensions=("name",)))
    ]
    assert names == ["a", "b", "c", None]


@pytest.mark.parametrize("descending", [True, False])
def test_nothing_comes_last_in_both_directions(runtime: Runtime, descending: bool) -> None:
    store(runtime, called(1, end_ns=5_000_000), called(2), called(3, end_ns=9_000_000))
    order = (Sorting("max_latency", descending),)
    asked = question("observations", Metric("latency", "max"), dimensions=("id",), order=order)
    found = figures(runtime, asked)
    assert [one["max_latency"] for one in found] == ([9, 5, None] if descending else [5, 9, None])


@pytest.mark.parametrize("view", get_args(View))
def test_every_dimension_and_measure_can_be_asked_for(runtime: Runtime, view: View) -> None:
    store(runtime, called(1))
    source = source_of(view)
    metrics: Sequence[Metric] = [Metric(name, "count") for name in source.measures]
    for exploded in (True, False):
        asked = question(view, *metrics, dimensions=tuple(source.dimensions), exploded=exploded)
        found = record(runtime.database, lambda: figures(runtime, asked))  # noqa: B023 - runs at once
        assert len(found.texts) == 1
        known = [step for step in found.steps if not step.startswith(("SCAN (", "SCAN each_"))]
        assert faults(known, INDEXES.get(view, "score_by_time"), may_sort=True) == []


def test_what_is_asked_of_a_row_is_computed_once(runtime: Runtime) -> None:
    store(runtime, called(1))
    asked = question("observations", Metric("inputCost", "avg"), Metric("inputCost", "max"))
    (text,) = record(runtime.database, lambda: figures(runtime, asked)).texts
    assert text.count("cost_of") == 1
    found = record(runtime.database, lambda: figures(runtime, asked))
    assert any(step.startswith("CO-ROUTINE") for step in found.steps)
