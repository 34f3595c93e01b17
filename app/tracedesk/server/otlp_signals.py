"""What OTLP exports are answered with, whichever way they come in."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from google.protobuf.message import Message
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsPartialSuccess, ExportLogsServiceResponse
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceResponse
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTracePartialSuccess,
    ExportTraceServiceResponse,
)
from starlette.requests import Request

from tracedesk.formats.batch import FormatError, Rejected, reasons_of
from tracedesk.formats.decoding import Encoding, Task
from tracedesk.formats.otlp.metrics import count_points
from tracedesk.queries.mapping_rules import mapping_rules
from tracedesk.server.auth import Access
from tracedesk.server.ingest import keep, store_payload
from tracedesk.server.problems import ApiError
from tracedesk.server.service import service_of

Form: TypeAlias = Literal["protobuf", "json"]


@dataclass(frozen=True, slots=True)
class Signal:
    """A kind of telemetry. ``answer`` tells of those items that were not stored."""

    encodings: dict[Form, Encoding]
    answer: Callable[[tuple[Rejected, ...]], Message]


def _traces_answer(rejected: tuple[Rejected, ...]) -> Message:
    if not rejected:
        return ExportTraceServiceResponse()
    told = ExportTracePartialSuccess(rejected_spans=len(rejected), error_message="; ".join(reasons_of(rejected)))
    return ExportTraceServiceResponse(partial_success=told)


def _logs_answer(rejected: tuple[Rejected, ...]) -> Message:
    if not rejected:
        return ExportLogsServiceResponse()
    told = ExportLogsPartialSuccess(rejected_log_records=len(rejected), error_message="; ".join(reasons_of(rejected)))
    return ExportLogsServiceResponse(partial_success=told)


TRACES = Signal({"protobuf": "otlp-protobuf", "json": "otlp-json"}, _traces_answer)
LOGS = Signal({"protobuf": "otlp-protobuf-logs", "json": "otlp-json-logs"}, _logs_answer)
METRICS = Signal(
    {"protobuf": "otlp-protobuf-metrics", "json": "otlp-json-metrics"}, lambda _: ExportMetricsServiceResponse()
)


def task_of(request: Request, signal: Signal, form: Form) -> Task:
    """Return how to read an export that comes now."""
    return Task(signal.encodings[form], now_ns=time.time_ns(), rules=mapping_rules(service_of(request).database))


async def take(request: Request, access: Access, signal: Signal, task: Task, payload: bytes) -> Message:
    """Store an export and return the answer to it; what is refused goes to the inbox.

    Raises:
        ApiError: 400 when it cannot be read, 503 when too much waits.
    """
    try:
        batch = await store_payload(request, access, task, payload)
    except FormatError as error:
        raise ApiError(400, str(error), str(error)) from None
    return signal.answer(batch.rejected)


async def count_metrics(request: Request, access: Access, task: Task, payload: bytes) -> Message:
    """Count the points of an export of metrics, which are not kept, and return the answer to it.

    Raises:
        ApiError: 400 when it cannot be read.
    """
    try:
        points = count_points(payload, "json" if task.encoding == METRICS.encodings["json"] else "protobuf")
    except FormatError as error:
        await keep(request, access, task, payload, str(error))
        raise ApiError(400, str(error), str(error)) from None
    service_of(request).metrics_counted(points)
    return ExportMetricsServiceResponse()
