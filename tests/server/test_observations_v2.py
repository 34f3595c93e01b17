"""``GET /v2/observations``: groups of fields, cursors and conditions (wire protocol, 5.5)."""

from typing import Any

import orjson
import pytest
from starlette.testclient import TestClient

from formats import otlp_exports
from server.events import batch, event

API = "/api/public"
CORE = {
    "id", "traceId", "startTime", "endTime", "projectId", "parentObservationId", "type", "modelId", "inputPrice",
    "outputPrice", "totalPrice",
}  # fmt: skip
GROUPS = {
    "basic": {
        "name", "level", "statusMessage", "version", "environment", "bookmarked", "public", "userId", "sessionId",
        "isRootObservation",
    },
    "time": {"completionStartTime", "createdAt", "updatedAt"},
    "io": {"input", "output"},
    "metadata": {"metadata"},
    "model": {"providedModelName", "model", "internalModelId", "modelParameters"},
    "usage": {"usageDetails", "costDetails", "totalCost", "usagePricingTierName"},
    "prompt": {"promptId", "promptName", "promptVersion"},
    "metrics": {"latency", "timeToFirstToken"},
    "trace_context": {"tags", "release", "traceName"},
}  # fmt: skip
LONG = "x" * 300


@pytest.fixture(autouse=True)
def stored(client: TestClient) -> None:
    """A trace of three steps, the last two of which start together, and one step of a trace that nobody told of."""
    events = [
        event("trace-create", {
            "id": "t1", "name": "answer", "userId": "ada", "sessionId": "chat", "tags": ["b", "a"], "release": "r1",
            "public": True,
        }),
        event("span-create", {
            "id": "root", "traceId": "t1", "name": "root", "startTime": "2026-03-01T10:00:00.000Z",
            "endTime": "2026-03-01T10:00:05.000Z", "version": "7", "environment": "dev",
            "input": {"q": "Hello big World"}, "output": "5",
        }),
        event("generation-create", {
            "id": "call", "traceId": "t1", "parentObservationId": "root", "name": "call", "model": "gpt-4o",
            "startTime": "2026-03-01T10:00:01.000Z", "completionStartTime": "2026-03-01T10:00:01.250Z",
            "endTime": "2026-03-01T10:00:02.500Z", "modelParameters": {"temperature": 0},
            "usageDetails": {"input": 3, "output": 4}, "costDetails": {"input": 0.25, "output": 0.5},
            "level": "ERROR", "statusMessage": "gone", "input": [{"role": "user"}], "output": "hello",
            "metadata": {
                "run": {"n": 1, "deep": {"list": [1, {"a": 2}]}}, "text": LONG, "coded": '{"in": "side"}', "five": "5",
                "list": ["y" * 150, "z" * 150], "none": None, "empty": {},
            },
        }),
        event("event-create", {
            "id": "ping", "traceId": "t1", "parentObservationId": "root", "startTime": "2026-03-01T10:00:01.000Z",
            "level": "DEBUG", "input": "hello, WORLDS",
        }),
        event("span-create", {"id": "alone", "traceId": "t2", "startTime": "2026-03-01T09:00:00.000Z"}),
    ]  # fmt: skip
    answer = client.post(f"{API}/ingestion", json=batch(*events))
    assert answer.json()["errors"] == []


