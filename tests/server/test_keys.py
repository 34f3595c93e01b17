"""Who is let in, and what the others are told."""

import base64

import pytest
from starlette.testclient import TestClient

from server.events import batch, event
from tracedesk.queries.projects import refused_clients
from tracedesk.runtime import Runtime, ensure_key, renew_key
from tracedesk.store.projects import UnknownClientError, accept_client, delete_key, dismiss_client

URL = "/api/public/ingestion"
READS = (
    "/api/public/projects", "/api/public/traces", "/api/public/traces/t", "/api/public/observations",
    "/api/public/observations/o", "/api/public/sessions", "/api/public/sessions/s", "/api/public/scores",
    "/api/public/v2/scores",
)  # fmt: skip


@pytest.mark.parametrize("path", READS)
def test_nothing_is_read_without_a_key(client: TestClient, path: str) -> None:
    client.auth = None
    answer = client.get(path)
    assert answer.status_code == 401
    assert list(answer.json()) == ["message"]
    assert answer.json()["message"].startswith("No authorization header")


def test_health_needs_no_key(client: TestClient) -> None:
    client.auth = None
    answer = client.get("/api/public/health")
    assert (answer.status_code, answer.json()["status"]) == (200, "OK")
    assert client.head("/api/public/health").status_code == 200


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Basic !!!", "Invalid authorization header"),
        ("Basic " + base64.b64encode(b"no colon").decode(), "Invalid authorization header"),
        ("Basic " + base64.b64encode(b"pk-lf-test:").decode(), "Invalid authorization header"),
        ("Digest x", "Invalid authorization header"),
        ("Basic " + base64.b64encode(b"pk-lf-test:wrong").decode(), "Invalid credentials"),
        ("Basic " + base64.b64encode(b"pk-lf-other:sk-lf-test").decode(), "Invalid credentials"),
        ("Bearer pk-lf-other", "Invalid credentials"),
        ("Basic", "Invalid authorization header"),
        ("Basic \xe9", "Invalid authorization header"),
        ("Basic " + base64.b64encode(b"\xff\xfe:\xff").decode(), "Invalid authorization header"),
        ("", "Invalid authorization header"),
    ],
)
def test_a_wrong_key_is_refused_in_the_shape_of_each_route(client: TestClient, header: str, words: str) -> None:
    client.auth = None
    for _ in range(2):
        read = client.get("/api/public/traces", headers={"Authorization": header.encode("latin-1")})
        assert (read.status_code, list(read.json())) == (401, ["message"])
        written = client.post(URL, json=batch(), headers={"Authorization": header.encode("latin-1")})
        assert (written.status_code, written.json()["error"]) == (401, "UnauthorizedError")
        assert words in read.json()["message"]
        assert words in written.json()["message"]


def test_a_public_key_alone_may_not_read(client: TestClient) -> None:
    client.auth = None
    answer = client.get("/api/public/traces", headers={"Authorization": "Bearer pk-lf-test"})
    assert answer.status_code == 403
    assert answer.json() == {"message": "Access denied - insufficient permissions for this endpoint"}


def test_a_program_with_an_unknown_key_is_noted_and_can_be_let_in(client: TestClient, runtime: Runtime) -> None:
    client.auth = ("pk-lf-mine", "sk-lf-mine")
    headers = {"x_langfuse_sdk_name": "python", "x_langfuse_sdk_version": "2.60.10"}
    sent = batch(event("trace-create", {"id": "t"}))
    for _ in range(3):
        assert client.post(URL, json=sent, headers=headers).status_code == 401
    [refused] = refused_clients(runtime.database)
    assert (refused.public_key, refused.client) == ("pk-lf-mine", "python 2.60.10")
    accept_client(runtime.database, runtime.project_id, "pk-lf-mine", 1)
    assert client.post(URL, json=sent).status_code == 207
    assert refused_clients(runtime.database) == []
    client.auth = ("pk-lf-mine", "another secret")
    assert client.post(URL, json=sent).status_code == 401


def test_a_program_is_noted_once_with_the_number_of_its_tries(
    client: TestClient, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracedesk.server.auth.NOTE_AGAIN_S", 0)
    for public_key in ("pk-a", "pk-a", "pk-b", "pk-a"):
        client.auth = (public_key, "sk")
        client.post(URL, json=batch())
    client.auth = ("pk-lf-test", "wrong")
    client.post(URL, json=batch())
    assert {one.public_key: one.count for one in refused_clients(runtime.database)} == {"pk-a": 3, "pk-b": 1}


def test_swapped_keys_are_told_and_the_secret_is_not_kept(client: TestClient, runtime: Runtime) -> None:
    client.auth = ("sk-lf-test", "pk-lf-test")
    answer = client.post(URL, json=batch())
    assert answer.status_code == 401
    assert "swapped" in answer.json()["message"]
    assert "sk-lf-test" not in answer.text
    assert refused_clients(runtime.database) == []


def test_a_dismissed_program_cannot_be_accepted(client: TestClient, runtime: Runtime) -> None:
    client.auth = ("pk-lf-mine", "sk-lf-mine")
    client.get("/api/public/traces")
    dismiss_client(runtime.database, "pk-lf-mine")
    assert refused_clients(runtime.database) == []
    with pytest.raises(UnknownClientError):
        accept_client(runtime.database, runtime.project_id, "pk-lf-mine", 1)


def test_a_deleted_key_is_locked_out_at_once(client: TestClient, runtime: Runtime) -> None:
    assert client.get("/api/public/traces").status_code == 200
    delete_key(runtime.database, "pk-lf-test")
    assert client.get("/api/public/traces").status_code == 401


def test_the_auth_check_of_the_sdks_reads_exactly_one_project(client: TestClient, runtime: Runtime) -> None:
    answer = client.get("/api/public/projects").json()
    assert answer == {
        "data": [
            {
                "id": runtime.project_id,
                "name": "default",
                "organization": {"id": "tracedesk", "name": "Tracedesk"},
                "metadata": {},
            }
        ]
    }


def test_the_database_does_not_hold_the_secret(client: TestClient, runtime: Runtime) -> None:
    made = renew_key(runtime)
    assert made.secret_key is not None
    client.auth = (made.public_key, made.secret_key)
    assert client.get("/api/public/traces").status_code == 200
    for file in runtime.paths.data_dir.rglob("*"):
        if file.is_file():
            assert made.secret_key.encode() not in file.read_bytes(), file


def test_without_a_keychain_the_secret_is_kept_nowhere_unless_a_file_is_wanted(runtime: Runtime) -> None:
    first = ensure_key(runtime)
    assert (first.fresh, first.place) == (True, "nowhere")
    again = ensure_key(runtime)
    assert (again.public_key, again.secret_key, again.fresh) == (first.public_key, None, False)
    assert not runtime.paths.secrets.exists()
    kept = renew_key(runtime, in_file=True)
    assert kept.place == "file"
    assert runtime.paths.secrets.stat().st_mode & 0o777 == 0o600
    assert ensure_key(runtime).secret_key == kept.secret_key


def test_keys_of_the_environment_are_those_of_the_default_project(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACEDESK_PUBLIC_KEY", "pk-env")
    monkeypatch.setenv("TRACEDESK_SECRET_KEY", "sk-env")
    found = ensure_key(runtime)
    assert (found.public_key, found.secret_key, found.place) == ("pk-env", "sk-env", "environment")
