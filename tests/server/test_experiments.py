"""Experiments over the API: they are what spans say, sent in any order (wire protocol, 5.9.4)."""

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from formats.otlp_exports import pairs, request
from server.dataset_calls import API, get, invalid, refusal
from tracedesk.records.units import NS_PER_MS, NS_PER_S
from tracedesk.runtime import Runtime
from tracedesk.store.database import execute, rows, write

BEGIN_NS = 1_772_359_200 * NS_PER_S  # 2026-03-01T10:00:00Z
SINCE = "2026-03-01T10:00:00Z"
EXPERIMENT_KEYS = {"id", "name", "description", "startTime", "endTime", "itemCount", "datasetId"}
CORE_KEYS = {
    "id", "traceId", "startTime", "endTime", "level", "environment", "experimentId", "experimentName",
    "experimentItemId",
}  # fmt: skip
SCORE_KEYS = {
    "id", "projectId", "name", "source", "timestamp", "createdAt", "updatedAt", "environment", "dataType", "value",
    "comment", "configId", "metadata", "authorUserId", "queueId", "subject",
}  # fmt: skip
GROUP_KEYS = {
    "core": set(),
    "dataset": {"experimentDatasetId", "experimentItemVersion"},
    "io": {"input", "output", "expectedOutput"},
    "metadata": {"metadata"},
    "itemMetadata": {"experimentItemMetadata"},
    "experimentMetadata": {"experimentMetadata", "experimentDescription"},
}  # fmt: skip


def steps(number: int, *, experiment: str = "e1", dataset: str | None = "d1", at_s: int = 0) -> list[dict[str, Any]]:
    """What Python 5 sends of one item: the run, the task, which stands for the item, and a step of the task."""
    trace_id, run, task, inner = f"{number:032x}", f"{number:015x}1", f"{number:015x}2", f"{number:015x}3"
    told = {
        "langfuse.experiment.id": experiment,
        "langfuse.experiment.name": f"run {experiment}",
        "langfuse.experiment.item.id": f"i{number}",
        "langfuse.experiment.item.root_observation_id": task,
        "langfuse.experiment.metadata": json.dumps({"m": "1"}),
        "langfuse.experiment.item.metadata": json.dumps({"n": number}),
        "langfuse.environment": "sdk-experiment",
    } | ({"langfuse.experiment.dataset.id": dataset} if dataset else {})
    details = {
        "langfuse.experiment.description": "first try",
        "langfuse.experiment.item.expected_output": json.dumps({"answer": number}),
        "langfuse.experiment.item.version": "2026-02-01T00:00:00.000Z",
        "langfuse.observation.input": json.dumps({"question": number}),
        "langfuse.observation.output": "some answer",
        "langfuse.observation.metadata.own": '"yes"',
    }
    begin_ns = BEGIN_NS + at_s * NS_PER_S

    def step(span_id: str, parent: str | None, start_ms: int, end_ms: int, more: dict[str, Any]) -> dict[str, Any]:
        return {
            "traceId": trace_id,
            "spanId": span_id,
            "name": "step",
            "startTimeUnixNano": str(begin_ns + start_ms * NS_PER_MS),
            "endTimeUnixNano": str(begin_ns + end_ms * NS_PER_MS),
            "attributes": pairs(told | more),
        } | ({"parentSpanId": parent} if parent else {})

    return [step(inner, task, 200, 300, {}), step(task, run, 100, 400, details), step(run, None, 0, 500, details)]


def send(client: TestClient, *spans: dict[str, Any]) -> None:
    answer = client.post(f"{API}/otel/v1/traces", json=request(*spans, scope="langfuse-sdk"))
    assert answer.status_code == 200, answer.text


def ids(client: TestClient, path: str = "experiments", **query: Any) -> list[str]:
    return [one["id"] for one in get(client, path, **{"fromStartTime": SINCE} | query)["data"]]


def item_ids(client: TestClient, **query: Any) -> list[str]:
    found = get(client, "experiment-items", **{"fromStartTime": SINCE} | query)["data"]
    return [one["experimentItemId"] for one in found]


