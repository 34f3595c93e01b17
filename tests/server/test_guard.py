"""No web page, and no other machine, may write or read; no body is larger than fits."""

import gzip
import json
import zlib

import orjson
import pytest
from starlette.testclient import TestClient

from server.events import batch, event
from tracedesk.server.body import LARGEST_BODY

URL = "/api/public/ingestion"
GOOD = batch(event("trace-create", {"id": "t"}))


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:4517"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", URL), ("GET", "/api/public/traces"), ("GET", "/api/public/health"), ("POST", "/v1/traces")],
)
def test_strangers_are_refused(client: TestClient, headers: dict[str, str], method: str, path: str) -> None:
    answer = client.request(method, path, headers=headers, json=GOOD if method == "POST" else None)
    assert answer.status_code == 403
    assert answer.json()["error"] == "ForbiddenError"
    assert "access-control-allow-origin" not in answer.headers
    assert client.get("/api/public/traces").json()["data"] == []


def test_a_preflight_of_a_stranger_is_refused(client: TestClient) -> None:
    asked = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    answer = client.options(URL, headers=asked)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("origin", ["http://localhost:3000", "http://127.0.0.1:8080", "http://[::1]:5173"])
def test_pages_of_this_machine_may_write(client: TestClient, origin: str) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-a"}
    preflight = client.options(URL, headers=asked)
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == origin
    assert preflight.headers["access-control-allow-headers"] == "x-a"
    answer = client.post(URL, json=GOOD, headers={"Origin": origin})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (207, origin)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:4517", "[::1]:4517", "LOCALHOST:1"])
def test_all_names_of_this_machine_are_fine(client: TestClient, host: str) -> None:
    assert client.get("/api/public/health", headers={"Host": host}).status_code == 200


def test_gzip_is_unpacked(client: TestClient) -> None:
    packed = gzip.compress(orjson.dumps(GOOD))
    answer = client.post(URL, content=packed, headers={"Content-Encoding": "gzip"})
    assert answer.status_code == 207
    assert len(answer.json()["successes"]) == 1


@pytest.mark.parametrize(
    "packed",
    [b"\x1f\x8b" + bytes(64), gzip.compress(b'{"batch": []}', mtime=0)[:-9], b"not gzip at all"],
    ids=["broken", "cut", "none"],
)
def test_broken_gzip_is_a_400(client: TestClient, packed: bytes) -> None:
    answer = client.post(URL, content=packed, headers={"Content-Encoding": "gzip"})
    assert answer.status_code == 400
    assert "gzip" in answer.json()["message"]


def test_gzip_of_several_members_is_one_body(client: TestClient) -> None:
    whole = json.dumps(GOOD).encode()
    packed = gzip.compress(whole[:20]) + gzip.compress(b"") * 10_000 + gzip.compress(whole[20:])
    answer = client.post(URL, content=packed, headers={"Content-Encoding": "gzip"})
    assert (answer.status_code, len(answer.json()["successes"])) == (207, 1)


def test_an_unknown_encoding_is_named(client: TestClient) -> None:
    answer = client.post(URL, content=b"x", headers={"Content-Encoding": "br"})
    assert answer.status_code == 400
    assert "'br'" in answer.json()["message"]


def test_a_gzip_bomb_is_refused_when_it_gets_too_large(client: TestClient) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join([packer.compress(bytes(1 << 20)) for _ in range(200)] + [packer.flush()])
    answer = client.post(URL, content=bomb, headers={"Content-Encoding": "gzip"})
    assert (answer.status_code, answer.json()["error"]) == (413, "PayloadTooLargeError")


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    answer = client.post(URL, content=bytes(LARGEST_BODY + 1))
    assert (answer.status_code, answer.json()["error"]) == (413, "PayloadTooLargeError")
    assert "64 MB" in answer.json()["message"]


def test_an_unknown_route_says_what_is_served(client: TestClient) -> None:
    answer = client.get("/api/public/no-such-thing")
    assert answer.status_code == 404
    assert answer.json()["error"] != "LangfuseNotFoundError"
    assert "/api/public/ingestion" in answer.json()["message"]


def test_a_wrong_method_is_a_405(client: TestClient) -> None:
    answer = client.delete("/api/public/ingestion")
    assert (answer.status_code, answer.json()) == (
        405,
        {"message": "Method not allowed", "error": "MethodNotAllowedError"},
    )


def test_a_crash_tells_the_client_nothing_of_our_insides(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr("tracedesk.server.read_project.project", fail)
    answer = client.get("/api/public/projects")
    assert answer.status_code == 500
    assert answer.json()["message"] == "Internal Server Error"
    assert "secret inside" not in answer.text
    assert "secret inside" in caplog.text
