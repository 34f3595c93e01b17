"""Names in paths: a slash inside of one, a percent sign, and addresses with one slash too many."""

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize("trace_id", ["folder/a", "100%", "a%2Fb", "a b+c", "ä/中", "!@#$%^&*()"])
def test_a_name_comes_back_as_it_was_sent(client: TestClient, trace_id: str) -> None:
    event = {"id": "e", "type": "trace-create", "timestamp": "2026-03-01T09:15:00Z", "body": {"id": trace_id}}
    assert client.post("/api/public/ingestion", json={"batch": [event]}).json()["errors"] == []
    answer = client.get(f"/api/public/traces/{quote(trace_id, safe='')}")
    assert answer.status_code == 200
    assert answer.json()["id"] == trace_id


@pytest.mark.parametrize("path", ["//api/public/health", "///api/public/health"])
def test_slashes_at_the_start_are_taken_for_one(client: TestClient, path: str) -> None:
    assert client.get(f"http://127.0.0.1{path}").status_code == 200
