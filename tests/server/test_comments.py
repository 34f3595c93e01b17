"""Comments over the wire (wire protocol, 5.13 and 6.8)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from server.events import batch, event
from server.other_project import enter_other_project
from tracedesk.runtime import Runtime

API = "/api/public"
URL = f"{API}/comments"
KEYS = {"id", "projectId", "objectType", "objectId", "content", "authorUserId", "createdAt", "updatedAt"}
TRACE = {"projectId": "any", "objectType": "TRACE", "objectId": "t", "content": "Look"}


@pytest.fixture
def objects(client: TestClient) -> dict[str, str]:
    """What can be commented on: the id of each, by its type."""
    sent = batch(
        event("trace-create", {"id": "t", "sessionId": "chat"}), event("span-create", {"id": "o", "traceId": "t"})
    )
    assert client.post(f"{API}/ingestion", json=sent).json()["errors"] == []
    prompt = client.post(f"{API}/v2/prompts", json={"name": "p", "prompt": "Hello"}).json()
    return {"TRACE": "t", "OBSERVATION": "o", "SESSION": "chat", "PROMPT": prompt["id"]}


def made(client: TestClient, **body: Any) -> str:
    answer = client.post(URL, json=TRACE | body)
    assert (answer.status_code, set(answer.json())) == (200, {"id"}), answer.text
    return str(answer.json()["id"])


def ids(client: TestClient, **query: Any) -> list[str]:
    answer = client.get(URL, params=query)
    assert answer.status_code == 200, answer.text
    return [comment["id"] for comment in answer.json()["data"]]


@pytest.mark.parametrize("kind", ["TRACE", "OBSERVATION", "SESSION", "PROMPT"])
def test_a_comment_is_read_as_it_was_made(
    client: TestClient, runtime: Runtime, objects: dict[str, str], kind: str
) -> None:
    comment_id = made(client, objectType=kind, objectId=objects[kind], content=" *Look*\n", authorUserId="ada")
    found = client.get(f"{URL}/{comment_id}").json()
    assert set(found) == KEYS
    assert found | {"createdAt": "", "updatedAt": ""} == {
        "id": comment_id, "projectId": runtime.project_id, "objectType": kind, "objectId": objects[kind],
        "content": "*Look*", "authorUserId": "ada", "createdAt": "", "updatedAt": "",
    }  # fmt: skip
    assert found["createdAt"] == found["updatedAt"]
    assert client.get(URL).json()["data"] == [found]


def test_an_author_may_be_missing(client: TestClient, objects: dict[str, str]) -> None:
    for author in ({}, {"authorUserId": None}):
        assert client.get(f"{URL}/{made(client, **author)}").json()["authorUserId"] is None


@pytest.mark.parametrize("kind", ["TRACE", "OBSERVATION", "SESSION", "PROMPT"])
def test_what_is_commented_on_has_to_be_there(client: TestClient, objects: dict[str, str], kind: str) -> None:
    answer = client.post(URL, json=TRACE | {"objectType": kind, "objectId": "nobody"})
    assert (answer.status_code, answer.json()) == (
        404,
        {
            "message": f"{kind.capitalize()} nobody not found within authorized project",
            "error": "LangfuseNotFoundError",
        },
    )
    assert ids(client) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"content": ""}, "body.content must have 1 to 5000 characters"),
        ({"content": " \n"}, "body.content must have 1 to 5000 characters"),
        ({"content": "x" * 5_001}, "body.content must have 1 to 5000 characters"),
        ({"content": None}, "body.content must have 1 to 5000 characters"),
        ({"content": 5}, "body.content must be a string"),
        ({"objectType": "trace"}, "body.objectType must be one of TRACE, OBSERVATION, SESSION, PROMPT"),
        ({"objectType": None}, "body.objectType must be one of"),
        ({"objectId": ""}, "body.objectId is required"),
        ({"projectId": None}, "body.projectId is required"),
        ({"authorUserId": 1}, "body.authorUserId must be a string"),
        ({"parentId": "c"}, "body.parentId is not a field of this body"),
    ],
)
def test_a_comment_that_is_not_sound_is_refused(
    client: TestClient, objects: dict[str, str], change: dict[str, Any], sentence: str
) -> None:
    answer = client.post(URL, json=TRACE | change)
    assert (answer.status_code, answer.json()["message"]) == (400, "Invalid request data")
    assert answer.json()["error"][0]["message"].startswith(sentence)


def test_the_longest_content_fits_once_it_is_trimmed(client: TestClient, objects: dict[str, str]) -> None:
    comment_id = made(client, content=f"  {'é' * 5_000}  ")
    assert client.get(f"{URL}/{comment_id}").json()["content"] == "é" * 5_000


def test_the_list_is_filtered_newest_first(client: TestClient, objects: dict[str, str]) -> None:
    first = made(client, authorUserId="ada")
    second = made(client, objectType="OBSERVATION", objectId="o", authorUserId="ada")
    third = made(client, authorUserId="bob")
    assert ids(client) == [third, second, first]
    assert ids(client, objectType="TRACE") == [third, first]
    assert ids(client, objectType="TRACE", objectId="t", authorUserId="ada") == [first]
    assert ids(client, objectType="OBSERVATION", objectId="o") == [second]
    assert ids(client, objectType="SESSION", objectId="t") == []
    assert ids(client, authorUserId="ada") == [second, first]
    assert ids(client, objectType="", objectId="", authorUserId="") == [third, second, first]
    answer = client.get(URL, params={"limit": 2, "page": 2}).json()
    assert [comment["id"] for comment in answer["data"]] == [first]
    assert answer["meta"] == {"page": 2, "limit": 2, "totalItems": 3, "totalPages": 2}


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({"objectId": "t"}, "objectId"),
        ({"objectType": "trace"}, "objectType"),
        ({"projectId": "p"}, "projectId"),
        ({"limit": "101"}, "limit"),
    ],
)
def test_the_query_is_strict(client: TestClient, query: dict[str, str], path: str) -> None:
    answer = client.get(URL, params=query)
    assert (answer.status_code, answer.json()["error"][0]["path"]) == (400, [path])


def test_comments_belong_to_one_project(client: TestClient, runtime: Runtime, objects: dict[str, str]) -> None:
    comment_id = made(client)
    enter_other_project(client, runtime)
    assert ids(client) == []
    for answer in (client.get(f"{URL}/{comment_id}"), client.post(URL, json=TRACE)):
        assert (answer.status_code, answer.json()["error"]) == (404, "LangfuseNotFoundError")
    assert client.get(f"{URL}/nobody").json()["message"] == "Comment not found within authorized project"
