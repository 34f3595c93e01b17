"""Two projects on one port: a key decides, and neither sees anything of the other."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from server.conftest import KEYS
from server.events import batch, event
from tracedesk.runtime import Runtime
from tracedesk.server.app import API, ROUTES, make_app
from tracedesk.store.projects import create_project, delete_project, restore_project, save_key

OTHER_KEYS = ("pk-lf-other", "sk-lf-other")
SPAN_TIMES = {"startTime": "2026-03-01T10:00:00Z", "endTime": "2026-03-01T10:00:01Z"}


@pytest.fixture
def other(runtime: Runtime) -> str:
    project_id = create_project(runtime.database, "other", 1)
    save_key(runtime.database, project_id, *OTHER_KEYS, 1)
    return project_id


@pytest.fixture
def client(runtime: Runtime, other: str) -> Iterator[TestClient]:
    save_key(runtime.database, runtime.project_id, *KEYS, 1)
    app = make_app(runtime.database, runtime.writer, runtime.project_id)
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        client.auth = KEYS
        yield client


def fill(client: TestClient) -> None:
    """Tell one thing of each kind."""
    sent = batch(
        event("trace-create", {"id": "t", "name": "n", "sessionId": "s", "input": "secret"}),
        event("generation-create", {"id": "o", "traceId": "t", "model": "m"} | SPAN_TIMES),
        event("score-create", {"id": "c", "traceId": "t", "name": "q", "value": 1}),
    )
    told = (
        ("/ingestion", sent),
        ("/v2/datasets", {"name": "d"}),
        ("/dataset-items", {"datasetName": "d", "id": "i", "input": 1}),
        ("/dataset-run-items", {"runName": "r", "datasetItemId": "i", "traceId": "t"}),
        ("/v2/prompts", {"name": "p", "prompt": "x", "labels": ["production"]}),
        ("/models", {"modelName": "own", "matchPattern": "own", "unit": "TOKENS", "inputPrice": 1}),
    )
    for path, body in told:
        answer = client.post(f"{API}{path}", json=body)
        assert answer.status_code in (200, 201, 207), answer.text


LISTS: dict[str, dict[str, Any]] = {
    "/traces": {}, "/observations": {}, "/v2/observations": {}, "/sessions": {}, "/scores": {}, "/v2/scores": {},
    "/v3/scores": {}, "/v2/datasets": {}, "/datasets": {}, "/dataset-items": {}, "/v2/prompts": {},
    "/metrics/daily": {},
}  # fmt: skip
ONES = (
    "/traces/t", "/observations/o", "/sessions/s", "/scores/c", "/v2/scores/c", "/v2/datasets/d", "/datasets/d",
    "/datasets/d/runs", "/datasets/d/runs/r", "/dataset-items/i", "/v2/prompts/p",
)  # fmt: skip


def test_the_routes_of_this_test_are_served() -> None:
    paths = {route.path for route in ROUTES}
    assert {f"{API}{path}" for path in LISTS} <= paths


def test_lists_hold_nothing_of_another_project(client: TestClient) -> None:
    fill(client)
    for path, params in LISTS.items():
        assert client.get(f"{API}{path}", params=params).json()["data"] != [], path
    client.auth = OTHER_KEYS
    for path, params in LISTS.items():
        assert client.get(f"{API}{path}", params=params).json()["data"] == [], path
    models = client.get(f"{API}/models", params={"limit": 100}).json()["data"]
    assert [model["modelName"] for model in models if not model["isLangfuseManaged"]] == []


def test_nothing_of_another_project_is_found_by_its_id(client: TestClient) -> None:
    fill(client)
    for path in ONES:
        assert client.get(f"{API}{path}").status_code == 200, path
    client.auth = OTHER_KEYS
    for path in ONES:
        assert client.get(f"{API}{path}").status_code == 404, path


def test_the_same_ids_live_in_both(client: TestClient) -> None:
    fill(client)
    client.auth = OTHER_KEYS
    fill(client)
    client.delete(f"{API}/scores/c")
    assert client.get(f"{API}/scores/c").status_code == 404
    client.auth = KEYS
    assert client.get(f"{API}/scores/c").status_code == 200


def test_a_deleted_project_refuses_its_keys_until_it_is_back(client: TestClient, runtime: Runtime, other: str) -> None:
    client.auth = OTHER_KEYS
    fill(client)
    delete_project(runtime.database, other, 1)
    assert client.get(f"{API}/traces").status_code == 401
    restore_project(runtime.database, other)
    assert client.get(f"{API}/traces/t").status_code == 200


def test_a_key_names_its_project(client: TestClient, other: str) -> None:
    client.auth = OTHER_KEYS
    (found,) = client.get(f"{API}/projects").json()["data"]
    assert (found["id"], found["name"]) == (other, "other")
