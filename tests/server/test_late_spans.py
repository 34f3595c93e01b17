"""Spans of one trace that come days apart, in any order, and what adds up from them."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from formats.otlp_exports import pairs
from tracedesk.queries.trace_detail import trace_detail
from tracedesk.records.units import NS_PER_S
from tracedesk.runtime import Runtime
from tracedesk.store.database import rows

TRACE = "0af7651916cd43dd8448eb211c80319c"
START_NS = 1_772_359_200_000_000_007
DAY_NS = 86_400 * NS_PER_S
USAGE = {"gen_ai.request.model": "stub-1", "gen_ai.usage.input_tokens": 30, "gen_ai.usage.output_tokens": 12}
Span = dict[str, Any]


def span(number: int, parent: int | None, start_ns: int, end_ns: int, **attributes: Any) -> Span:
    return {
        "traceId": TRACE,
        "spanId": f"{number:016x}",
        **({} if parent is None else {"parentSpanId": f"{parent:016x}"}),
        "name": f"step {number}",
        "startTimeUnixNano": str(start_ns),
        "endTimeUnixNano": str(end_ns),
        "attributes": pairs(attributes),
    }


ROOT = span(1, None, START_NS, START_NS + NS_PER_S)
SOON = span(2, 1, START_NS, START_NS + NS_PER_S // 2, **USAGE)
NEXT_DAY = span(3, 1, START_NS + DAY_NS, START_NS + DAY_NS + NS_PER_S, **USAGE)
THIRD_DAY = span(4, 3, START_NS + 3 * DAY_NS, START_NS + 3 * DAY_NS + 5, **USAGE)


def send(client: TestClient, *spans: Span) -> None:
    body = {"resourceSpans": [{"scopeSpans": [{"spans": list(spans)}]}]}
    assert client.post("/v1/traces", json=body).status_code == 200


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_spans_of_days_join_one_trace_whatever_their_order(
    client: TestClient, runtime: Runtime, order: tuple[int, ...]
) -> None:
    spans = (ROOT, SOON, NEXT_DAY, THIRD_DAY)
    for place in order:
        send(client, spans[place])
    detail = trace_detail(runtime.database, runtime.project_id, TRACE)
    assert detail is not None
    trace = detail.trace
    assert (trace.observation_count, trace.running_count, trace.timestamp_ns) == (4, 0, START_NS)
    assert trace.latency_ns == 3 * DAY_NS + 5
    assert (trace.input_tokens, trace.output_tokens, trace.total_tokens) == (90, 36, 126)
    assert [step.start_ns - START_NS for step in detail.observations] == [0, 0, DAY_NS, 3 * DAY_NS]
    read = client.get(f"/api/public/traces/{TRACE}").json()
    assert (read["timestamp"], read["latency"]) == ("2026-03-01T10:00:00.000Z", 259_200.0)
    assert client.get("/api/public/traces").json()["meta"]["totalItems"] == 1


def test_each_step_counts_in_the_hour_in_which_it_ran_and_the_trace_once(client: TestClient, runtime: Runtime) -> None:
    for late in (THIRD_DAY, ROOT, NEXT_DAY, SOON):
        send(client, late)
    hours = rows(
        runtime.database,
        "SELECT hour, model, observation_count, total_tokens FROM observation_hour ORDER BY hour, model",
    )
    first = START_NS // (3_600 * NS_PER_S)
    assert hours == [
        (first, "", 1, 0),
        (first, "stub-1", 1, 42),
        (first + 24, "stub-1", 1, 42),
        (first + 72, "stub-1", 1, 42),
    ]
    assert rows(runtime.database, "SELECT hour, trace_count FROM trace_hour") == [(first, 1)]


def test_steps_of_one_nanosecond_stay_in_the_order_in_which_they_came(client: TestClient, runtime: Runtime) -> None:
    send(client, *(span(number, None, START_NS, START_NS) for number in (9, 3, 7)))
    send(client, *(span(number, None, START_NS, START_NS) for number in (8, 2)))
    send(client, span(3, None, START_NS, START_NS, said="again"))
    detail = trace_detail(runtime.database, runtime.project_id, TRACE)
    assert detail is not None
    assert [step.name for step in detail.observations] == [f"step {number}" for number in (9, 3, 7, 8, 2)]
