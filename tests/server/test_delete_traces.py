"""Deletion of traces over the wire (wire protocol, 5.3)."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from server.dataset_calls import API, invalid, refusal
from server.events import WORKED_EXAMPLE, batch, event
from tracedesk.runtime import Runtime
from tracedesk.store import trace_deletion
from tracedesk.store.projects import save_key

ONE = (200, {"message": "Trace deleted successfully"})
SEVERAL = (200, {"message": "Traces deleted successfully"})


def send(client: TestClient, *ids: str) -> None:
    answer = client.post(f"{API}/ingestion", json=batch(*[event("trace-create", {"id": one}) for one in ids]))
    assert answer.json()["errors"] == []


def delete(client: TestClient, path: str, **more: Any) -> tuple[int, Any]:
    answer = client.request("DELETE", f"{API}/{path}", **more)
    return answer.status_code, answer.json()


def ids(client: TestClient, path: str = "traces") -> list[str]:
    return sorted(one["id"] for one in client.get(f"{API}/{path}").json()["data"])


def test_a_trace_goes_with_its_observations_and_scores(client: TestClient) -> None:
    client.post(f"{API}/ingestion", json=WORKED_EXAMPLE)
    send(client, "other")
    assert delete(client, "traces/t1") == ONE
    for path in ("traces/t1", "observations/g1", "scores/s1"):
        assert client.get(f"{API}/{path}").status_code == 404
    assert (ids(client), ids(client, "observations"), ids(client, "v2/scores")) == (["other"], [], [])
    message = "Trace t1 not found within authorized project"
    assert refusal(client, "GET", "traces/t1") == (404, {"message": message, "error": "LangfuseNotFoundError"})


def test_several_go_at_once(client: TestClient) -> None:
    send(client, "a", "b", "c")
    assert delete(client, "traces", json={"traceIds": ["a", "c", "nobody's", "a"]}) == SEVERAL
    assert ids(client) == ["b"]


def test_large_ones_go_in_portions(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace_deletion, "PORTION", 2)
    steps = [event("span-create", {"id": f"o{one}", "traceId": "t"}) for one in range(7)]
    client.post(f"{API}/ingestion", json=batch(*steps))
    assert delete(client, "traces/t") == ONE
    assert (ids(client), ids(client, "observations")) == ([], [])


def test_unknown_ids_are_fine(client: TestClient) -> None:
    assert delete(client, "traces/nobody's") == ONE
    assert delete(client, "traces", json={"traceIds": ["nobody's", ""]}) == SEVERAL


@pytest.mark.parametrize("trace_id", ["a/b", "50%", "ä ?#", "x" * 700])
def test_any_id_is_deleted_by_its_address(client: TestClient, trace_id: str) -> None:
    send(client, trace_id, "other")
    assert delete(client, f"traces/{quote(trace_id, safe='')}") == ONE
    assert ids(client) == ["other"]


def test_a_deleted_trace_can_come_again(client: TestClient) -> None:
    first = batch(event("trace-create", {"id": "t", "name": "first", "tags": ["old"]}))
    client.post(f"{API}/ingestion", json=first)
    delete(client, "traces/t")
    client.post(f"{API}/ingestion", json=batch(event("trace-create", {"id": "t", "userId": "u"})))
    trace = client.get(f"{API}/traces/t").json()
    assert (trace["name"], trace["userId"], trace["tags"]) == (None, "u", [])


def test_traces_of_other_projects_stay(client: TestClient, runtime: Runtime) -> None:
    send(client, "t")
    with runtime.database.atomic():
        runtime.database.execute_sql("INSERT INTO project (project_id, name, created_ns) VALUES ('other', 'Other', 1)")
    save_key(runtime.database, "other", "pk-other", "sk-other", 1)
    assert delete(client, "traces/t", auth=("pk-other", "sk-other")) == ONE
    assert delete(client, "traces", json={"traceIds": ["t"]}, auth=("pk-other", "sk-other")) == SEVERAL
    assert ids(client) == ["t"]


@pytest.mark.parametrize("path", ["traces", "traces/t"])
def test_a_key_with_full_access_is_needed(client: TestClient, path: str) -> None:
    send(client, "t")
    body = {"traceIds": ["t"]}
    assert delete(client, path, json=body, auth=None)[0] == 401
    assert delete(client, path, json=body, auth=("pk-lf-test", "wrong"))[0] == 401
    assert delete(client, path, json=body, auth=None, headers={"Authorization": "Bearer pk-lf-test"})[0] == 403
    assert ids(client) == ["t"]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({}, "body.traceIds must have 1 to 1000 ids"),
        ({"traceIds": None}, "body.traceIds must have 1 to 1000 ids"),
        ({"traceIds": []}, "body.traceIds must have 1 to 1000 ids"),
        ({"traceIds": ["t"] * 1001}, "body.traceIds must have 1 to 1000 ids"),
        ({"traceIds": "t"}, "body.traceIds must be a list of strings"),
        ({"traceIds": ["t", 5]}, "body.traceIds must be a list of strings"),
        ({"traceIds": ["t"], "force": True}, "body.force is not a field of this body"),
        (["t"], "body must be an object"),
    ],
)
def test_a_wrong_body_is_a_400_and_deletes_nothing(client: TestClient, body: Any, fault: str) -> None:
    send(client, "t")
    assert delete(client, "traces", content=json.dumps(body)) == invalid("body", fault)
    assert ids(client) == ["t"]


@pytest.mark.parametrize("body", [b"", b"{", b'{"traceIds": ["\\ud800", "\\u0000"]}', b"\xff", b"null"])
def test_any_body_is_answered(client: TestClient, body: bytes) -> None:
    assert delete(client, "traces", content=body)[0] in (200, 400)
