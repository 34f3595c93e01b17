"""OTLP log exports in protobuf."""

from collections.abc import Iterable, Iterator

from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.logs.v1 import logs_pb2

from tracedesk.formats.otlp.logs import EVENT_NAME, Log, LogGroup, LogGroups
from tracedesk.formats.otlp.protobuf_values import attributes_of, scope_of, value_of
from tracedesk.formats.otlp.spans import MalformedError, storable_time


def log_groups(payload: bytes, *, now_ns: int) -> LogGroups:
    """Read an ``ExportLogsServiceRequest``.

    Raises:
        MalformedError: the payload is another message.
    """
    try:
        request = ExportLogsServiceRequest.FromString(payload)
    except DecodeError as error:
        raise MalformedError(f"the body is not an ExportLogsServiceRequest in protobuf ({error})") from None
    for from_resource in request.resource_logs:
        resource = attributes_of(from_resource.resource.attributes)
        for from_scope in from_resource.scope_logs:
            yield LogGroup(resource, scope_of(from_scope.scope), _logs(from_scope.log_records, now_ns))


def _logs(records: Iterable[logs_pb2.LogRecord], now_ns: int) -> Iterator[Log]:
    for record in records:
        attributes = attributes_of(record.attributes)
        name = record.event_name or attributes.get(EVENT_NAME)
        yield Log(
            storable_time(record.time_unix_nano) or storable_time(record.observed_time_unix_nano) or now_ns,
            record.trace_id.hex() or None,
            record.span_id.hex() or None,
            name if isinstance(name, str) else "",
            record.severity_number,
            value_of(record.body),
            attributes,
        )
