"""The read API: keys, order, pages, filters and blanks, as clients validate them (wire protocol, 5.3 to 5.6 and 6)."""

from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from server.events import batch, event

API = "/api/public"
TRACE_KEYS = {
    "id", "projectId", "timestamp", "name", "userId", "sessionId", "release", "version", "environment", "public",
    "bookmarked", "tags", "externalId", "createdAt", "updatedAt", "input", "output", "metadata",
}  # fmt: skip
LINE_KEYS = TRACE_KEYS | {"htmlPath", "latency", "totalCost", "observations", "scores"}
OBSERVATION_KEYS = {
    "id", "projectId", "traceId", "parentObservationId", "name", "version", "statusMessage", "type", "environment",
    "startTime", "endTime", "completionStartTime", "createdAt", "updatedAt", "input", "output", "metadata", "level",
    "model", "modelParameters", "modelId", "promptId", "promptName", "promptVersion", "usageDetails", "costDetails",
    "usage", "unit", "promptTokens", "completionTokens", "totalTokens", "inputPrice", "outputPrice", "totalPrice",
    "calculatedInputCost", "calculatedOutputCost", "calculatedTotalCost", "usagePricingTierId", "usagePricingTierName",
    "latency", "timeToFirstToken",
}  # fmt: skip
SCORE_KEYS = {
    "id", "projectId", "name", "source", "timestamp", "createdAt", "updatedAt", "environment", "dataType", "value",
    "stringValue", "traceId", "observationId", "comment", "configId", "metadata", "authorUserId", "queueId",
    "executionTraceId",
}  # fmt: skip


def moment(second: int) -> str:
    return f"2026-03-01T10:00:{second:02d}.000Z"


@pytest.fixture(autouse=True)
def stored(client: TestClient) -> None:
    """Five traces, one a second; each has a span and a generation of half a second, and a score."""
    events = []
    for number in range(5):
        at = moment(number)
        trace_id = f"t{number}"
        user, session = f"u{number % 2}", "s" if number < 3 else None
        own = {
            "id": trace_id, "name": f"n{number % 2}", "userId": user, "sessionId": session, "timestamp": at,
            "tags": ["even" if number % 2 == 0 else "odd", "all"], "release": f"r{number}", "version": "1",
            "input": {"q": number}, "output": "x", "environment": "dev" if number == 4 else None, "metadata": {"n": 1},
        }  # fmt: skip
        span = {"id": f"span{number}", "traceId": trace_id, "name": "step", "startTime": at, "endTime": at}
        call = {
            "id": f"call{number}", "traceId": trace_id, "parentObservationId": span["id"], "name": "call",
            "startTime": at, "endTime": f"2026-03-01T10:00:{number:02d}.500Z", "model": "m",
            "level": "ERROR" if number == 2 else None, "usageDetails": {"input": 3, "output": 4},
            "costDetails": {"input": 0.1, "output": 0.2},
        }  # fmt: skip
        score = {"id": f"score{number}", "traceId": trace_id, "name": "q", "value": number / 4, "dataType": "NUMERIC"}
        events += [
            event("trace-create", own, at),
            event("span-create", span, at),
            event("generation-create", call, at),
            event("score-create", score, at),
        ]
    answer = client.post(f"{API}/ingestion", json=batch(*events))
    assert answer.json()["errors"] == []