def test_an_experiment_is_what_its_spans_say(client: TestClient) -> None:
    send(client, *steps(1), *steps(2, at_s=3))
    [found] = get(client, "experiments", fromStartTime=SINCE)["data"]
    assert found == {
        "id": "e1",
        "name": "run e1",
        "description": "first try",
        "startTime": "2026-03-01T10:00:00.000Z",
        "endTime": "2026-03-01T10:00:03.500Z",
        "itemCount": 2,
        "datasetId": "d1",
    }
    [found] = get(client, "experiments", fromStartTime=SINCE, fields="metadata")["data"]
    assert (set(found), found["metadata"]) == (EXPERIMENT_KEYS | {"metadata"}, {"m": "1"})


def test_a_range_clips_an_experiment(client: TestClient) -> None:
    send(client, *steps(1), *steps(2, at_s=3))
    [found] = get(client, "experiments", fromStartTime="2026-03-01T10:00:03.050Z")["data"]
    assert (found["startTime"], found["itemCount"]) == ("2026-03-01T10:00:03.100Z", 1)
    [found] = get(client, "experiments", fromStartTime=SINCE, toStartTime="2026-03-01T10:00:03Z")["data"]
    assert (found["endTime"], found["itemCount"]) == ("2026-03-01T10:00:00.500Z", 1)
    assert ids(client, fromStartTime="2026-03-01T10:00:04Z") == []
    assert ids(client, toStartTime=SINCE) == []


def test_an_item_is_the_observation_that_stands_for_it(client: TestClient) -> None:
    send(client, *steps(1))
    [found] = get(client, "experiment-items", fromStartTime=SINCE, fields=",".join(GROUP_KEYS))["data"]
    assert found.pop("metadata")["own"] == "yes"
    assert found == {
        "id": "0000000000000012",
        "traceId": "00000000000000000000000000000001",
        "startTime": "2026-03-01T10:00:00.100Z",
        "endTime": "2026-03-01T10:00:00.400Z",
        "level": "DEFAULT",
        "environment": "sdk-experiment",
        "experimentId": "e1",
        "experimentName": "run e1",
        "experimentItemId": "i1",
        "experimentDatasetId": "d1",
        "experimentItemVersion": "2026-02-01T00:00:00.000Z",
        "input": {"question": 1},
        "output": "some answer",
        "expectedOutput": {"answer": 1},
        "experimentItemMetadata": {"n": 1},
        "experimentMetadata": {"m": "1"},
        "experimentDescription": "first try",
    }


@pytest.mark.parametrize("group", GROUP_KEYS)
def test_a_group_is_there_when_it_is_asked_for(client: TestClient, group: str) -> None:
    send(client, *steps(1, dataset=None))
    [found] = get(client, "experiment-items", fromStartTime=SINCE, fields=group)["data"]
    assert set(found) == CORE_KEYS | GROUP_KEYS[group]
    [usual] = get(client, "experiment-items", fromStartTime=SINCE)["data"]
    assert set(usual) == CORE_KEYS | GROUP_KEYS["dataset"]
    assert usual["experimentDatasetId"] is None


