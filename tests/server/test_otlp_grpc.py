"""OTLP over gRPC: the real protocol on a free port, with the same store behind it."""

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import grpc
import httpx
import pytest
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest, ExportLogsServiceResponse
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest

from server.test_otlp_routes import protobuf
from tracedesk.runtime import Runtime
from tracedesk.server.app import make_app
from tracedesk.server.listen import Listener, open_sockets, url_of
from tracedesk.server.otlp_grpc import GrpcDoor
from tracedesk.store.projects import save_key

KEYS = ("pk-lf-test", "sk-lf-test")
PATIENCE_S = 10
COLLECTOR = "/opentelemetry.proto.collector"


class Client:
    def __init__(self, channel: grpc.Channel, url: str) -> None:
        self._channel = channel
        self.url = url

    def call(self, service: str, payload: bytes, *, key: str | None = None) -> bytes:
        metadata = [("authorization", key)] if key else []
        answer: bytes = self._channel.unary_unary(f"{COLLECTOR}.{service}/Export")(
            payload, metadata=metadata, timeout=PATIENCE_S, compression=grpc.Compression.Gzip
        )
        return answer

    def name_of(self, observation_id: str) -> str:
        url = f"{self.url}/api/public/observations/{observation_id}"
        return str(httpx.get(url, auth=KEYS, trust_env=False).json().get("name"))


@contextmanager
def served(runtime: Runtime, counted: list[int]) -> Iterator[Client]:
    save_key(runtime.database, runtime.project_id, *KEYS, 1)
    app = make_app(runtime.database, runtime.writer, runtime.project_id, metrics_counted=counted.append)
    sockets = open_sockets("127.0.0.1", 0)
    door = GrpcDoor(app, ["127.0.0.1:0"])
    ready = threading.Event()
    listener = Listener(app, sockets, ready.set, door)
    thread = threading.Thread(target=listener.run)
    thread.start()
    try:
        assert ready.wait(PATIENCE_S)
        with grpc.insecure_channel(f"127.0.0.1:{door.ports[0]}") as channel:
            yield Client(channel, url_of(sockets[0]))
    finally:
        listener.stop()
        thread.join(PATIENCE_S)


@pytest.fixture
def counted() -> list[int]:
    return []


@pytest.fixture
def client(runtime: Runtime, counted: list[int], monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.setattr("signal.signal", lambda number, handler: None)  # the server is not on the main thread here
    with served(runtime, counted) as client:
        yield client


def basic(public_key: str, secret_key: str) -> str:
    return f"Basic {base64.b64encode(f'{public_key}:{secret_key}'.encode()).decode()}"


@pytest.mark.parametrize("key", [None, basic(*KEYS)])
def test_spans_are_stored_with_a_key_and_without(client: Client, key: str | None) -> None:
    assert client.call("trace.v1.TraceService", protobuf(), key=key) == b""
    assert client.name_of("0102030405060708") == "packed"


def test_a_wrong_key_is_refused(client: Client) -> None:
    with pytest.raises(grpc.RpcError) as refused:
        client.call("trace.v1.TraceService", protobuf(), key=basic(KEYS[0], "wrong"))
    assert refused.value.code() == grpc.StatusCode.UNAUTHENTICATED
    assert client.name_of("0102030405060708") == "None"


def test_what_is_no_export_is_refused_in_words(client: Client) -> None:
    with pytest.raises(grpc.RpcError) as refused:
        client.call("trace.v1.TraceService", protobuf()[:-7])
    assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert "Invalid OTLP trace export" in refused.value.details()


def test_a_log_without_a_trace_is_told_of(client: Client) -> None:
    request = ExportLogsServiceRequest()
    request.resource_logs.add().scope_logs.add().log_records.add().event_name = "lost"
    answer = client.call("logs.v1.LogsService", request.SerializeToString())
    assert ExportLogsServiceResponse.FromString(answer).partial_success.rejected_log_records == 1


def test_metrics_are_counted(client: Client, counted: list[int]) -> None:
    request = ExportMetricsServiceRequest()
    request.resource_metrics.add().scope_metrics.add().metrics.add().sum.data_points.add()
    client.call("metrics.v1.MetricsService", request.SerializeToString())
    assert counted == [1]
