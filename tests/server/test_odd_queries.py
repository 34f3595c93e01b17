"""Addresses and queries that no polite client sends."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from server.events import batch, event

API = "/api/public"
LISTS = ("traces", "observations", "scores", "v2/scores")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("traces", [("tags", "a")] * 1_200),
        ("traces", [("environment", "a")] * 1_200),
        ("scores", [("traceTags", "a")] * 1_200),
        ("v2/scores", [("scoreIds", ",".join("abc" for _ in range(1_200)))]),
    ],
)
def test_too_many_values_are_a_400(client: TestClient, path: str, query: list[tuple[str, str]]) -> None:
    answer = client.get(f"{API}/{path}", params=query)
    assert (answer.status_code, answer.json()["message"]) == (400, "Invalid request data")
    assert answer.json()["error"][0]["path"] == [query[0][0]]


@pytest.mark.parametrize("path", LISTS)
def test_a_hundred_values_are_fine(client: TestClient, path: str) -> None:
    query = [(name, "a") for name in ("tags", "environment", "traceTags") for _ in range(100)]
    assert client.get(f"{API}/{path}", params=query).status_code == 200


@pytest.mark.parametrize("path", [*LISTS, "sessions"])
def test_a_page_far_beyond_the_end_is_empty(client: TestClient, path: str) -> None:
    assert client.get(f"{API}/{path}", params={"page": 999_999_999_999, "limit": 100}).json()["data"] == []


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e400"])
def test_a_number_that_is_none_finds_nothing(client: TestClient, value: str) -> None:
    client.post(
        f"{API}/ingestion", json=batch(event("score-create", {"id": "s", "traceId": "t", "name": "n", "value": 1}))
    )
    answer = client.get(f"{API}/scores", params={"operator": "=", "value": value})
    assert (answer.status_code, answer.json()["data"]) == (200, [])


@pytest.mark.parametrize(
    ("segment", "trace_id"),
    [("a%2Fb", "a/b"), ("a/b", "a/b"), ("%E4%BD%A0", "你"), ("a+b", "a+b"), ("a%20b", "a b")],
)
def test_an_id_in_an_address_is_decoded(client: TestClient, segment: str, trace_id: str) -> None:
    sent: list[dict[str, Any]] = [
        event("trace-create", {"id": trace_id, "sessionId": trace_id}, id="1"),
        event("span-create", {"id": trace_id, "traceId": trace_id}, id="2"),
        event("score-create", {"id": trace_id, "traceId": trace_id, "name": "n", "value": 1}, id="3"),
    ]
    assert client.post(f"{API}/ingestion", json=batch(*sent)).json()["errors"] == []
    for kind in ("traces", "observations", "sessions", "scores", "v2/scores"):
        answer = client.get(f"{API}/{kind}/{segment}")
        assert (answer.status_code, answer.json()["id"]) == (200, trace_id)


@pytest.mark.parametrize("segment", ["%FF", "%00", "%", "%2", "..%2F..%2Fetc"])
def test_a_broken_address_is_not_found(client: TestClient, segment: str) -> None:
    assert client.get(f"{API}/traces/{segment}").status_code == 404
