"""``POST /api/public/ingestion``: statuses by event, and what reads back."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from server.events import WORKED_EXAMPLE, batch, event

URL = "/api/public/ingestion"
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
FIELDS = (
    "id", "traceId", "name", "startTime", "endTime", "level", "usage", "usageDetails", "costDetails", "metadata",
    "tags", "promptName", "promptVersion", "value", "dataType", "model", "modelParameters", "environment", "public",
    "timestamp",
)  # fmt: skip
KINDS = ("trace-create", "span-create", "generation-update", "event-create", "agent-create", "score-create", "sdk-log")


def test_the_worked_example(client: TestClient) -> None:
    answer = client.post(URL, json=WORKED_EXAMPLE)
    assert answer.status_code == 207
    told = answer.json()
    assert told["successes"] == [{"id": name, "status": 201} for name in ("e3", "e1", "e2", "e4", "e5")]
    assert [(error["id"], error["status"], error["message"]) for error in told["errors"]] == [
        ("e6", 400, "Invalid request data")
    ]
    assert "body.id" in told["errors"][0]["error"]
    trace = client.get("/api/public/traces/t1").json()
    assert {key: trace[key] for key in ("name", "userId", "environment", "tags", "metadata", "input", "output")} == {
        "name": "translate",
        "userId": "u7",
        "environment": "dev",
        "tags": ["a", "b", "c"],
        "metadata": {"run": {"n": 1, "m": 2}},
        "input": None,
        "output": {"text": "Bonjour"},
    }
    assert (trace["latency"], trace["totalCost"], trace["timestamp"]) == (1, 0, "2026-03-01T10:00:00.000Z")
    [step] = trace["observations"]
    assert (step["type"], step["input"], step["output"], step["model"]) == (
        "GENERATION", {"q": "hello"}, "Bonjour", "unknown-model",
    )  # fmt: skip
    assert step["usageDetails"] == {"input": 12, "output": 3, "total": 15}
    assert step["usage"] == {"unit": "TOKENS", "input": 12, "output": 3, "total": 15}
    assert (step["latency"], step["timeToFirstToken"], step["calculatedTotalCost"]) == (1, 0.5, 0)
    [score] = trace["scores"]
    assert (score["value"], score["stringValue"], score["source"]) == (1, "True", "API")


def test_an_empty_batch_is_fine(client: TestClient) -> None:
    assert client.post(URL, json={"batch": []}).json() == {"successes": [], "errors": []}


def test_log_lines_of_sdks_are_in_neither_list(client: TestClient) -> None:
    answer = client.post(URL, json=batch(event("sdk-log", {"log": {"x": 1}}), event("sdk-log", {})))
    assert answer.json()["successes"] == []
    assert len(answer.json()["errors"]) == 1


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"not json", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[1, 2]", "batch"),
        (b"{}", "batch"),
        (b'{"batch": {}}', "batch"),
        (b"[" * 100_000, "nested too deeply"),
        (b"", "not JSON"),
    ],
)
def test_a_body_that_is_no_batch_is_a_400_with_a_sentence(client: TestClient, body: bytes, why: str) -> None:
    answer = client.post(URL, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["message"] == "Invalid request data"
    assert why in answer.json()["errors"][0]


@pytest.mark.parametrize(
    "bad",
    [
        "a string",
        None,
        event("no-such-kind", {"id": "x"}),
        event("dataset-run-item-create", {"id": "x"}),
        event("trace-create", {"id": "x"}, timestamp="2026-03-01T10:00:00"),
        event("trace-create", {"id": "x", "name": 5}),
        event("trace-create", {"id": "x", "name": "n" * 1_001}),
        event("trace-create", {"id": "x" * 801}),
        event("trace-create", {"id": "x", "tags": "a"}),
        event("span-create", {"id": "x", "level": "LOUD"}),
        event("span-create", {"id": "x", "startTime": "yesterday"}),
        event("generation-create", {"id": "x", "promptName": "p"}),
        event("generation-create", {"id": "x", "usage": {"input": 1.5}}),
        event("score-create", {"name": "n", "value": 1}),
        event("score-create", {"name": "n", "value": True, "traceId": "t"}),
        event("score-create", {"name": "n", "value": 2, "traceId": "t", "dataType": "BOOLEAN"}),
        event("score-create", {"name": "n", "value": 1, "traceId": "t", "sessionId": "s"}),
    ],
)
def test_one_bad_event_costs_its_neighbours_nothing(client: TestClient, bad: Any) -> None:
    good = [event("trace-create", {"id": "before"}, id="1"), event("trace-create", {"id": "after"}, id="2")]
    answer = client.post(URL, json={"batch": [good[0], bad, good[1]]})
    assert answer.status_code == 207
    assert [one["id"] for one in answer.json()["successes"]] == ["1", "2"]
    assert [one["status"] for one in answer.json()["errors"]] == [400]
    assert {trace["id"] for trace in client.get("/api/public/traces").json()["data"]} == {"before", "after"}


def test_nulls_count_as_absent(client: TestClient) -> None:
    nulls = dict.fromkeys(("name", "metadata", "tags", "environment", "usage", "promptName", "endTime", "input"))
    answer = client.post(URL, json=batch(event("generation-create", {"id": "g", "traceId": "t"} | nulls)))
    assert answer.json()["errors"] == []


def test_half_an_emoji_and_nan_are_read_all_the_same(client: TestClient) -> None:
    text = json.dumps(batch(event("trace-create", {"id": "t", "name": "cut \ud83d", "metadata": {"n": float("nan")}})))
    assert client.post(URL, content=text).json()["errors"] == []
    trace = client.get("/api/public/traces/t").json()
    assert (trace["name"], trace["metadata"]) == ("cut \ufffd", {"n": None})


def test_texts_read_back_decoded_once(client: TestClient) -> None:
    sent = {"id": "t", "input": "5", "output": '{"a": 1}', "metadata": {"count": "5", "plain": "x"}}
    client.post(URL, json=batch(event("trace-create", sent)))
    trace = client.get("/api/public/traces/t").json()
    assert (trace["input"], trace["output"], trace["metadata"]) == (5, {"a": 1}, {"count": 5, "plain": "x"})


@pytest.mark.parametrize(("sent", "kept"), [("x", {"metadata": "x"}), ([1, 2], {"metadata": [1, 2]}), (None, {})])
def test_metadata_that_is_no_object_is_kept_under_its_name(client: TestClient, sent: Any, kept: Any) -> None:
    client.post(URL, json=batch(event("trace-create", {"id": "t", "metadata": sent})))
    assert client.get("/api/public/traces/t").json()["metadata"] == kept


def test_a_trace_without_an_id_gets_that_of_its_event(client: TestClient) -> None:
    sent = batch(event("trace-create", {"name": "anonymous"}, id="e9"))
    for _ in range(2):
        client.post(URL, json=sent)
    assert [trace["id"] for trace in client.get("/api/public/traces").json()["data"]] == ["e9"]


def test_a_public_key_alone_may_send_scores_only(client: TestClient) -> None:
    client.auth = None
    sent = batch(
        event("score-create", {"id": "s", "traceId": "t", "name": "n", "value": 1}, id="1"),
        event("trace-create", {"id": "t"}, id="2"),
    )
    answer = client.post(URL, json=sent, headers={"Authorization": "Bearer pk-lf-test"})
    assert answer.json()["successes"] == [{"id": "1", "status": 201}]
    [error] = answer.json()["errors"]
    assert (error["id"], error["status"], error["message"]) == ("2", 401, "Authentication error")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.dictionaries(st.sampled_from(FIELDS), json_values), kind=st.sampled_from(KINDS))
def test_any_event_is_taken_or_refused_but_never_crashes(client: TestClient, body: dict[str, Any], kind: str) -> None:
    sent = json.dumps(batch(event(kind, body, id="e")), ensure_ascii=True)
    answer = client.post(URL, content=sent)
    assert answer.status_code == 207
    assert len(answer.json()["successes"]) + len(answer.json()["errors"]) == (kind != "sdk-log" or "log" not in body)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200))
def test_any_bytes_are_answered(client: TestClient, body: bytes) -> None:
    assert client.post(URL, content=body).status_code in (207, 400)
