"""``GET /v3/scores``: strict in what it takes, exact in what it gives (wire protocol, 4.4 and 6.4)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from server.events import batch, event

API = "/api/public"
URL = f"{API}/v3/scores"
CORE = {
    "id", "projectId", "name", "source", "timestamp", "createdAt", "updatedAt", "environment", "dataType", "value",
}  # fmt: skip
SCORES = (
    {"id": "number", "traceId": "t1", "name": "accuracy", "value": 0.25, "dataType": "NUMERIC", "comment": "low"},
    {"id": "truth", "traceId": "t1", "observationId": "o1", "name": "ok", "value": 1, "dataType": "BOOLEAN"},
    {"id": "lie", "traceId": "t2", "observationId": "o1", "name": "ok", "value": 0, "dataType": "BOOLEAN"},
    {"id": "word", "sessionId": "chat", "name": "tone", "value": "kind", "metadata": {"a": {"b": 1}}},
    {"id": "text", "datasetRunId": "run", "name": "why", "value": "because", "dataType": "TEXT", "environment": "dev"},
    {"id": "better", "traceId": "t2", "name": "n", "value": "a better answer", "dataType": "CORRECTION"},
    {"id": "two", "traceId": "t2", "name": "accuracy", "value": 2, "dataType": "NUMERIC", "queueId": "q"},
)
NEWEST_FIRST = ["two", "better", "text", "word", "lie", "truth", "number"]


@pytest.fixture
def scored(client: TestClient) -> TestClient:
    """One score a second, from 10:00:01 on."""
    at = [f"2026-03-01T10:00:0{second}.000Z" for second in range(1, 8)]
    sent = [{**score, "timestamp": time} for score, time in zip(SCORES, at, strict=True)]
    assert client.post(f"{API}/scores", json=sent).json() == {"message": "Accepted"}
    return client


def ids(client: TestClient, **query: Any) -> list[str]:
    answer = client.get(URL, params=query)
    assert answer.status_code == 200, answer.text
    return [score["id"] for score in answer.json()["data"]]


def test_each_value_has_its_own_type(scored: TestClient) -> None:
    answer = scored.get(URL).json()
    assert answer["meta"] == {"limit": 50}
    assert [(score["id"], score["dataType"], score["value"]) for score in answer["data"]] == [
        ("two", "NUMERIC", 2),
        ("better", "CORRECTION", "a better answer"),
        ("text", "TEXT", "because"),
        ("word", "CATEGORICAL", "kind"),
        ("lie", "BOOLEAN", False),
        ("truth", "BOOLEAN", True),
        ("number", "NUMERIC", 0.25),
    ]
    assert [type(score["value"]) for score in answer["data"][4:6]] == [bool, bool]
    assert all(set(score) == CORE for score in answer["data"])


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        ("core", set()),
        ("details", {"comment", "configId", "metadata"}),
        ("annotation", {"authorUserId", "queueId"}),
        ("core, subject,details", {"comment", "configId", "metadata", "subject"}),
    ],
)
def test_groups_add_their_keys(scored: TestClient, fields: str, more: set[str]) -> None:
    data = scored.get(URL, params={"fields": fields}).json()["data"]
    assert all(set(score) == CORE | more for score in data)


def test_subjects_and_details_are_told(scored: TestClient) -> None:
    data = scored.get(URL, params={"fields": "details,subject,annotation"}).json()["data"]
    found = {score["id"]: score for score in data}
    assert {name: score["subject"] for name, score in found.items() if name not in ("lie", "two", "better")} == {
        "number": {"kind": "trace", "id": "t1"},
        "truth": {"kind": "observation", "id": "o1", "traceId": "t1"},
        "word": {"kind": "session", "id": "chat"},
        "text": {"kind": "experiment", "id": "run"},
    }
    assert (found["number"]["comment"], found["number"]["metadata"], found["number"]["configId"]) == ("low", {}, None)
    assert found["word"]["metadata"] == {"a": {"b": 1}}
    assert (found["two"]["queueId"], found["two"]["authorUserId"]) == ("q", None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"id": "number,word,nobody"}, ["word", "number"]),
        ({"name": "ok, tone"}, ["word", "lie", "truth"]),
        ({"dataType": "numeric,TEXT"}, ["two", "text", "number"]),
        ({"source": "api", "name": "tone"}, ["word"]),
        ({"source": "EVAL,ANNOTATION"}, []),
        ({"environment": "dev"}, ["text"]),
        ({"queueId": "q,r"}, ["two"]),
        ({"configId": "c"}, []),
        ({"authorUserId": "ada"}, []),
        ({"traceId": "t1"}, ["truth", "number"]),
        ({"traceId": "t1,t2", "observationId": "o1"}, ["lie", "truth"]),
        ({"traceId": "t2", "observationId": "o1"}, ["lie"]),
        ({"sessionId": "chat"}, ["word"]),
        ({"experimentId": "run"}, ["text"]),
        ({"value": "0.25,7", "dataType": "NUMERIC"}, ["number"]),
        ({"value": "true", "dataType": "BOOLEAN"}, ["truth"]),
        ({"value": "true,false", "dataType": "boolean"}, ["lie", "truth"]),
        ({"value": "kind", "dataType": "CATEGORICAL"}, ["word"]),
        ({"valueMin": "0.25", "dataType": "NUMERIC"}, ["two", "number"]),
        ({"valueMin": "0.26", "dataType": "NUMERIC"}, ["two"]),
        ({"valueMax": "2", "valueMin": "2", "dataType": "NUMERIC"}, ["two"]),
        ({"valueMax": "1.9", "dataType": "NUMERIC"}, ["number"]),
        ({"fromTimestamp": "2026-03-01T10:00:06Z"}, ["two", "better"]),
        ({"toTimestamp": "2026-03-01T11:00:02 01:00"}, ["number"]),
        ({"fromTimestamp": "2026-03-01T10:00:02Z", "toTimestamp": "2026-03-01T10:00:03Z"}, ["truth"]),
        ({"id": "", "name": "", "traceId": "", "sessionId": "", "userId": "", "valueMin": ""}, NEWEST_FIRST),
    ],
)
def test_filters_take_one_of_their_values_and_hold_all(
    scored: TestClient, query: dict[str, str], found: list[str]
) -> None:
    assert ids(scored, **query) == found


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({"userId": "ada"}, "userId"),
        ({"traceTags": "a"}, "traceTags"),
        ({"page": "1"}, "page"),
        ({"filter": "[]"}, "filter"),
        ({"scoreIds": ""}, "scoreIds"),
        ({"fields": "core,trace"}, "fields"),
        ({"limit": "101"}, "limit"),
        ({"limit": "0"}, "limit"),
        ({"dataType": "NUMBER"}, "dataType"),
        ({"source": "me"}, "source"),
        ({"value": "1"}, "value"),
        ({"value": "1", "dataType": "NUMERIC,BOOLEAN"}, "value"),
        ({"value": "a", "dataType": "TEXT"}, "value"),
        ({"value": "one", "dataType": "NUMERIC"}, "value"),
        ({"value": "inf", "dataType": "NUMERIC"}, "value"),
        ({"value": "1", "dataType": "BOOLEAN"}, "value"),
        ({"valueMin": "1"}, "valueMin"),
        ({"valueMax": "1", "dataType": "BOOLEAN"}, "valueMax"),
        ({"valueMax": "nan", "dataType": "NUMERIC"}, "valueMax"),
        ({"observationId": "o1"}, "observationId"),
        ({"observationId": "o1", "sessionId": "s"}, "observationId"),
        ({"traceId": "t1", "sessionId": "s"}, "sessionId"),
        ({"traceId": "t1", "experimentId": "s"}, "experimentId"),
        ({"fromTimestamp": "2026-03-01T10:00:06"}, "fromTimestamp"),
        ({"cursor": "%%"}, "cursor"),
        ({"cursor": "WzEsMl0"}, "cursor"),
        ({"name": ["a", "b"]}, "name"),
    ],
)
def test_a_query_that_is_not_sound_is_refused(client: TestClient, query: dict[str, Any], path: str) -> None:
    answer = client.get(URL, params=query)
    assert (answer.status_code, answer.json()["message"]) == (400, "Invalid request data")
    assert answer.json()["error"][0]["path"] == [path]


@pytest.mark.parametrize("limit", [1, 2, 3, 6])
@pytest.mark.parametrize("query", [{}, {"traceId": "t1,t2"}, {"id": ",".join(NEWEST_FIRST)}])
def test_pages_by_cursor_make_the_whole_list(scored: TestClient, query: dict[str, str], limit: int) -> None:
    found: list[str] = []
    cursor = None
    while True:
        answer = scored.get(URL, params={**query, "limit": limit} | ({"cursor": cursor} if cursor else {})).json()
        found += [score["id"] for score in answer["data"]]
        assert len(answer["data"]) <= limit == answer["meta"]["limit"]
        cursor = answer["meta"].get("cursor")
        if cursor is None:
            assert answer["meta"] == {"limit": limit}
            break
    assert found == ids(scored, **query)


def test_within_a_millisecond_ids_go_backwards(client: TestClient) -> None:
    sent = [
        {"id": name, "traceId": "t", "name": "n", "value": 1, "timestamp": f"2026-03-01T10:00:00.00{rest}Z"}
        for name, rest in (("a", "0900"), ("c", "0100"), ("b", "0500"), ("z", "1000"))
    ]
    client.post(f"{API}/scores", json=sent)
    assert ids(client) == ["z", "c", "b", "a"]
    first = client.get(URL, params={"limit": 2}).json()
    assert ids(client, limit=2, cursor=first["meta"]["cursor"]) == ["b", "a"]


def test_a_page_that_is_just_full_is_the_last(scored: TestClient) -> None:
    assert scored.get(URL, params={"limit": 7}).json()["meta"] == {"limit": 7}


def test_evaluations_of_batches_are_there_and_other_projects_are_not(client: TestClient) -> None:
    score = {"id": "s", "traceId": "t", "name": "n", "value": 1, "source": "EVAL"}
    client.post(f"{API}/ingestion", json=batch(event("score-create", score)))
    assert ids(client, source="eval") == ["s"]
    client.auth = ("pk-lf-test", "sk-lf-wrong")
    assert client.get(URL).status_code == 401


def test_the_second_version_keeps_the_key_of_a_trace_that_was_not_asked_for(scored: TestClient) -> None:
    for fields, trace in (("score", False), ("score,trace", True), ("", True), ("everything", True)):
        scored.post(f"{API}/ingestion", json=batch(event("trace-create", {"id": "t1", "userId": "ada"})))
        [score] = scored.get(f"{API}/v2/scores", params={"fields": fields, "scoreIds": "number"}).json()["data"]
        told = {"userId": "ada", "tags": [], "environment": "default", "sessionId": None}
        assert score["trace"] == (told if trace else None)
