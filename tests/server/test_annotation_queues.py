"""Annotation queues and their items over the wire (wire protocol, 5.14 and 6.8)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from server.other_project import enter_other_project
from tracedesk.runtime import Runtime

URL = "/api/public/annotation-queues"
QUEUE_KEYS = {"id", "name", "description", "scoreConfigIds", "createdAt", "updatedAt"}
ITEM_KEYS = {"id", "queueId", "objectId", "objectType", "status", "completedAt", "createdAt", "updatedAt"}
QUEUE = {"name": "to review", "scoreConfigIds": ["c2", "c1"]}
ITEM = {"objectId": "t", "objectType": "TRACE"}


def made(client: TestClient, url: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = client.post(url, json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture
def items_url(client: TestClient) -> str:
    return f"{URL}/{made(client, URL, QUEUE)['id']}/items"


def ids(client: TestClient, url: str, **query: Any) -> list[str]:
    answer = client.get(url, params=query)
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["data"]]


def test_a_queue_is_read_as_it_was_made(client: TestClient) -> None:
    queue = made(client, URL, QUEUE | {"description": "of Monday"})
    assert set(queue) == QUEUE_KEYS
    assert (queue["name"], queue["description"], queue["scoreConfigIds"]) == ("to review", "of Monday", ["c2", "c1"])
    assert queue["createdAt"] == queue["updatedAt"]
    assert client.get(f"{URL}/{queue['id']}").json() == queue
    assert client.get(URL).json()["data"] == [queue]
    assert made(client, URL, QUEUE | {"name": "b", "description": None})["description"] is None


def test_a_name_is_taken_once(client: TestClient) -> None:
    made(client, URL, QUEUE)
    answer = client.post(URL, json=QUEUE)
    assert (answer.status_code, answer.json()) == (
        400,
        {"message": "A queue named to review already exists in the project", "error": "InvalidRequestError"},
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "body.name is required"),
        ({"name": None}, "body.name is required"),
        ({"description": 1}, "body.description must be a string"),
        ({"scoreConfigIds": None}, "body.scoreConfigIds must name at least one score config"),
        ({"scoreConfigIds": []}, "body.scoreConfigIds must name at least one score config"),
        ({"scoreConfigIds": [""]}, "body.scoreConfigIds must name at least one score config"),
        ({"scoreConfigIds": [1]}, "body.scoreConfigIds must be a list of strings"),
        ({"scoreConfigIds": "c1"}, "body.scoreConfigIds must be a list of strings"),
        ({"id": "mine"}, "body.id is not a field of this body"),
    ],
)
def test_a_queue_that_is_not_sound_is_refused(client: TestClient, change: dict[str, Any], sentence: str) -> None:
    answer = client.post(URL, json=QUEUE | change)
    assert (answer.status_code, answer.json()["message"]) == (400, "Invalid request data")
    assert answer.json()["error"][0]["message"] == sentence
    assert ids(client, URL) == []


def test_queues_and_items_are_listed_newest_first(client: TestClient) -> None:
    queues = [made(client, URL, QUEUE | {"name": name})["id"] for name in ("a", "b", "c")]
    assert ids(client, URL) == queues[::-1]
    assert client.get(URL, params={"limit": 2, "page": 2}).json()["meta"] == {
        "page": 2, "limit": 2, "totalItems": 3, "totalPages": 2,
    }  # fmt: skip
    url = f"{URL}/{queues[0]}/items"
    items = [made(client, url, ITEM)["id"] for _ in range(3)]
    assert ids(client, url) == items[::-1]
    assert ids(client, url, limit=2, page=2) == items[:1]
    assert ids(client, f"{URL}/{queues[1]}/items") == []


@pytest.mark.parametrize("kind", ["TRACE", "OBSERVATION", "SESSION"])
def test_an_item_waits_until_it_is_completed(client: TestClient, items_url: str, kind: str) -> None:
    item = made(client, items_url, ITEM | {"objectType": kind, "status": None, "unknown": 1})
    assert set(item) == ITEM_KEYS
    assert (item["objectId"], item["objectType"], item["status"], item["completedAt"]) == ("t", kind, "PENDING", None)
    assert item["queueId"] == items_url.split("/")[-2]
    assert client.get(f"{items_url}/{item['id']}").json() == item
    assert client.get(items_url).json()["data"] == [item]


def test_a_change_of_the_status_tells_when_an_item_was_completed(client: TestClient, items_url: str) -> None:
    item = made(client, items_url, ITEM)
    url = f"{items_url}/{item['id']}"
    done = client.patch(url, json={"status": "COMPLETED"}).json()
    assert done | {"status": "PENDING", "completedAt": None, "updatedAt": ""} == item | {"updatedAt": ""}
    assert (done["status"], done["completedAt"]) == ("COMPLETED", done["updatedAt"])
    for nothing in ({"status": "COMPLETED"}, {"status": None}, {}):
        assert client.patch(url, json=nothing).json() == done
    assert client.get(url).json() == done
    again = client.patch(url, json={"status": "PENDING"}).json()
    assert (again["status"], again["completedAt"]) == ("PENDING", None)


def test_an_item_may_be_completed_from_the_start(client: TestClient, items_url: str) -> None:
    item = made(client, items_url, ITEM | {"status": "COMPLETED"})
    assert (item["status"], item["completedAt"]) == ("COMPLETED", item["createdAt"])


def test_items_are_filtered_by_their_status(client: TestClient, items_url: str) -> None:
    waiting, done, late = (made(client, items_url, ITEM)["id"] for _ in range(3))
    client.patch(f"{items_url}/{done}", json={"status": "COMPLETED"})
    assert ids(client, items_url, status="PENDING") == [late, waiting]
    assert ids(client, items_url, status="COMPLETED") == [done]
    assert ids(client, items_url, status="") == [late, done, waiting]
    assert client.get(items_url, params={"status": "PENDING", "limit": 1}).json()["meta"]["totalPages"] == 2
    answer = client.get(items_url, params={"status": "DONE"})
    assert (answer.status_code, answer.json()["error"][0]["path"]) == (400, ["status"])


def test_an_item_is_taken_out(client: TestClient, items_url: str) -> None:
    item_id = made(client, items_url, ITEM)["id"]
    answer = client.delete(f"{items_url}/{item_id}")
    assert (answer.status_code, answer.json()) == (
        200,
        {"success": True, "message": "Annotation queue item deleted successfully"},
    )
    assert ids(client, items_url) == []
    assert client.delete(f"{items_url}/{item_id}").status_code == 404


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"objectType": "TRACE"}, "body.objectId is required"),
        ({"objectId": "t"}, "body.objectType must be one of TRACE, OBSERVATION, SESSION"),
        ({"objectId": "t", "objectType": "PROMPT"}, "body.objectType must be one of TRACE, OBSERVATION, SESSION"),
        (ITEM | {"status": "DONE"}, "body.status must be one of PENDING, COMPLETED"),
        ([], "body must be an object"),
    ],
)
def test_an_item_that_is_not_sound_is_refused(client: TestClient, items_url: str, body: Any, sentence: str) -> None:
    answer = client.post(items_url, json=body)
    assert (answer.status_code, answer.json()["error"][0]["message"]) == (400, sentence)


def test_a_status_that_is_none_is_refused(client: TestClient, items_url: str) -> None:
    item_id = made(client, items_url, ITEM)["id"]
    assert client.patch(f"{items_url}/{item_id}", json={"status": "DONE"}).status_code == 400


def test_what_is_not_there_is_not_found(client: TestClient, runtime: Runtime, items_url: str) -> None:
    item_id = made(client, items_url, ITEM)["id"]
    second = f"{URL}/{made(client, URL, QUEUE | {'name': 'second'})['id']}/items"

    def expect(url: str, message: str) -> None:
        asked = (
            client.get(url), client.patch(url, json={"status": "COMPLETED"}), client.delete(url)
        )  # fmt: skip
        for answer in asked:
            assert (answer.status_code, answer.json()["error"]) == (404, "LangfuseNotFoundError")
        assert asked[1].json()["message"] == message

    expect(f"{items_url}/nobody", "Annotation queue item not found within authorized project")
    expect(f"{second}/{item_id}", "Annotation queue item not found within authorized project")
    enter_other_project(client, runtime)
    expect(f"{items_url}/{item_id}", "Annotation queue not found within authorized project")
    for answer in (
        client.get(items_url), client.post(items_url, json=ITEM), client.get(items_url.removesuffix("/items"))
    ):  # fmt: skip
        assert (answer.status_code, answer.json()) == (
            404,
            {"message": "Annotation queue not found within authorized project", "error": "LangfuseNotFoundError"},
        )
    assert made(client, URL, QUEUE)["name"] == "to review"


def test_assignments_are_not_served(client: TestClient, items_url: str) -> None:
    url = items_url.replace("/items", "/assignments")
    for answer in (client.post(url, json={"userId": "ada"}), client.request("DELETE", url, json={"userId": "ada"})):
        assert (answer.status_code, "does not serve" in answer.json()["message"]) == (404, True)
