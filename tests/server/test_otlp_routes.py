"""OTLP over HTTP: with keys, without, and what is refused."""

from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from starlette.testclient import TestClient

WITH_KEY = "/api/public/otel/v1/traces"
PLAIN = "/v1/traces"
PROTOBUF = {"Content-Type": "application/x-protobuf"}
SPAN: dict[str, Any] = {
    "traceId": "5b8efff798038103d269b633813fc60c",
    "spanId": "eee19b7ec3c1b174",
    "name": "plain",
    "startTimeUnixNano": "1772359200000000000",
    "endTimeUnixNano": "1772359201500000000",
}


def export(**span: Any) -> dict[str, Any]:
    return {"resourceSpans": [{"resource": {}, "scopeSpans": [{"scope": {"name": "s"}, "spans": [SPAN | span]}]}]}


def protobuf() -> bytes:
    request = ExportTraceServiceRequest()
    span = request.resource_spans.add().scope_spans.add().spans.add()
    span.trace_id, span.span_id, span.name = bytes(range(16)), bytes(range(1, 9)), "packed"
    span.start_time_unix_nano, span.end_time_unix_nano = 1772359200000000000, 1772359201000000000
    return request.SerializeToString()


def test_a_plain_exporter_needs_no_key(client: TestClient) -> None:
    client.auth = None
    answer = client.post(PLAIN, json=export())
    assert (answer.status_code, answer.json()) == (200, {})
    client.auth = ("pk-lf-test", "sk-lf-test")
    trace = client.get(f"/api/public/traces/{SPAN['traceId']}").json()
    assert (trace["name"], trace["latency"]) == ("plain", 1.5)


def test_a_key_that_is_sent_must_be_right(client: TestClient) -> None:
    client.auth = ("pk-lf-test", "wrong")
    assert client.post(PLAIN, json=export()).status_code == 401


def test_the_langfuse_path_needs_a_key(client: TestClient) -> None:
    client.auth = None
    assert client.post(WITH_KEY, json=export()).status_code == 401


@pytest.mark.parametrize("path", [WITH_KEY, PLAIN])
def test_protobuf_is_answered_in_protobuf(client: TestClient, path: str) -> None:
    answer = client.post(path, content=protobuf(), headers=PROTOBUF)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/x-protobuf")
    assert not ExportTraceServiceResponse.FromString(answer.content).HasField("partial_success")
    assert client.get("/api/public/observations/0102030405060708").json()["name"] == "packed"


def test_a_cut_protobuf_is_a_400(client: TestClient) -> None:
    answer = client.post(PLAIN, content=protobuf()[:-7], headers=PROTOBUF)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("kind", ["text/plain", "", "application/octet-stream"])
def test_another_content_type_is_a_400(client: TestClient, kind: str) -> None:
    answer = client.post(WITH_KEY, content=protobuf(), headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["error"]) == (400, "Invalid content type")


@pytest.mark.parametrize("span", [{"traceId": ""}, {"spanId": None}, {"attributes": {"a": 1}}])
def test_one_span_without_ids_costs_the_whole_export(client: TestClient, span: dict[str, Any]) -> None:
    answer = client.post(WITH_KEY, json=export(**span))
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("Invalid OTLP trace export: ")
    assert client.get("/api/public/traces").json()["data"] == []


def test_an_export_of_logs_is_a_400(client: TestClient) -> None:
    answer = client.post(WITH_KEY, json={"resourceLogs": [{"scopeLogs": [{"logRecords": [{"body": {}}]}]}]})
    assert answer.status_code == 400
    assert client.get("/api/public/traces").json()["data"] == []


def test_an_empty_export_is_fine(client: TestClient) -> None:
    assert client.post(WITH_KEY, json={}).json() == {}


@pytest.mark.parametrize(("version", "status"), [("4", 200), ("5", 400), ("x", 400)])
def test_the_version_of_the_protocol_is_checked(client: TestClient, version: str, status: int) -> None:
    answer = client.post(WITH_KEY, json=export(), headers={"x-langfuse-ingestion-version": version})
    assert answer.status_code == status


def test_metrics_are_answered_and_dropped(client: TestClient) -> None:
    answer = client.post("/api/public/otel/v1/metrics", content=b"whatever", headers=PROTOBUF)
    assert (answer.status_code, answer.json()) == (200, {"message": "OK"})
