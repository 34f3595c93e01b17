"""``POST /api/public/scores``, one and many, and deleting."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from server.events import batch, event

URL = "/api/public/scores"


def found(client: TestClient, score_id: str) -> dict[str, Any]:
    answer = client.get(f"/api/public/v2/scores/{score_id}")
    assert answer.status_code == 200
    body: dict[str, Any] = answer.json()
    return body


def test_one_score_is_answered_with_its_id(client: TestClient) -> None:
    sent = {"id": "s", "traceId": "t", "name": "ok", "value": 0.5, "comment": "fine", "metadata": {"a": 1}}
    answer = client.post(URL, json=sent)
    assert (answer.status_code, answer.json()) == (200, {"id": "s"})
    score = found(client, "s")
    assert (score["value"], score["dataType"], score["comment"], score["metadata"]) == (
        0.5,
        "NUMERIC",
        "fine",
        {"a": 1},
    )
    assert client.post(URL, json={"traceId": "t", "name": "ok", "value": "yes"}).json()["id"]


def test_the_worked_example_of_a_list(client: TestClient) -> None:
    sent = [
        {"id": "a", "traceId": "t", "name": "n", "value": 0.5, "dataType": "NUMERIC"},
        {"id": "b", "name": "n", "value": 1},
    ]
    answer = client.post(URL, json=sent)
    assert (answer.status_code, answer.json()) == (
        207,
        {
            "accepted": 1,
            "rejected": 1,
            "errors": [{"message": "Provide exactly one of traceId, sessionId, datasetRunId"}],
        },
    )
    assert client.get("/api/public/scores").json()["meta"]["totalItems"] == 1


def test_a_whole_list_is_accepted_with_its_times(client: TestClient) -> None:
    one = {"id": "a", "traceId": "t", "name": "n", "value": 1.0, "dataType": "BOOLEAN"}
    answer = client.post(URL, json=[one | {"timestamp": "2026-10-01T10:00:00.123456Z"}])
    assert (answer.status_code, answer.json()) == (202, {"message": "Accepted"})
    score = found(client, "a")
    assert (score["timestamp"], score["value"], score["stringValue"]) == ("2026-10-01T10:00:00.123Z", 1, "True")


@pytest.mark.parametrize(
    "sent",
    [{}, "text", {"name": "n", "value": 1}, {"name": "n", "traceId": "t", "value": True}, {"traceId": "t", "value": 1}],
)
def test_a_bad_score_is_a_400(client: TestClient, sent: Any) -> None:
    answer = client.post(URL, json=sent)
    assert (answer.status_code, answer.json()["message"]) == (400, "Invalid request data")


def test_a_public_key_alone_may_score(client: TestClient) -> None:
    client.auth = None
    sent = {"id": "s", "traceId": "t", "name": "ok", "value": 1}
    answer = client.post(URL, json=sent, headers={"Authorization": "Bearer pk-lf-test"})
    assert answer.json() == {"id": "s"}


def test_a_deleted_score_is_gone_and_an_unknown_one_is_fine(client: TestClient) -> None:
    client.post("/api/public/ingestion", json=batch(event("trace-create", {"id": "t"})))
    client.post(URL, json={"id": "s", "traceId": "t", "name": "ok", "value": 1})
    for _ in range(2):
        answer = client.delete(f"{URL}/s")
        assert (answer.status_code, answer.json()) == (202, {"message": "Score deletion queued successfully"})
    assert client.get("/api/public/traces/t").json()["scores"] == []
