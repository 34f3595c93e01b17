"""JSON at the edge of what can be kept: taken wherever possible, and never a crash, neither now nor when it is read."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from server.events import batch, event

URL = "/api/public/ingestion"
LEVELS = (100, 246, 255, 400)  # orjson reads 1,024 levels and writes 254
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("batch", "id", "body")), inner),
    max_leaves=10,
)


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


def send(client: TestClient, *events: dict[str, Any]) -> dict[str, Any]:
    answer = client.post(URL, content=json.dumps(batch(*events)))
    assert answer.status_code == 207
    told: dict[str, Any] = answer.json()
    return told


def read(client: TestClient, path: str) -> dict[str, Any]:
    answer = client.get(f"/api/public/{path}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def decoded(value: Any) -> Any:
    """What is nested too deeply for an answer comes as its text."""
    return json.loads(value) if isinstance(value, str) else value


@pytest.mark.parametrize("levels", LEVELS)
def test_deep_values_are_kept_and_can_be_read(client: TestClient, levels: int) -> None:
    deep = nested(levels)
    told = send(
        client,
        event("trace-create", {"id": "t", "input": deep, "output": json.dumps(deep), "metadata": {"a": deep, "b": 1}}),
        event("generation-create", {"id": "o", "traceId": "t", "modelParameters": {"p": deep}, "metadata": deep}),
        event("score-create", {"id": "s", "traceId": "t", "name": "n", "value": 1, "metadata": {"a": deep}}),
    )
    assert told["errors"] == []
    trace = read(client, "traces/t")
    assert decoded(trace["input"]) == decoded(trace["output"]) == decoded(trace["metadata"]["a"]) == deep
    assert trace["metadata"]["b"] == 1
    [step] = trace["observations"]
    assert decoded(step["modelParameters"]["p"]) == decoded(step["metadata"]["metadata"]) == deep
    assert decoded(trace["scores"][0]["metadata"]["a"]) == deep
    for path in ("traces", "observations", "scores", "v2/scores"):
        assert len(read(client, path)["data"]) == 1


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_score_that_is_no_finite_number_is_refused_alone(client: TestClient, number: str) -> None:
    sent = json.dumps(
        batch(
            event("score-create", {"id": "bad", "traceId": "t", "name": "n", "value": "NUMBER"}, id="1"),
            event("score-create", {"id": "good", "traceId": "t", "name": "n", "value": 0.5}, id="2"),
        )
    ).replace('"NUMBER"', number)
    answer = client.post(URL, content=sent).json()
    assert [one["id"] for one in answer["successes"]] == ["2"]
    refused = {"1": "body.value must be a number for a NUMERIC score"}
    assert {one["id"]: one["error"] for one in answer["errors"]} == refused
    assert [one["id"] for one in read(client, "scores")["data"]] == ["good"]


@pytest.mark.parametrize("digits", [15, 19, 30, 400, 5_000])
def test_a_number_of_any_length_costs_nothing_else(client: TestClient, digits: int) -> None:
    sent = json.dumps(batch(event("trace-create", {"id": "t", "name": "n", "metadata": {"n": "NUMBER"}})))
    answer = client.post(URL, content=sent.replace('"NUMBER"', "9" * digits))
    assert (answer.status_code, answer.json()["errors"]) == (207, [])
    trace = read(client, "traces/t")
    assert trace["name"] == "n"
    assert float(trace["metadata"]["n"]) == pytest.approx(float("9" * digits))


@pytest.mark.parametrize("text", ["a\x00b", "\x7f\x1b[31m", "\u2028\u202e", "\ufeff", "😀" * 300])
def test_any_text_reads_back_as_it_was(client: TestClient, text: str) -> None:
    fields = ("name", "userId", "sessionId", "release", "version", "input", "output")
    told = {"id": "t", "tags": [text], "metadata": {text: text}} | dict.fromkeys(fields, text)
    send(client, event("trace-create", told))
    trace = read(client, "traces/t")
    assert {trace[field] for field in fields} == {text}
    assert (trace["tags"], trace["metadata"]) == ([text], {text: text})


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=anything)
def test_any_json_is_answered(client: TestClient, value: Any) -> None:
    assert client.post(URL, content=json.dumps(value)).status_code in (207, 400)
    assert client.post("/api/public/scores", content=json.dumps(value)).status_code in (200, 202, 207, 400)
