"""Items over the API: every value comes back as it was, and every version stays (wire protocol, 5.8)."""

import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from server.dataset_calls import API, get, invalid, not_found, post, refusal

KEYS = {
    "id", "status", "input", "expectedOutput", "metadata", "sourceTraceId", "sourceObservationId", "datasetId",
    "datasetName", "createdAt", "updatedAt", "version", "mediaReferences",
}  # fmt: skip
GONE = {"message": "Dataset item successfully deleted"}


@pytest.fixture(autouse=True)
def dataset(client: TestClient) -> dict[str, Any]:
    return post(client, "v2/datasets", name="d")


def add(client: TestClient, **body: Any) -> dict[str, Any]:
    return post(client, "dataset-items", datasetName="d", **body)


def ids(client: TestClient, **query: Any) -> list[str]:
    return [one["id"] for one in get(client, "dataset-items", **query)["data"]]


def now() -> str:
    """A moment after all that was done, and before all that follows."""
    time.sleep(0.002)
    moment = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    time.sleep(0.002)
    return moment


def test_a_new_item_has_every_key_and_nothing_in_it(client: TestClient, dataset: dict[str, Any]) -> None:
    item = add(client)
    assert set(item) == KEYS
    assert (item["status"], item["datasetId"], item["datasetName"]) == ("ACTIVE", dataset["id"], "d")
    assert (item["input"], item["expectedOutput"], item["metadata"]) == (None, None, None)
    assert (item["sourceTraceId"], item["sourceObservationId"], item["mediaReferences"]) == (None, None, [])
    assert item["createdAt"] == item["updatedAt"] == item["version"]
    assert get(client, f"dataset-items/{item['id']}") == item


@pytest.mark.parametrize(
    "value", [{"a": [1, {"b": None}]}, [], {}, "", "text", '{"not": "decoded"}', 0, False, 1.5, [None], "a\x00b", "😀"]
)
def test_values_come_back_as_they_were(client: TestClient, value: Any) -> None:
    item = add(client, input=value, expectedOutput=value, metadata=value)
    found = get(client, f"dataset-items/{item['id']}")
    assert found["input"] == found["expectedOutput"] == found["metadata"] == value
    assert get(client, "dataset-items")["data"] == [item]


@pytest.mark.parametrize("value", ["9" * 400, "1e999", "NaN", '"\\ud83d"', "-0.0"])
def test_odd_values_are_taken(client: TestClient, value: str) -> None:
    answer = client.post(f"{API}/dataset-items", content=f'{{"datasetName": "d", "input": {value}}}')
    assert answer.status_code == 200
    assert get(client, "dataset-items")["data"] == [answer.json()]


def test_what_is_nested_too_deeply_is_a_400(client: TestClient) -> None:
    for levels in (250, 1_000, 100_000):
        content = f'{{"datasetName": "d", "input": {"[" * levels}{"]" * levels}}}'
        assert client.post(f"{API}/dataset-items", content=content).status_code == 400
    assert ids(client) == []


def test_an_item_is_changed_by_its_id_and_keeps_what_is_not_told(client: TestClient) -> None:
    sources = {"sourceTraceId": "t", "sourceObservationId": "o"}
    first = add(client, id="mine", input={"a": 1}, expectedOutput=2, metadata={"m": 1}, **sources)
    assert first["id"] == "mine"
    second = add(client, id="mine", input={"b": 2}, expectedOutput=None, metadata=None, status=None, sourceTraceId=None)
    times = {key: second[key] for key in ("updatedAt", "version")}
    assert second == first | {"input": {"b": 2}} | times
    assert second["version"] > first["version"]
    assert add(client, id="mine", input=False, expectedOutput="")["input"] is False
    assert ids(client) == ["mine"]


def test_an_id_may_hold_anything(client: TestClient) -> None:
    for item_id in ("a/b", "with space", "50%", "x" * 255, "ä?&#"):
        assert add(client, id=item_id)["id"] == item_id
    assert get(client, "dataset-items/a%2Fb")["id"] == "a/b"
    assert get(client, "dataset-items/50%25")["id"] == "50%"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({}, "body.datasetName is required"),
        ({"datasetName": "d", "id": ""}, "body.id must have 1 to 255 characters"),
        ({"datasetName": "d", "id": "x" * 256}, "body.id has more than 255 characters"),
        ({"datasetName": "d", "id": 5}, "body.id must be a string"),
        ({"datasetName": "d", "status": "DELETED"}, "body.status must be one of ACTIVE, ARCHIVED"),
        ({"datasetName": "d", "sourceTraceId": 5}, "body.sourceTraceId must be a string"),
        ([], "body must be an object"),
    ],
)
def test_a_wrong_item_is_a_400(client: TestClient, body: Any, fault: str) -> None:
    assert refusal(client, "POST", "dataset-items", json=body) == invalid("body", fault)