def test_scores_of_the_experiment_and_of_its_items_are_told_apart(client: TestClient) -> None:
    send(client, *steps(1), *steps(2, at_s=1))
    trace_id, task, inner = f"{1:032x}", f"{1:015x}2", f"{1:015x}3"
    sent = [
        {"id": "whole", "datasetRunId": "e1", "value": "good", "dataType": "CATEGORICAL", "comment": "c"},
        {"id": "later", "datasetRunId": "e1", "value": 0.5, "timestamp": "2026-03-02T10:00:00Z"},
        {"id": "of trace", "traceId": trace_id, "value": 1, "dataType": "BOOLEAN", "metadata": {"k": "v"}},
        {"id": "of task", "traceId": trace_id, "observationId": task, "value": 2},
        {"id": "of a step", "traceId": trace_id, "observationId": inner, "value": 3},
    ]
    scores = [{"name": "n", "timestamp": "2026-03-01T10:00:00Z"} | one for one in sent]
    assert client.post(f"{API}/scores", json=scores).status_code == 202
    [found] = get(client, "experiments", fromStartTime=SINCE, fields="scores")["data"]
    assert [(one["id"], one["value"]) for one in found["scores"]] == [("later", 0.5), ("whole", "good")]
    assert set(found["scores"][0]) == SCORE_KEYS
    assert found["scores"][1]["subject"] == {"kind": "experiment", "id": "e1"}
    assert (found["scores"][1]["comment"], found["scores"][1]["timestamp"]) == ("c", "2026-03-01T10:00:00.000Z")
    other, item = get(client, "experiment-items", fromStartTime=SINCE, fields="scores")["data"]
    assert other["scores"] == []
    assert [(one["id"], one["value"]) for one in item["scores"]] == [("of task", 2), ("of trace", True)]
    assert [one["subject"] for one in item["scores"]] == [
        {"kind": "observation", "id": task, "traceId": trace_id},
        {"kind": "trace", "id": trace_id},
    ]
    assert item["scores"][1]["metadata"] == {"k": "v"}


@pytest.mark.parametrize("path", ["experiments", "experiment-items"])
def test_no_more_scores_are_listed_than_are_asked_for(client: TestClient, path: str) -> None:
    send(client, *steps(1))
    sent: list[dict[str, Any]] = [{"name": "n", "value": number, "datasetRunId": "e1"} for number in range(60)]
    sent += [{"name": "n", "value": number, "traceId": f"{1:032x}"} for number in range(60)]
    assert client.post(f"{API}/scores", json=sent).status_code == 202
    whole = get(client, path, fromStartTime=SINCE, fields="scores")["data"][0]["scores"]
    assert len(whole) == 50
    part = get(client, path, fromStartTime=SINCE, fields="scores", scoreLimit=3)["data"][0]["scores"]
    assert part == whole[:3]
    query = {"fromStartTime": SINCE, "scoreLimit": "51"}
    assert refusal(client, "GET", path, params=query) == invalid("scoreLimit", "must be at most 50")


def test_spans_count_once_in_any_order_and_however_often_they_are_sent(client: TestClient) -> None:
    inner, task, run = steps(1)
    send(client, inner)
    [found] = get(client, "experiments", fromStartTime=SINCE)["data"]
    assert (found["name"], found["itemCount"], found["description"]) == ("run e1", 0, None)
    assert item_ids(client) == []
    for one in (run, task, inner, task):
        send(client, one)
    [found] = get(client, "experiments", fromStartTime=SINCE)["data"]
    assert (found["itemCount"], found["description"]) == (1, "first try")
    assert item_ids(client) == ["i1"]


def test_what_is_found_can_be_chosen(client: TestClient) -> None:
    send(client, *steps(1), *steps(2, experiment="e2", dataset="d2", at_s=1), *steps(3, experiment="e3", dataset=None))
    assert ids(client) == ["e2", "e3", "e1"]
    for query, found in (
        ({"id": "e1,e3"}, ["e3", "e1"]),
        ({"name": "run e2"}, ["e2"]),
        ({"datasetId": "d1,d2"}, ["e2", "e1"]),
        ({"id": "e1", "datasetId": "d2"}, []),
    ):
        assert ids(client, **query) == found
    for query, found in (
        ({}, ["i2", "i3", "i1"]),
        ({"experimentId": "e1,e2"}, ["i2", "i1"]),
        ({"experimentName": "run e3"}, ["i3"]),
        ({"experimentItemId": "i1,i2"}, ["i2", "i1"]),
        ({"datasetId": "d1"}, ["i1"]),
        ({"fromStartTime": "2026-03-01T10:00:01Z"}, ["i2"]),
        ({"toStartTime": "2026-03-01T10:00:01Z"}, ["i3", "i1"]),
    ):
        assert item_ids(client, **query) == found


