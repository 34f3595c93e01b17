"""Datasets over the API: made once, found by any name, with schemas that hold (wire protocol, 5.7)."""

from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from server.dataset_calls import API, get, invalid, not_found, post, refusal

KEYS = {
    "id", "projectId", "name", "description", "metadata", "inputSchema", "expectedOutputSchema", "createdAt",
    "updatedAt",
}  # fmt: skip
NAMES = ("plain", "with space", "folder/sub/leaf", "50%", "a%2Fb", "100%25", "ä/ö?&#", "!@#$%^&*()+ ", "你好", "a+b")
SCHEMA = {"type": "object", "properties": {"q": {"type": "string"}}, "required": ["q"]}


def make(client: TestClient, name: str = "d", **more: Any) -> dict[str, Any]:
    return post(client, "v2/datasets", name=name, **more)


def add(client: TestClient, **body: Any) -> dict[str, Any]:
    return post(client, "dataset-items", **body)


def test_a_new_dataset_has_every_key(client: TestClient) -> None:
    made = make(client)
    assert set(made) == KEYS
    assert made["projectId"] == get(client, "projects")["data"][0]["id"]
    blank = {key: made[key] for key in ("description", "metadata", "inputSchema", "expectedOutputSchema")}
    assert blank == dict.fromkeys(blank)
    assert get(client, "v2/datasets/d") == made


@pytest.mark.parametrize("metadata", [{"k": [1, {"n": None}]}, [1], "text", 0, False, {}])
def test_metadata_is_any_json(client: TestClient, metadata: Any) -> None:
    make(client, metadata=metadata)
    assert get(client, "v2/datasets/d")["metadata"] == metadata


def test_the_same_name_changes_what_is_given_and_keeps_the_rest(client: TestClient) -> None:
    first = make(client, description="one", metadata={"a": 1}, inputSchema=SCHEMA)
    second = make(client, description="two", metadata=None)
    assert second == first | {"description": "two", "updatedAt": second["updatedAt"]}
    assert second["updatedAt"] > first["updatedAt"]
    assert make(client, metadata={"b": 2}, expectedOutputSchema={})["metadata"] == {"b": 2}
    assert get(client, "v2/datasets")["meta"]["totalItems"] == 1


def test_datasets_are_listed_newest_first_in_pages(client: TestClient) -> None:
    for name in "abc":
        make(client, name)
    make(client, "a", description="changed")
    page = get(client, "v2/datasets", limit=2)
    assert [one["name"] for one in page["data"]] == ["c", "b"]
    assert page["meta"] == {"page": 1, "limit": 2, "totalItems": 3, "totalPages": 2}
    assert [set(one) for one in page["data"]] == [KEYS, KEYS]
    rest = get(client, "v2/datasets", limit=2, page=2)
    assert [one["description"] for one in rest["data"]] == ["changed"]
    assert client.get(f"{API}/v2/datasets", params={"limit": 101}).status_code == 400


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encode", [lambda name: quote(name, safe=""), quote])
def test_a_dataset_is_found_by_any_name(client: TestClient, name: str, encode: Any) -> None:
    made = make(client, name)
    for path in ("v2/datasets", "datasets"):
        answer = client.get(f"{API}/{path}/{encode(name)}")
        assert (answer.status_code, answer.json()["id"]) == (200, made["id"])
    assert get(client, f"datasets/{encode(name)}/runs")["data"] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_was_encoded_twice_finds_its_dataset(client: TestClient, name: str) -> None:
    made = make(client, name)
    item = add(client, datasetName=name, input=1)
    for told in (name, quote(name, safe=""), quote(name)):
        found = get(client, "dataset-items", datasetName=told)
        assert [(one["id"], one["datasetId"]) for one in found["data"]] == [(item["id"], made["id"])]


def test_a_name_is_taken_as_it_is_before_it_is_decoded_again(client: TestClient) -> None:
    make(client, "a/b")
    coded = make(client, "a%2Fb")
    assert get(client, "v2/datasets/a%252Fb")["id"] == coded["id"]


@pytest.mark.parametrize("path", ["v2/datasets/nobody", "datasets/nobody", "datasets/nobody/runs"])
def test_an_unknown_dataset_is_a_404_that_clients_retry(client: TestClient, path: str) -> None:
    assert refusal(client, "GET", path) == not_found("Dataset not found")


