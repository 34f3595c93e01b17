"""``POST /traces``: one trace alone (wire protocol, 5.3)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

API = "/api/public"


def test_a_trace_is_stored_as_it_was_said(client: TestClient) -> None:
    said = {
        "id": "t", "timestamp": "2026-03-01T10:00:00.000Z", "name": "chat", "userId": "ada", "sessionId": "s",
        "release": "r", "version": "1", "environment": "dev", "public": True, "tags": ["b", "a"], "input": {"q": 1},
        "output": "x", "metadata": {"n": 1}, "externalId": "dropped", "unknown": 5,
    }  # fmt: skip
    answer = client.post(f"{API}/traces", json=said)
    assert (answer.status_code, answer.json()) == (200, {"id": "t"})
    shown = client.get(f"{API}/traces/t").json()
    assert {key: shown[key] for key in said if key != "unknown"} == {
        key: value for key, value in said.items() if key != "unknown"
    } | {"tags": ["a", "b"], "externalId": None}
    assert client.get(f"{API}/sessions/s").status_code == 200


@pytest.mark.parametrize("said", [{}, {"id": None, "name": None}, {"id": ""}])
def test_a_trace_without_an_id_gets_one(client: TestClient, said: dict[str, Any]) -> None:
    first, second = (client.post(f"{API}/traces", json=said).json()["id"] for _ in range(2))
    assert first != second
    assert client.get(f"{API}/traces/{first}").json()["name"] is None


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"5", b"{", b'{"id": 5}', b'{"timestamp": "soon"}', b'{"tags": "a"}', b'{"public": "yes"}']
)
def test_another_body_is_a_400(client: TestClient, body: bytes) -> None:
    assert client.post(f"{API}/traces", content=body).status_code == 400


def test_a_public_key_alone_is_not_enough(client: TestClient) -> None:
    client.auth = None
    answer = client.post(f"{API}/traces", json={"id": "t"}, headers={"Authorization": "Bearer pk-lf-test"})
    assert answer.status_code == 403