def test_a_filter_chooses(client: TestClient) -> None:
    send(client, *steps(1), *steps(2, experiment="e2", dataset="d2", at_s=1), *steps(3, experiment="e3", dataset=None))

    def one(kind: str, column: str, operator: str, value: Any) -> str:
        return json.dumps([{"type": kind, "column": column, "operator": operator, "value": value}])

    for text, found in (
        (one("stringOptions", "id", "any of", ["e1", "e3"]), ["e3", "e1"]),
        (one("string", "name", "ends with", "2"), ["e2"]),
        (one("null", "datasetId", "is null", ""), ["e3"]),
    ):
        assert ids(client, filter=text) == found
    none = one("null", "datasetId", "is null", "")
    assert ids(client, filter=none, datasetId="d1") == ["e3"]  # a filter takes the place of the simple condition
    for text, found in (
        (one("string", "experimentId", "=", "e1"), ["i1"]),
        (one("string", "experimentName", "contains", "run"), ["i2", "i3", "i1"]),
        (one("stringOptions", "experimentItemId", "none of", ["i1"]), ["i2", "i3"]),
        (one("stringOptions", "datasetId", "any of", ["d1", "d2"]), ["i2", "i1"]),
    ):
        assert item_ids(client, filter=text) == found
    query = {"fromStartTime": SINCE, "filter": one("string", "experimentItemId", "=", "i1")}
    assert refusal(client, "GET", "experiments", params=query)[0] == 400


@pytest.mark.parametrize("path", ["experiments", "experiment-items"])
def test_pages_go_on_where_the_one_before_ended(client: TestClient, path: str) -> None:
    for number in range(7):
        send(client, *steps(number, experiment=f"e{number}", at_s=number // 3))
    whole = ids(client, path)
    assert len(whole) == 7
    seen, query = [], {"fromStartTime": SINCE, "limit": "2"}
    for _ in range(4):
        page = get(client, path, **query)
        seen += [one["id"] for one in page["data"]]
        query |= page["meta"]
    assert seen == whole
    assert page["meta"] == {}
    assert get(client, path, fromStartTime=SINCE, limit=7)["meta"] == {}


@pytest.mark.parametrize("path", ["experiments", "experiment-items"])
def test_a_wrong_query_is_a_400(client: TestClient, path: str) -> None:
    assert refusal(client, "GET", path) == invalid("fromStartTime", "is required")
    for field, value, fault in (
        ("limit", "101", "must be at most 100"),
        ("limit", "0", "must be a whole number from 1"),
        ("cursor", "x", "is not a cursor of this list"),
        ("cursor", "é", "is not a cursor of this list"),
        ("cursor", "W10", "is not a cursor of this list"),
        ("cursor", "WzFd", "is not a cursor of this list"),
        ("cursor", "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5LCAxXQ", "is not a cursor of this list"),
    ):
        assert refusal(client, "GET", path, params={"fromStartTime": SINCE, field: value}) == invalid(field, fault)
    assert refusal(client, "GET", path, params={"fromStartTime": SINCE, "fields": "core,nothing"})[0] == 400


def test_a_cursor_of_the_other_list_is_refused(client: TestClient) -> None:
    send(client, *steps(1), *steps(2, experiment="e2"))
    cursor = get(client, "experiments", fromStartTime=SINCE, limit=1)["meta"]["cursor"]
    query = {"fromStartTime": SINCE, "cursor": cursor}
    assert refusal(client, "GET", "experiment-items", params=query) == invalid("cursor", "is not a cursor of this list")


def test_what_is_said_goes_with_its_trace_and_its_project(client: TestClient, runtime: Runtime) -> None:
    send(client, *steps(1), *steps(2))
    with write(runtime.database):
        execute(runtime.database, "DELETE FROM trace WHERE trace_id = ?", (f"{1:032x}",))
    assert item_ids(client) == ["i2"]
    with write(runtime.database):
        execute(runtime.database, "DELETE FROM project")
    assert rows(runtime.database, "SELECT count(*) FROM experiment_span") == [(0,)]
