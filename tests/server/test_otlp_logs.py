"""Logs and metrics over OTLP: messages join their spans, other logs are events, metrics are counted."""

from typing import Any

import pytest
from google.protobuf import json_format
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest, ExportLogsServiceResponse
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from starlette.testclient import TestClient

from formats.otlp_exports import any_value, pairs
from server.events import batch, event
from server.test_otlp_routes import PROTOBUF, SPAN, export
from tracedesk.runtime import Runtime
from tracedesk.server.app import make_app
from tracedesk.store.projects import save_key

LOGS = "/v1/logs"
TRACE, CALL = SPAN["traceId"], SPAN["spanId"]


def log(name: str = "", body: Any = None, /, **fields: Any) -> dict[str, Any]:
    told = {"traceId": TRACE, "spanId": CALL, "timeUnixNano": "1772359200500000000", "severityNumber": 9}
    return told | {"eventName": name, "body": any_value(body)} | fields


def logs(*records: dict[str, Any]) -> dict[str, Any]:
    scope = {"scope": {"name": "s"}, "logRecords": list(records)}
    return {"resourceLogs": [{"resource": {"attributes": pairs({"service.version": "3"})}, "scopeLogs": [scope]}]}


def as_protobuf(sent: dict[str, Any]) -> bytes:
    message = json_format.ParseDict(sent, ExportLogsServiceRequest())
    for record in message.resource_logs[0].scope_logs[0].log_records:  # JSON of protobuf's own kind has ids in base64
        record.trace_id, record.span_id = bytes.fromhex(TRACE), bytes.fromhex(CALL)
    return message.SerializeToString()