def ids(client: TestClient, path: str, **query: Any) -> list[str]:
    answer = client.get(f"{API}/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["data"]]


def test_a_line_has_every_key(client: TestClient) -> None:
    line = client.get(f"{API}/traces").json()["data"][0]
    assert set(line) == LINE_KEYS
    assert (line["id"], line["latency"], line["totalCost"]) == ("t4", 0.5, pytest.approx(0.3))
    assert (line["observations"], line["scores"]) == (["span4", "call4"], ["score4"])
    assert line["htmlPath"] == f"/project/{line['projectId']}/traces/t4"
    assert (line["externalId"], line["bookmarked"], line["public"]) == (None, False, False)


def test_a_whole_trace_has_objects_by_start_time(client: TestClient) -> None:
    trace = client.get(f"{API}/traces/t2").json()
    assert set(trace) == LINE_KEYS
    assert [set(one) for one in trace["observations"]] == [OBSERVATION_KEYS] * 2
    assert [one["id"] for one in trace["observations"]] == ["span2", "call2"]
    assert [set(one) for one in trace["scores"]] == [SCORE_KEYS]
    assert trace["observations"][1]["inputPrice"] == 0


def test_an_observation_has_every_key(client: TestClient) -> None:
    one = client.get(f"{API}/observations/call2").json()
    assert set(one) == OBSERVATION_KEYS
    assert (one["inputPrice"], one["level"], one["parentObservationId"]) == (None, "ERROR", "span2")
    assert one["costDetails"] == {"input": 0.1, "output": 0.2, "total": pytest.approx(0.3)}
    assert (one["calculatedInputCost"], one["calculatedTotalCost"]) == (0.1, pytest.approx(0.3))
    assert (one["promptTokens"], one["completionTokens"], one["totalTokens"], one["unit"]) == (3, 4, 7, "TOKENS")
    assert (one["latency"], one["timeToFirstToken"]) == (0.5, None)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("traces/nobody", "Trace nobody not found within authorized project"),
        ("observations/nobody", "Observation not found within authorized project"),
        ("sessions/nobody", "Session not found within authorized project"),
        ("scores/nobody", "Score not found within authorized project"),
    ],
)
def test_what_is_not_there_is_a_404_that_clients_retry(client: TestClient, path: str, message: str) -> None:
    answer = client.get(f"{API}/{path}")
    assert (answer.status_code, answer.json()) == (404, {"message": message, "error": "LangfuseNotFoundError"})


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["t4", "t3", "t2", "t1", "t0"]),
        ({"userId": "u1"}, ["t3", "t1"]),
        ({"name": "n0"}, ["t4", "t2", "t0"]),
        ({"sessionId": "s"}, ["t2", "t1", "t0"]),
        ({"tags": "odd"}, ["t3", "t1"]),
        ({"tags": ["odd", "all"]}, ["t3", "t1"]),
        ({"tags": ["odd", "even"]}, []),
        ({"release": "r3"}, ["t3"]),
        ({"version": "2"}, []),
        ({"environment": "dev"}, ["t4"]),
        ({"environment": ["dev", "default"]}, ["t4", "t3", "t2", "t1", "t0"]),
        ({"fromTimestamp": moment(3)}, ["t4", "t3"]),
        ({"toTimestamp": moment(1)}, ["t0"]),
        ({"fromTimestamp": "2026-03-01T11:00:03+01:00"}, ["t4", "t3"]),
        ({"fromTimestamp": "2026-03-01T10:00:03 00:00"}, ["t4", "t3"]),
        ({"orderBy": "timestamp.asc", "limit": 2}, ["t0", "t1"]),
        ({"orderBy": "name.asc", "limit": 3}, ["t0", "t2", "t4"]),
        ({"limit": 2, "page": 2}, ["t2", "t1"]),
        ({"userId": "", "page": "", "limit": ""}, ["t4", "t3", "t2", "t1", "t0"]),
    ],
)
def test_traces_are_filtered_ordered_and_paged(client: TestClient, query: dict[str, Any], found: list[str]) -> None:
    assert ids(client, "traces", **query) == found


def test_a_page_says_how_many_there_are(client: TestClient) -> None:
    meta = client.get(f"{API}/traces", params={"limit": 2, "page": 3}).json()["meta"]
    assert meta == {"page": 3, "limit": 2, "totalItems": 5, "totalPages": 3}


@pytest.mark.parametrize("path", ["traces", "observations", "sessions", "scores", "v2/scores"])
@pytest.mark.parametrize(
    "query",
    [
        {"limit": 101},
        {"limit": 0},
        {"limit": "many"},
        {"page": 0},
        {"page": -1},
        {"page": "1.5"},
    ],
)
def test_a_wrong_page_is_a_400(client: TestClient, path: str, query: dict[str, Any]) -> None:
    answer = client.get(f"{API}/{path}", params=query)
    assert (answer.status_code, answer.json()["message"]) == (400, "Invalid request data")
    assert answer.json()["error"][0]["path"] == list(query)


@pytest.mark.parametrize(
    "query", [{"fromTimestamp": "2026-03-01T10:00:00"}, {"fromTimestamp": "soon"}, {"orderBy": "cost.desc"}]
)
def test_a_wrong_value_is_a_400(client: TestClient, query: dict[str, Any]) -> None:
    assert client.get(f"{API}/traces", params=query).status_code == 400


