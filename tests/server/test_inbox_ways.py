"""Whatever way something comes in: it is stored, or in the inbox with its bytes, and can be tried again."""

import gzip
import json
import zlib
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from starlette.testclient import TestClient

from server.events import batch, event
from server.test_inbox import lines, payload, retry
from server.test_otlp_routes import PROTOBUF, export
from server.test_otlp_routes import protobuf as packed_span
from tracedesk.queries.inbox import inbox_count
from tracedesk.records.inbox import UNREAD
from tracedesk.runtime import Runtime
from tracedesk.server import body as body_module
from tracedesk.workflows.retry_refusals import Retried

INGESTION, SCORES, TRACES = "/api/public/ingestion", "/api/public/scores", "/v1/traces"
JSON = {"Content-Type": "application/json"}
SCORE = {"traceId": "t", "name": "ok", "value": 1}
WAYS = ((INGESTION, "langfuse"), (SCORES, "langfuse-scores"), (TRACES, "otlp-json"), ("/v1/logs", "otlp-json-logs"),
        ("/v1/metrics", "otlp-json-metrics"))  # fmt: skip
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "zstd": zstandard.compress,
}


@pytest.mark.parametrize(("path", "encoding"), WAYS)
def test_a_body_that_is_no_json_is_kept(client: TestClient, runtime: Runtime, path: str, encoding: str) -> None:
    assert client.post(path, content=b"{nonsense", headers=JSON).status_code == 400
    (line,) = lines(runtime)
    assert (line.way, line.encoding, line.refused_count) == (path, encoding, None)
    assert payload(runtime, line.item) == b"{nonsense"
    assert retry(runtime) == Retried(understood=0, refused=1)


@pytest.mark.parametrize(("path", "encoding"), WAYS)
@pytest.mark.parametrize("packing", PACKERS)
def test_a_broken_packing_is_kept_as_it_came(
    client: TestClient, runtime: Runtime, path: str, encoding: str, packing: str
) -> None:
    cut = PACKERS[packing](b'{"a": "some text that is long enough to be cut"}')[:-5]
    assert client.post(path, content=cut, headers=JSON | {"Content-Encoding": packing}).status_code == 400
    (line,) = lines(runtime)
    assert line.encoding == f"{encoding}+{packing}"
    assert line.reason.startswith(f"The body is not valid {packing}")
    assert payload(runtime, line.item) == cut


def test_a_packing_that_is_understood_now_is_undone(
    client: TestClient, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body_module, "LARGEST_BODY", 300)
    sent = gzip.compress(json.dumps(batch(event("trace-create", {"id": "packed", "name": " " * 1000}))).encode())
    assert client.post(INGESTION, content=sent, headers={"Content-Encoding": "gzip"}).status_code == 413
    assert retry(runtime) == Retried(understood=1, refused=0)
    assert client.get("/api/public/traces/packed").status_code == 200
    assert lines(runtime) == []


def test_zstd_of_several_frames_is_read_whole(client: TestClient, runtime: Runtime) -> None:
    sent = json.dumps(batch(event("trace-create", {"id": "frames"}))).encode()
    packed = zstandard.compress(sent[:40]) + zstandard.compress(sent[40:])
    assert client.post(INGESTION, content=packed, headers={"Content-Encoding": "zstd"}).status_code == 207
    assert client.get("/api/public/traces/frames").status_code == 200


@pytest.mark.parametrize("path", [INGESTION, SCORES, TRACES, "/v1/logs", "/v1/metrics"])
def test_of_a_body_that_is_too_large_the_beginning_is_kept(
    client: TestClient, runtime: Runtime, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body_module, "LARGEST_BODY", 3_000)
    monkeypatch.setattr(body_module, "KEPT", 1_000)
    sent = bytes(range(250)) * 20
    assert client.post(path, content=sent, headers=JSON).status_code == 413
    (line,) = lines(runtime)
    assert (line.way, line.encoding, line.size) == (path, UNREAD, 1_000)
    assert "Kept are the first 1,000 bytes; at least 4,000 more came." in line.reason
    assert payload(runtime, line.item) == sent[:1_000]
    reason = line.reason
    assert retry(runtime) == Retried(understood=0, refused=1)
    assert [line.reason for line in lines(runtime)] == [reason]


def test_another_content_type_is_kept(client: TestClient, runtime: Runtime) -> None:
    assert client.post(TRACES, content=packed_span(), headers={"Content-Type": "text/plain"}).status_code == 400
    (line,) = lines(runtime)
    assert (line.encoding, payload(runtime, line.item)) == ("text/plain", packed_span())


def test_an_export_of_a_newer_protocol_is_kept_and_can_be_tried_again(client: TestClient, runtime: Runtime) -> None:
    headers = PROTOBUF | {"x-langfuse-ingestion-version": "9"}
    assert client.post(TRACES, content=packed_span(), headers=headers).status_code == 400
    assert retry(runtime) == Retried(understood=1, refused=0)
    assert client.get("/api/public/observations/0102030405060708").status_code == 200


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(way=st.sampled_from([path for path, _ in WAYS]), form=st.sampled_from([JSON, PROTOBUF, {}]),
    packing=st.sampled_from(["", "gzip", "zstd", "br"]), sent=st.binary(max_size=60),
)  # fmt: skip
def test_any_bytes_are_taken_or_in_the_inbox(
    client: TestClient, runtime: Runtime, way: str, form: dict[str, str], packing: str, sent: bytes
) -> None:
    before = sum(line.times for line in lines(runtime))
    status = client.post(way, content=sent, headers=form | {"Content-Encoding": packing}).status_code
    assert status in {200, 202, 207, 400}
    if status == 400:
        assert sum(line.times for line in lines(runtime)) == before + 1
        assert sent in {payload(runtime, line.item) for line in lines(runtime)} or packing


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(names=st.lists(st.sampled_from([b"", b"12345678", b"abcdefgh"]), max_size=4))
def test_spans_in_protobuf_are_stored_or_in_the_inbox(client: TestClient, runtime: Runtime, names: list[bytes]) -> None:
    request = ExportTraceServiceRequest()
    for name in names:
        span = request.resource_spans.add().scope_spans.add().spans.add()
        span.trace_id, span.span_id, span.start_time_unix_nano = bytes(range(16)), name, 1_772_359_200_000_000_000
    before = sum(line.times for line in lines(runtime))
    status = client.post(TRACES, content=request.SerializeToString(), headers=PROTOBUF).status_code
    assert sum(line.times for line in lines(runtime)) - before == (status != 200) == (b"" in names)
    for name in names if status == 200 else ():
        assert client.get(f"/api/public/observations/{name.hex()}").status_code == 200


def test_what_is_right_leaves_nothing_there(client: TestClient, runtime: Runtime) -> None:
    client.post(SCORES, json=[SCORE])
    client.post(TRACES, json=export())
    client.post("/v1/metrics", json={})
    assert inbox_count(runtime.database, runtime.project_id) == 0