def observations(client: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/api/public/observations").json()["data"]
    return found


def only(client: TestClient) -> dict[str, Any]:
    (found,) = observations(client)
    return found


MESSAGES = (
    log("gen_ai.system.message", {"content": "be kind"}),
    log("gen_ai.user.message", {"content": "hi"}),
    log("gen_ai.choice", {"index": 0, "message": {"role": "assistant", "content": "hello"}}),
)


@pytest.mark.parametrize("span_first", [True, False])
@pytest.mark.parametrize("packed", [True, False])
def test_messages_of_a_call_complete_its_span(client: TestClient, span_first: bool, packed: bool) -> None:
    def send_logs() -> None:
        sent = logs(*MESSAGES)
        answer = (
            client.post(LOGS, content=as_protobuf(sent), headers=PROTOBUF) if packed else client.post(LOGS, json=sent)
        )
        assert answer.status_code == 200

    if not span_first:
        send_logs()
    client.post("/v1/traces", json=export(attributes=pairs({"gen_ai.operation.name": "chat"})))
    if span_first:
        send_logs()
    call = only(client)
    trace = client.get(f"/api/public/traces/{TRACE}").json()
    assert (trace["input"], trace["output"]) == (call["input"], call["output"])
    assert (call["id"], call["type"], call["name"], call["latency"]) == (CALL, "GENERATION", "plain", 1.5)
    assert call["input"] == [{"role": "system", "content": "be kind"}, {"role": "user", "content": "hi"}]
    assert call["output"] == {"index": 0, "message": {"role": "assistant", "content": "hello"}}


def test_messages_that_come_apart_add_up_in_their_order(client: TestClient) -> None:
    system, user, choice = (one | {"timeUnixNano": f"177235920050000000{n}"} for n, one in enumerate(MESSAGES))
    client.post("/v1/traces", json=export(attributes=pairs({"gen_ai.operation.name": "chat"})))
    for sent in ((user,), (system,), (choice,), (user,)):  # the last is an export that was sent again
        client.post(LOGS, json=logs(*sent))
    call = only(client)
    assert call["input"] == [{"role": "system", "content": "be kind"}, {"role": "user", "content": "hi"}]
    assert call["output"] == {"index": 0, "message": {"role": "assistant", "content": "hello"}}
    assert "tracedesk.logged" not in call["metadata"]
    trace = client.get(f"/api/public/traces/{TRACE}").json()
    assert (trace["input"], trace["output"]) == (call["input"], call["output"])


@pytest.mark.parametrize("nonsense", ["text", [1], {"a": 1}, None])
def test_metadata_of_that_name_from_others_harms_nobody(client: TestClient, nonsense: Any) -> None:
    span = {"id": CALL, "traceId": TRACE, "metadata": {"tracedesk.logged": nonsense}, "name": "theirs"}
    for moment in ("2026-03-01T10:00:00Z", "2026-03-01T10:00:01Z"):
        answer = client.post("/api/public/ingestion", json=batch(event("span-create", span, timestamp=moment)))
        assert answer.json()["errors"] == []
        assert client.post(LOGS, json=logs(*MESSAGES)).status_code == 200
    assert only(client)["name"] == "theirs"


@pytest.mark.parametrize("span_first", [True, False])
def test_messages_of_a_call_within_a_trace_are_its_own_alone(client: TestClient, span_first: bool) -> None:
    called = export(parentSpanId="00f067aa0ba902b7")
    told = [("/v1/traces", called), (LOGS, logs(*MESSAGES))]
    for path, sent in told if span_first else reversed(told):
        client.post(path, json=sent)
    trace = client.get(f"/api/public/traces/{TRACE}").json()
    assert (trace["input"], trace["output"]) == (None, None)
    assert only(client)["input"] is not None


@pytest.mark.parametrize("span_first", [True, False])
def test_what_a_root_says_of_its_trace_counts_more_than_its_messages(client: TestClient, span_first: bool) -> None:
    called = export(attributes=pairs({"langfuse.trace.input": "of the trace"}))
    told = [("/v1/traces", called), (LOGS, logs(*MESSAGES))]
    for path, sent in told if span_first else reversed(told):
        client.post(path, json=sent)
    trace = client.get(f"/api/public/traces/{TRACE}").json()
    assert (trace["input"], trace["output"]) == ("of the trace", only(client)["output"])


def test_one_event_with_all_messages_completes_its_span(client: TestClient) -> None:
    told = pairs({
        "gen_ai.input.messages": '[{"role": "user", "parts": []}]',
        "gen_ai.output.messages": '[{"role": "assistant", "parts": []}]',
        "gen_ai.system_instructions": "be kind",
    })  # fmt: skip
    client.post("/v1/traces", json=export())
    client.post(LOGS, json=logs(log("gen_ai.client.inference.operation.details", attributes=told)))
    call = only(client)
    assert call["input"] == [{"role": "system", "content": "be kind"}, {"role": "user", "parts": []}]
    assert call["output"] == [{"role": "assistant", "parts": []}]


def test_another_log_is_an_event_of_its_trace_once(client: TestClient) -> None:
    sent = logs(log("", "cache miss\nfor the third time", severityNumber=17, attributes=pairs({"key": 5})))
    for _ in range(2):  # an exporter sends it again when it missed the answer
        assert client.post(LOGS, json=sent).json() == {}
    event = only(client)
    assert (event["type"], event["traceId"], event["parentObservationId"]) == ("EVENT", TRACE, CALL)
    assert (event["name"], event["level"], event["version"]) == ("cache miss", "ERROR", "3")
    assert event["output"] == event["statusMessage"] == "cache miss\nfor the third time"
    assert event["metadata"]["attributes"] == {"key": "5"}


@pytest.mark.parametrize(("severity", "level"), [(4, "DEBUG"), (9, "DEFAULT"), (16, "WARNING"), (0, "DEFAULT")])
def test_the_severity_of_a_log_is_the_level_of_its_event(client: TestClient, severity: int, level: str) -> None:
    client.post(LOGS, json=logs(log("named", None, severityNumber=severity)))
    assert (only(client)["name"], only(client)["level"]) == ("named", level)


def test_logs_without_a_trace_are_refused_in_words(client: TestClient) -> None:
    sent = logs(log("kept"), log("lost", traceId="", spanId=""))
    answer = client.post(LOGS, json=sent).json()["partialSuccess"]
    assert answer["rejectedLogRecords"] == "1"
    assert "without a trace" in answer["errorMessage"]
    assert only(client)["name"] == "kept"


def test_a_partial_success_is_told_in_protobuf_too(client: TestClient) -> None:
    request = ExportLogsServiceRequest()
    request.resource_logs.add().scope_logs.add().log_records.add().event_name = "lost"
    answer = client.post(LOGS, content=request.SerializeToString(), headers=PROTOBUF)
    told = ExportLogsServiceResponse.FromString(answer.content).partial_success
    assert told.rejected_log_records == 1


@pytest.mark.parametrize("path", [LOGS, "/v1/metrics"])
@pytest.mark.parametrize("body", [b"\x0a\xff\xff", b"nonsense"])
def test_what_is_no_export_is_a_400(client: TestClient, path: str, body: bytes) -> None:
    answer = client.post(path, content=body, headers=PROTOBUF)
    assert (answer.status_code, "Invalid OTLP" in answer.json()["error"]) == (400, True)
    assert client.post(path, content=b"{", headers={"Content-Type": "application/json"}).status_code == 400


def test_metrics_are_counted_and_not_kept(runtime: Runtime) -> None:
    counted: list[int] = []
    save_key(runtime.database, runtime.project_id, "pk-lf-test", "sk-lf-test", 1)
    app = make_app(runtime.database, runtime.writer, runtime.project_id, metrics_counted=counted.append)
    request = ExportMetricsServiceRequest()
    metrics = request.resource_metrics.add().scope_metrics.add().metrics
    metrics.add().sum.data_points.add()
    gauge = metrics.add().gauge
    gauge.data_points.add()
    gauge.data_points.add()
    metrics.add()
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert client.post("/v1/metrics", content=request.SerializeToString(), headers=PROTOBUF).content == b""
        assert client.post("/v1/metrics", json=json_format.MessageToDict(request)).json() == {}
    assert counted == [3, 3]