def test_datasets_of_version_1_hold_their_items_and_runs(client: TestClient) -> None:
    made = post(client, "datasets", name="d")
    assert set(made) == KEYS | {"items", "runs"}
    assert (made["items"], made["runs"]) == ([], [])
    first, second = add(client, datasetName="d", input=1), add(client, datasetName="d", input=2)
    add(client, datasetName="d", status="ARCHIVED")
    for run_name in ("r1", "r2"):
        post(client, "dataset-run-items", runName=run_name, datasetItemId=first["id"], traceId="t")
    [line] = get(client, "datasets")["data"]
    assert (line["items"], line["runs"]) == ([second["id"], first["id"]], ["r2", "r1"])
    whole = get(client, "datasets/d")
    assert (whole["items"], whole["runs"]) == ([second, first], ["r2", "r1"])


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({}, "body.name is required"),
        ({"name": ""}, "body.name is required"),
        ({"name": None}, "body.name is required"),
        ({"name": 5}, "body.name must be a string"),
        ({"name": "x" * 1_001}, "body.name has more than 1000 characters"),
        ({"name": "/a"}, "body.name must not begin or end with a slash, or have two in a row"),
        ({"name": "a/"}, "body.name must not begin or end with a slash, or have two in a row"),
        ({"name": "a//b"}, "body.name must not begin or end with a slash, or have two in a row"),
        ({"name": "a", "description": 1}, "body.description must be a string"),
        ({"name": "a", "inputSchema": []}, "body.inputSchema must be an object"),
        ({"name": "a", "inputSchema": True}, "body.inputSchema must be an object"),
        (
            {"name": "a", "expectedOutputSchema": {"type": 5}},
            "body.expectedOutputSchema is not a JSON Schema: $.type: 5 is not valid under any of the given schemas",
        ),
        ([], "body must be an object"),
        ("null", "body must be an object"),
    ],
)
def test_a_wrong_dataset_is_a_400(client: TestClient, body: Any, fault: str) -> None:
    assert refusal(client, "POST", "v2/datasets", json=body) == invalid("body", fault)


def test_unknown_keys_are_dropped(client: TestClient) -> None:
    assert set(make(client, remoteExperimentUrl="x")) == KEYS


def test_schemas_hold_for_new_items_and_for_changes(client: TestClient) -> None:
    make(client, inputSchema=SCHEMA, expectedOutputSchema={"type": "string"})
    item = add(client, datasetName="d", input={"q": "why?"}, expectedOutput="because")
    for body in ({"input": {"q": 5}}, {"input": {"q": "x"}, "expectedOutput": 5}, {"id": item["id"], "input": "no"}):
        answer = client.post(f"{API}/dataset-items", json={"datasetName": "d"} | body)
        assert (answer.status_code, answer.json()["error"]) == (400, "InvalidRequestError")
    assert answer.json()["message"] == (
        "The item does not fit the schemas of its dataset. input $: 'no' is not of type 'object'"
    )
    assert get(client, f"dataset-items/{item['id']}") == item
    assert add(client, datasetName="d", id=item["id"], expectedOutput="so")["input"] == {"q": "why?"}


def test_a_schema_that_items_do_not_fit_is_refused_and_changes_nothing(client: TestClient) -> None:
    made = make(client)
    good, bad = add(client, datasetName="d", input={"q": "x"}), add(client, datasetName="d", input="text")
    answer = client.post(f"{API}/v2/datasets", json={"name": "d", "description": "new", "inputSchema": SCHEMA})
    assert (answer.status_code, answer.json()["error"]) == (400, "InvalidRequestError")
    assert bad["id"] in answer.json()["message"]
    assert good["id"] not in answer.json()["message"]
    assert get(client, "v2/datasets/d") == made
    assert client.delete(f"{API}/dataset-items/{bad['id']}").status_code == 200
    assert make(client, inputSchema=SCHEMA)["inputSchema"] == SCHEMA


def test_a_schema_that_leads_nowhere_is_refused_with_the_first_item(client: TestClient) -> None:
    make(client, inputSchema={"$ref": "#/$defs/none"})
    answer = client.post(f"{API}/dataset-items", json={"datasetName": "d", "input": 1})
    assert (answer.status_code, answer.json()["error"]) == (400, "InvalidRequestError")
    assert answer.json()["message"].startswith("The dataset's inputSchema cannot be used")


def test_datasets_need_a_key_and_belong_to_its_project(client: TestClient) -> None:
    for method, path in (("GET", "v2/datasets"), ("POST", "v2/datasets"), ("GET", "datasets/d/runs")):
        assert client.request(method, f"{API}/{path}", auth=("pk-lf-test", "wrong")).status_code == 401
