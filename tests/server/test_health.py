"""Health is asked without a key; what its flags ask for makes it 503 when it is missing."""

from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from server.events import batch, event
from tracedesk.config.about import VERSION
from tracedesk.runtime import Runtime
from tracedesk.store.database import execute

HEALTH = "/api/public/health"
WELL = {"status": "OK", "version": "3.0.0", "tracedesk": VERSION}


@pytest.mark.parametrize("path", [HEALTH, "/api/public/ready"])
def test_a_server_that_is_there_says_so_without_a_key(client: TestClient, path: str) -> None:
    client.auth = None
    answer = client.get(path)
    assert (answer.status_code, answer.json()) == (200, WELL)
    head = client.head(path)
    assert head.status_code == 200


def test_an_unavailable_database_matters_to_those_who_ask(client: TestClient, runtime: Runtime) -> None:
    assert client.get(HEALTH, params={"failIfDatabaseUnavailable": "true"}).json() == WELL
    execute(runtime.database, "ALTER TABLE project RENAME TO gone")
    answer = client.get(HEALTH, params={"failIfDatabaseUnavailable": "true"})
    assert (answer.status_code, answer.json()["status"]) == (503, "Database not available")
    assert client.get(HEALTH, params={"failIfDatabaseUnavailable": "false"}).status_code == 200
    assert client.get(HEALTH).status_code == 200


def test_events_are_recent_for_three_minutes(client: TestClient) -> None:
    asking = {"failIfNoRecentEvents": "true"}
    nothing = client.get(HEALTH, params=asking)
    assert nothing.status_code == 503
    assert nothing.json() == WELL | {"status": "No traces or observations within the last 3 minutes"}
    now = datetime.now(UTC)
    for number, age, status in ((1, timedelta(minutes=4), 503), (2, timedelta(minutes=1), 200)):
        began = (now - age).isoformat()
        told = event("trace-create", {"id": f"t{number}", "timestamp": began}, began)
        assert client.post("/api/public/ingestion", json=batch(told)).status_code == 207
        assert client.get(HEALTH, params=asking).status_code == status


def test_a_flag_is_true_or_false(client: TestClient) -> None:
    answer = client.get(HEALTH, params={"failIfNoRecentEvents": "perhaps"})
    assert answer.status_code == 400
    assert answer.json()["error"][0]["path"] == ["failIfNoRecentEvents"]