def lines(client: TestClient, **query: Any) -> list[dict[str, Any]]:
    answer = client.get(f"{API}/v2/observations", params=query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


def ids(client: TestClient, **query: Any) -> list[str]:
    return [one["id"] for one in lines(client, **query)]


def call(client: TestClient, fields: str, **query: Any) -> dict[str, Any]:
    [found] = lines(client, type="GENERATION", fields=fields, **query)
    return found


def test_the_newest_come_first_with_the_usual_groups(client: TestClient) -> None:
    answer = client.get(f"{API}/v2/observations").json()
    assert answer["meta"] == {}
    assert [one["id"] for one in answer["data"]] == ["ping", "call", "root", "alone"]
    assert all(set(one) == CORE | GROUPS["basic"] for one in answer["data"])
    project_id = client.get(f"{API}/projects").json()["data"][0]["id"]
    assert answer["data"][1] == {
        "id": "call",
        "traceId": "t1",
        "startTime": "2026-03-01T10:00:01.000Z",
        "endTime": "2026-03-01T10:00:02.500Z",
        "projectId": project_id,
        "parentObservationId": "root",
        "type": "GENERATION",
        "modelId": None,
        "inputPrice": None,
        "outputPrice": None,
        "totalPrice": None,
        "name": "call",
        "level": "ERROR",
        "statusMessage": "gone",
        "version": None,
        "environment": "default",
        "bookmarked": False,
        "public": True,
        "userId": "ada",
        "sessionId": "chat",
        "isRootObservation": False,
    }


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_adds_its_keys(client: TestClient, group: str) -> None:
    assert set(call(client, group)) == CORE | GROUPS[group]
    assert set(call(client, f" core ,{group},nonsense,")) == CORE | GROUPS[group]
    assert set(call(client, "core")) == CORE
    for nothing in ("", "nonsense", ","):
        assert set(call(client, nothing)) == CORE | GROUPS["basic"]


def test_texts_are_as_they_were_sent(client: TestClient) -> None:
    found = {one["id"]: (one["input"], one["output"]) for one in lines(client, fields="io")}
    assert found == {
        "root": ('{"q":"Hello big World"}', "5"),
        "call": ('[{"role":"user"}]', "hello"),
        "ping": ("hello, WORLDS", None),
        "alone": (None, None),
    }
    assert lines(client, fields="io", parseIoAsJson="false") == lines(client, fields="io")
    answer = client.get(f"{API}/v2/observations", params={"parseIoAsJson": "true"})
    assert (answer.status_code, answer.json()["error"]) == (400, "InvalidRequestError")


METADATA = {
    "run.n": 1, "run.deep.list": [1, {"a": 2}], "text": LONG, "coded": {"in": "side"}, "five": 5,
    "list": ["y" * 150, "z" * 150], "none": None, "empty": {},
}  # fmt: skip


def test_metadata_is_flat_and_cut(client: TestClient) -> None:
    cut = METADATA | {"text": "x" * 200, "list": '["' + "y" * 150 + '","' + "z" * 45}
    assert call(client, "metadata")["metadata"] == cut
    assert call(client, "metadata,io")["metadata"] == METADATA
    assert call(client, "metadata", expandMetadata="text,nothing")["metadata"] == cut | {"text": LONG}
    assert call(client, "metadata", expandMetadata="list, text")["metadata"] == METADATA
    assert {one["id"]: one["metadata"] for one in lines(client, fields="metadata")}["ping"] == {}


def test_a_call_has_its_model_under_the_names_of_all_clients(client: TestClient) -> None:
    found = call(client, "model")
    assert (found["model"], found["providedModelName"]) == ("gpt-4o", "gpt-4o")
    assert (found["inputPrice"], found["outputPrice"], found["totalPrice"]) == ("0.0000025", "0.00001", None)
    assert found["modelId"] == found["internalModelId"] is not None
    assert found["modelParameters"] == {"temperature": 0}


def test_a_call_has_its_usage_and_times(client: TestClient) -> None:
    found = call(client, "usage,metrics,time,prompt,trace_context")
    assert found["usageDetails"] == {"input": 3, "output": 4, "total": 7}
    assert found["costDetails"] == {"input": 0.25, "output": 0.5, "total": 0.75}
    assert (found["totalCost"], found["latency"], found["timeToFirstToken"]) == (0.75, 1.5, 0.25)
    assert found["completionStartTime"] == "2026-03-01T10:00:01.250Z"
    assert (found["promptId"], found["promptName"], found["promptVersion"]) == (None, None, None)
    assert (found["tags"], found["release"], found["traceName"]) == (["a", "b"], "r1", "answer")


def test_pages_go_on_from_a_cursor_until_the_last_which_has_none(client: TestClient) -> None:
    pages = []
    query: dict[str, Any] = {"limit": 1}
    while True:
        answer = client.get(f"{API}/v2/observations", params=query).json()
        pages.append([one["id"] for one in answer["data"]])
        if "cursor" not in answer["meta"]:
            break
        assert isinstance(answer["meta"]["cursor"], str)
        query["cursor"] = answer["meta"]["cursor"]
    assert pages == [["ping"], ["call"], ["root"], ["alone"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"name": "call"}, ["call"]),
        ({"userId": "ada"}, ["ping", "call", "root"]),
        ({"userId": "bob"}, []),
        ({"sessionId": "chat", "type": "SPAN"}, ["root"]),
        ({"type": "EVENT"}, ["ping"]),
        ({"traceId": "t2"}, ["alone"]),
        ({"level": "ERROR"}, ["call"]),
        ({"level": "DEFAULT"}, ["root", "alone"]),
        ({"parentObservationId": "root"}, ["ping", "call"]),
        ({"parentObservationId": ""}, ["root", "alone"]),
        ({"isRootObservation": "true"}, ["root", "alone"]),
        ({"isRootObservation": "false"}, ["ping", "call"]),
        ({"isRootObservation": ""}, ["ping", "call", "root", "alone"]),
        ({"environment": ["dev", "other"]}, ["root"]),
        ({"fromStartTime": "2026-03-01T10:00:00Z", "toStartTime": "2026-03-01T10:00:01Z"}, ["root"]),
        ({"version": "7"}, ["root"]),
        ({"limit": 0}, []),
        ({"limit": 1000}, ["ping", "call", "root", "alone"]),
    ],
)
def test_observations_are_chosen(client: TestClient, query: dict[str, Any], found: list[str]) -> None:
    assert ids(client, **query) == found


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ([("boolean", "isRootObservation", "=", True)], ["root", "alone"]),
        ([("boolean", "isRootObservation", "<>", True)], ["ping", "call"]),
        ([("string", "parentObservationId", "=", "root")], ["ping", "call"]),
        ([("null", "parentObservationId", "is null", "")], ["root", "alone"]),
        ([("string", "input", "matches", "hello")], ["ping", "root"]),
        ([("string", "input", "matches", "world")], ["root"]),
        ([("string", "input", "matches", "BIG world")], ["root"]),
        ([("string", "input", "matches", "")], ["ping", "call", "root"]),
        ([("string", "output", "=", "hello")], ["call"]),
        ([("string", "output", "=", "hello"), ("string", "input", "contains", "role")], ["call"]),
        ([("string", "traceName", "=", "answer"), ("number", "latency", ">=", 1.5)], ["call", "root"]),
    ],
)
def test_a_filter_chooses(client: TestClient, conditions: list[tuple[str, str, str, Any]], found: list[str]) -> None:
    assert ids(client, filter=_filter(conditions)) == found