def test_an_item_of_an_unknown_dataset_or_of_another_is_a_404(client: TestClient) -> None:
    assert refusal(client, "POST", "dataset-items", json={"datasetName": "x"}) == not_found("Dataset x not found")
    post(client, "v2/datasets", name="other")
    item = add(client, id="mine", input=1)
    body = {"datasetName": "other", "id": "mine", "input": 2}
    assert refusal(client, "POST", "dataset-items", json=body)[0] == 404
    assert get(client, "dataset-items/mine") == item


def test_items_in_use_are_listed_newest_first_then_by_id(client: TestClient) -> None:
    post(client, "v2/datasets", name="other")
    made = [add(client, id=item_id)["id"] for item_id in ("b", "c", "a")]
    post(client, "dataset-items", datasetName="other", id="o")
    add(client, id="b", status="ARCHIVED")
    add(client, id="c", input="changed later, listed where it was")
    assert made == ["b", "c", "a"]
    assert ids(client, datasetName="d") == ["a", "c"]
    assert ids(client) == ["o", "a", "c"]
    assert get(client, "dataset-items/b")["status"] == "ARCHIVED"
    add(client, id="b", status="ACTIVE")
    assert ids(client, datasetName="d") == ["a", "c", "b"]
    page = get(client, "dataset-items", datasetName="d", limit=2, page=2)
    assert [one["id"] for one in page["data"]] == ["b"]
    assert page["meta"] == {"page": 2, "limit": 2, "totalItems": 3, "totalPages": 2}


def test_items_are_found_by_their_source(client: TestClient) -> None:
    add(client, id="1", sourceTraceId="t", sourceObservationId="o")
    add(client, id="2", sourceTraceId="t")
    add(client, id="3")
    assert ids(client, sourceTraceId="t") == ["2", "1"]
    assert ids(client, datasetName="d", sourceTraceId="t", sourceObservationId="o") == ["1"]
    assert ids(client, sourceTraceId="") == ["3", "2", "1"]
    assert ids(client, sourceTraceId="nobody") == []


def test_items_are_read_as_they_were(client: TestClient) -> None:
    add(client, id="changed", input="v1")
    add(client, id="archived", input="v1")
    add(client, id="deleted", input="v1")
    then = now()
    add(client, id="changed", input="v2")
    add(client, id="archived", status="ARCHIVED")
    assert client.delete(f"{API}/dataset-items/deleted").json() == GONE
    add(client, id="new")
    found = get(client, "dataset-items", datasetName="d", version=then)["data"]
    assert [(one["id"], one["input"], one["status"]) for one in found] == [
        ("deleted", "v1", "ACTIVE"),
        ("archived", "v1", "ACTIVE"),
        ("changed", "v1", "ACTIVE"),
    ]
    assert ids(client, datasetName="d", version=now()) == ["new", "changed"]
    assert ids(client, datasetName="d", version="2020-01-01T00:00:00Z") == []


def test_the_version_of_an_item_finds_it(client: TestClient) -> None:
    versions = []
    for number in range(3):
        versions.append(add(client, id="i", input=number)["version"])
        now()
    for number, version in enumerate(versions):
        [found] = get(client, "dataset-items", datasetName="d", version=version)["data"]
        assert (found["input"], found["version"]) == (number, version)


def test_a_deleted_item_is_gone_and_its_id_is_free(client: TestClient) -> None:
    add(client, id="i", input="old", metadata={"m": 1})
    assert client.delete(f"{API}/dataset-items/i").json() == GONE
    for method in ("GET", "DELETE"):
        assert refusal(client, method, "dataset-items/i") == not_found("Dataset item not found")
    assert ids(client, datasetName="d") == []
    item = add(client, id="i", input="new")
    assert (item["input"], item["metadata"]) == ("new", None)


@pytest.mark.parametrize(
    ("query", "field", "fault"),
    [
        ({"version": "2026-01-01T00:00:00Z"}, "version", "needs datasetName"),
        ({"page": 0}, "page", "must be a whole number from 1"),
        ({"limit": 101}, "limit", "must be at most 100"),
    ],
)
def test_a_wrong_query_is_a_400(client: TestClient, query: dict[str, Any], field: str, fault: str) -> None:
    assert refusal(client, "GET", "dataset-items", params=query) == invalid(field, fault)
    assert refusal(client, "GET", "dataset-items", params={"datasetName": "d", "version": "soon"})[0] == 400


def test_an_unknown_dataset_has_no_items(client: TestClient) -> None:
    assert refusal(client, "GET", "dataset-items", params={"datasetName": "x"}) == not_found("Dataset not found")


def test_a_large_item_is_taken(client: TestClient) -> None:
    text = "x" * 6_000_000
    assert client.post(f"{API}/dataset-items", content=json.dumps({"datasetName": "d", "input": text})).is_success
    assert get(client, "dataset-items")["data"][0]["input"] == text
