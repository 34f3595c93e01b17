"""Runs over the API: made with their first item, told by it, and read with all of them (wire protocol, 5.9)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from server.dataset_calls import API, get, invalid, not_found, post, refusal
from server.events import batch, event

RUN_KEYS = {"id", "name", "description", "metadata", "datasetId", "datasetName", "createdAt", "updatedAt"}
ITEM_KEYS = {
    "id", "datasetRunId", "datasetRunName", "datasetItemId", "traceId", "observationId", "createdAt", "updatedAt",
}  # fmt: skip


@pytest.fixture(autouse=True)
def dataset(client: TestClient) -> dict[str, Any]:
    made = post(client, "v2/datasets", name="my set/ä")
    for item_id in ("i1", "i2"):
        post(client, "dataset-items", datasetName="my set/ä", id=item_id, input=item_id)
    return made


def link(client: TestClient, run_name: str = "run", **more: Any) -> dict[str, Any]:
    body = {"runName": run_name, "datasetItemId": "i1", "traceId": "t1"} | more
    return post(client, "dataset-run-items", **body)


def test_the_first_item_makes_the_run(client: TestClient, dataset: dict[str, Any]) -> None:
    item = link(client, runDescription="first", metadata={"k": 1}, observationId="o1")
    assert set(item) == ITEM_KEYS
    assert (item["datasetItemId"], item["traceId"], item["observationId"]) == ("i1", "t1", "o1")
    run = get(client, "datasets/my%20set%2F%C3%A4/runs/run")
    assert set(run) == RUN_KEYS | {"datasetRunItems"}
    assert (run["id"], run["name"]) == (item["datasetRunId"], item["datasetRunName"]) == (run["id"], "run")
    assert (run["description"], run["metadata"]) == ("first", {"k": 1})
    assert (run["datasetId"], run["datasetName"]) == (dataset["id"], "my set/ä")
    assert run["datasetRunItems"] == [item]


def test_later_items_leave_the_run_as_it_is(client: TestClient) -> None:
    first = link(client, runDescription="first", metadata={"k": 1}, createdAt="2026-03-01T10:00:00Z")
    second = link(client, datasetItemId="i2", runDescription="second", metadata={"k": 2})
    assert second["datasetRunId"] == first["datasetRunId"]
    run = get(client, "datasets/my set/ä/runs/run")
    assert (run["description"], run["metadata"], run["createdAt"]) == ("first", {"k": 1}, "2026-03-01T10:00:00.000Z")
    assert [one["id"] for one in run["datasetRunItems"]] == [second["id"], first["id"]]


@pytest.mark.parametrize(
    ("sent", "kept"), [("text", {"metadata": "text"}), ([1], {"metadata": [1]}), (None, None), ({"a": 1}, {"a": 1})]
)
def test_metadata_of_a_run_is_an_object(client: TestClient, sent: Any, kept: Any) -> None:
    link(client, metadata=sent)
    assert get(client, "datasets/my set/ä/runs/run")["metadata"] == kept


def test_a_run_of_a_version_says_so_and_uses_the_items_of_that_time(client: TestClient) -> None:
    version = get(client, "dataset-items/i1")["version"]
    assert client.delete(f"{API}/dataset-items/i1").is_success
    link(client, metadata={"k": 1}, datasetVersion=version)
    assert get(client, "datasets/my set/ä/runs/run")["metadata"] == {"k": 1, "dataset_version": version}
    body = {"runName": "r", "datasetItemId": "i1", "traceId": "t", "datasetVersion": "2020-01-01T00:00:00Z"}
    assert refusal(client, "POST", "dataset-run-items", json=body) == not_found("Dataset item not found")


def test_an_observation_alone_tells_its_trace(client: TestClient) -> None:
    body = {"runName": "run", "datasetItemId": "i1", "observationId": "o1"}
    assert refusal(client, "POST", "dataset-run-items", json=body) == not_found("Observation o1 not found")
    assert refusal(client, "GET", "datasets/my set/ä/runs/run") == not_found("Dataset run not found")
    sent = batch(event("span-create", {"id": "o1", "traceId": "t9"}))
    assert client.post(f"{API}/ingestion", json=sent).json()["errors"] == []
    assert post(client, "dataset-run-items", **body)["traceId"] == "t9"


def test_an_item_that_is_not_in_use_cannot_be_run(client: TestClient) -> None:
    post(client, "dataset-items", datasetName="my set/ä", id="i1", status="ARCHIVED")
    for item_id in ("i1", "nobody"):
        body = {"runName": "run", "datasetItemId": item_id, "traceId": "t"}
        assert refusal(client, "POST", "dataset-run-items", json=body) == not_found("Dataset item not found")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({}, "body.traceId or observationId is required"),
        ({"traceId": "t", "datasetItemId": "i1"}, "body.runName is required"),
        ({"traceId": "t", "runName": "r"}, "body.datasetItemId is required"),
        ({"traceId": "t", "runName": "", "datasetItemId": "i1"}, "body.runName is required"),
        ({"traceId": "t", "runName": "r", "datasetItemId": "i1", "x": 1}, "body.x is not a field of this body"),
        ({"traceId": "", "observationId": None, "runName": "r"}, "body.traceId or observationId is required"),
    ],
)
def test_a_wrong_run_item_is_a_400(client: TestClient, body: dict[str, Any], fault: str) -> None:
    assert refusal(client, "POST", "dataset-run-items", json=body) == invalid("body", fault)


def test_runs_are_listed_newest_first(client: TestClient) -> None:
    for name in "abc":
        link(client, name)
    link(client, "a")
    page = get(client, "datasets/my%20set/%C3%A4/runs", limit=2)
    assert [one["name"] for one in page["data"]] == ["c", "b"]
    assert [set(one) for one in page["data"]] == [RUN_KEYS, RUN_KEYS]
    assert page["meta"] == {"page": 1, "limit": 2, "totalItems": 3, "totalPages": 2}


def test_run_items_are_listed_newest_first(client: TestClient, dataset: dict[str, Any]) -> None:
    made = [link(client, traceId=f"t{number}") for number in range(3)]
    link(client, "other")
    page = get(client, "dataset-run-items", datasetId=dataset["id"], runName="run", limit=2)
    assert page["data"] == [made[2], made[1]]
    assert page["meta"] == {"page": 1, "limit": 2, "totalItems": 3, "totalPages": 2}
    for query, field in (({"runName": "run"}, "datasetId"), ({"datasetId": dataset["id"]}, "runName")):
        assert refusal(client, "GET", "dataset-run-items", params=query) == invalid(field, "is required")
    for query in ({"datasetId": dataset["id"], "runName": "x"}, {"datasetId": "x", "runName": "run"}):
        assert refusal(client, "GET", "dataset-run-items", params=query) == not_found("Dataset run not found")


@pytest.mark.parametrize("name", ["with space", "a/b", "50%", "a%2Fb", "2026-03-01T10:00:00.000Z", "ä?#&+", "runs"])
def test_a_run_is_found_and_deleted_by_any_name(client: TestClient, dataset: dict[str, Any], name: str) -> None:
    item = link(client, name)
    found = client.get(f"{API}/dataset-run-items", params={"datasetId": dataset["id"], "runName": name}).json()
    assert found["data"] == [item]
    path = f"{API}/datasets/my%20set%2F%C3%A4/runs/{encoded(name)}"
    assert client.get(path).json()["id"] == item["datasetRunId"]
    assert client.delete(path).json() == {"message": "Dataset run successfully deleted"}
    assert (client.get(path).status_code, client.delete(path).status_code) == (404, 404)
    assert link(client, name)["datasetRunId"] != item["datasetRunId"]


def encoded(name: str) -> str:
    """As ``encodeURIComponent`` does it."""
    return "".join(chr(byte) if chr(byte).isalnum() and byte < 128 else f"%{byte:02X}" for byte in name.encode())


def test_fifty_items_at_once_make_one_run(client: TestClient) -> None:
    with ThreadPoolExecutor(16) as pool:
        made = list(pool.map(lambda number: link(client, traceId=f"t{number}"), range(50)))
    assert len({one["datasetRunId"] for one in made}) == 1
    run = get(client, "datasets/my set/ä/runs/run")
    assert {one["traceId"] for one in run["datasetRunItems"]} == {f"t{number}" for number in range(50)}


def test_events_of_the_batch_cannot_make_run_items(client: TestClient) -> None:
    sent = batch(event("dataset-run-item-create", {"id": "n", "traceId": "t", "datasetItemId": "i1"}, id="e"))
    answer = client.post(f"{API}/ingestion", json=sent)
    assert (answer.status_code, answer.json()["successes"]) == (207, [])
    assert [(one["id"], one["status"]) for one in answer.json()["errors"]] == [("e", 400)]