def test_groups_that_are_not_asked_for_are_blank(client: TestClient) -> None:
    line = client.get(f"{API}/traces", params={"fields": "core"}).json()["data"][0]
    assert set(line) == LINE_KEYS
    blank = {
        key: line[key] for key in ("observations", "scores", "latency", "totalCost", "input", "output", "metadata")
    }
    assert blank == {
        "observations": [], "scores": [], "latency": -1, "totalCost": -1, "input": None, "output": None, "metadata": {},
    }  # fmt: skip
    assert client.get(f"{API}/traces", params={"fields": "nonsense"}).json()["data"][0]["scores"] == ["score4"]
    whole = client.get(f"{API}/traces/t1", params={"fields": "core,io,nonsense"}).json()
    assert (whole["input"], whole["observations"], whole["latency"]) == ({"q": 1}, [], -1)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"limit": 3}, ["call4", "span4", "call3"]),
        ({"type": "SPAN", "limit": 2}, ["span4", "span3"]),
        ({"name": "call", "userId": "u1"}, ["call3", "call1"]),
        ({"traceId": "t1"}, ["call1", "span1"]),
        ({"level": "ERROR"}, ["call2"]),
        ({"parentObservationId": "span0"}, ["call0"]),
        ({"fromStartTime": moment(4)}, ["call4", "span4"]),
        ({"toStartTime": moment(1)}, ["call0", "span0"]),
        ({"environment": "dev"}, []),
    ],
)
def test_observations_are_filtered_newest_first(client: TestClient, query: dict[str, Any], found: list[str]) -> None:
    assert ids(client, "observations", **query) == found


@pytest.mark.parametrize("path", ["scores", "v2/scores"])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"limit": 2}, ["score4", "score3"]),
        ({"userId": "u1"}, ["score3", "score1"]),
        ({"operator": ">=", "value": 0.75}, ["score4", "score3"]),
        ({"scoreIds": "score1,score2"}, ["score2", "score1"]),
        ({"dataType": "BOOLEAN"}, []),
        ({"source": "API", "name": "q", "limit": 1}, ["score4"]),
        ({"traceTags": "odd"}, ["score3", "score1"]),
        ({"toTimestamp": moment(1)}, ["score0"]),
    ],
)
def test_scores_are_filtered_newest_first(
    client: TestClient, path: str, query: dict[str, Any], found: list[str]
) -> None:
    assert ids(client, path, **query) == found


def test_scores_tell_of_their_trace(client: TestClient) -> None:
    first = client.get(f"{API}/scores").json()["data"][0]
    assert set(first) == SCORE_KEYS | {"trace"}
    assert first["trace"] == {"userId": "u0", "tags": ["all", "even"], "environment": "dev"}
    second = client.get(f"{API}/v2/scores").json()["data"][0]
    assert set(second) == SCORE_KEYS | {"trace", "sessionId", "datasetRunId"}
    assert second["trace"]["sessionId"] is None


def test_scores_of_sessions_show_in_the_second_version_only(client: TestClient) -> None:
    sent = event("score-create", {"id": "of-session", "sessionId": "s", "name": "n", "value": "good"}, moment(50))
    client.post(f"{API}/ingestion", json=batch(sent))
    assert "of-session" not in ids(client, "scores")
    assert ids(client, "v2/scores", sessionId="s") == ["of-session"]
    found = client.get(f"{API}/v2/scores/of-session").json()
    assert (found["dataType"], found["value"], found["stringValue"], found["sessionId"]) == (
        "CATEGORICAL",
        0,
        "good",
        "s",
    )


def test_a_session_holds_its_traces(client: TestClient) -> None:
    page = client.get(f"{API}/sessions").json()
    assert [set(one) for one in page["data"]] == [{"id", "createdAt", "projectId", "environment"}]
    session = client.get(f"{API}/sessions/s").json()
    assert {trace["id"] for trace in session["traces"]} == {"t0", "t1", "t2"}
    assert {frozenset(trace) for trace in session["traces"]} == {frozenset(TRACE_KEYS)}


@pytest.mark.parametrize("trace_id", ["a/b", "with space", "grüße 你好", "100%", "a?b#c", "x" * 800])
def test_ids_may_be_any_text(client: TestClient, trace_id: str) -> None:
    client.post(f"{API}/ingestion", json=batch(event("trace-create", {"id": trace_id}, id="e")))
    answer = client.get(f"{API}/traces/{quote(trace_id, safe='')}")
    assert (answer.status_code, answer.json()["id"]) == (200, trace_id)