@pytest.mark.parametrize(("value", "found"), [("inner word", ["call"]), ("Inner word", []), ("inner wor", [])])
def test_words_of_metadata_are_compared_letter_by_letter(client: TestClient, value: str, found: list[str]) -> None:
    said = event("generation-update", {"id": "call", "metadata": {"note": "an inner word"}}, "2026-03-01T11:00:00Z")
    assert client.post(f"{API}/ingestion", json=batch(said)).json()["errors"] == []
    words = {"type": "stringObject", "column": "metadata", "key": "note", "operator": "matches", "value": value}
    assert ids(client, filter=orjson.dumps([words]).decode()) == found


def test_the_first_step_of_a_program_is_a_root_though_it_has_a_parent(client: TestClient) -> None:
    sent = otlp_exports.request(
        otlp_exports.child({"langfuse.internal.is_app_root": True}, name="app"),
        otlp_exports.child(spanId="00f067aa0ba902b8", name="other"),
    )
    assert client.post(f"{API}/otel/v1/traces", json=sent).status_code == 200
    of_trace = {"traceId": otlp_exports.TRACE}
    shown = {one["name"]: (one["isRootObservation"], one["parentObservationId"]) for one in lines(client, **of_trace)}
    assert shown == {"app": (True, otlp_exports.ROOT), "other": (False, otlp_exports.ROOT)}
    assert ids(client, **of_trace, isRootObservation="true") == [otlp_exports.CHILD]
    assert ids(client, **of_trace, parentObservationId="") == []


def test_what_a_step_says_of_its_trace_shows_with_the_step_in_this_version_only(client: TestClient) -> None:
    sent = otlp_exports.request(
        otlp_exports.span({"langfuse.observation.metadata.own": "root", "langfuse.trace.metadata.tier": '"gold"'}),
        otlp_exports.child({"langfuse.observation.metadata.own": "child", "langfuse.trace.metadata.own": "all"}),
        scope="langfuse-sdk",
    )
    assert client.post(f"{API}/otel/v1/traces", json=sent).status_code == 200
    of_trace = {"traceId": otlp_exports.TRACE}
    scope = {"scope.name": "langfuse-sdk", "scope.version": 1.0}
    shown = {one["id"]: one["metadata"] for one in lines(client, **of_trace, fields="metadata")}
    assert shown == {
        otlp_exports.ROOT: scope | {"own": "root", "tier": "gold"},
        otlp_exports.CHILD: scope | {"own": "all"},
    }
    nested = {"scope": {"name": "langfuse-sdk", "version": "1.0"}}
    v1 = {one["id"]: one["metadata"] for one in client.get(f"{API}/observations", params=of_trace).json()["data"]}
    assert v1 == {otlp_exports.ROOT: nested | {"own": "root"}, otlp_exports.CHILD: nested | {"own": "child"}}
    gold = {"type": "stringObject", "column": "metadata", "key": "tier", "operator": "=", "value": "gold"}
    assert ids(client, **of_trace, filter=orjson.dumps([gold]).decode()) == [otlp_exports.ROOT]


@pytest.mark.parametrize(
    "query",
    [
        {"limit": 1001},
        {"limit": -1},
        {"cursor": "nonsense"},
        {"cursor": "WyJhIl0"},
        {"cursor": "é"},
        {"isRootObservation": "maybe"},
        {"parseIoAsJson": "maybe"},
        {"fromStartTime": "yesterday"},
        {"filter": "["},
        {"filter": '[{"type":"string","column":"input","operator":"contains","value":"x"}]'},
        {"filter": '[{"type":"string","column":"name","operator":"matches","value":"x"}]'},
    ],
)
def test_a_wrong_value_is_a_400(client: TestClient, query: dict[str, Any]) -> None:
    assert client.get(f"{API}/v2/observations", params=query).status_code == 400


def _filter(conditions: list[tuple[str, str, str, Any]]) -> str:
    names = ("type", "column", "operator", "value")
    return orjson.dumps([dict(zip(names, one, strict=True)) for one in conditions]).decode()
