"""OTLP trace exports in protobuf."""

import math
from base64 import b64encode
from collections.abc import Iterable, Iterator

from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.trace.v1 import trace_pb2

from tracedesk.formats.otlp.spans import (
    Attributes,
    Scope,
    Span,
    SpanEvent,
    SpanGroup,
    SpanGroups,
    invalid_export,
    storable_time,
    times,
)
from tracedesk.records.json import Json

_TRACE_ID_BYTES = 16
_SPAN_ID_BYTES = 8


def span_groups(payload: bytes, *, now_ns: int) -> SpanGroups:
    """Read an ``ExportTraceServiceRequest``.

    Raises:
        FormatError: the payload is another message, or one of its spans lacks an id.
    """
    try:
        request = ExportTraceServiceRequest.FromString(payload)
    except DecodeError as error:
        raise invalid_export(f"the body is not an ExportTraceServiceRequest in protobuf ({error})") from None
    for from_resource in request.resource_spans:
        resource = _attributes(from_resource.resource.attributes)
        for from_scope in from_resource.scope_spans:
            scope = from_scope.scope
            yield SpanGroup(
                resource,
                Scope(scope.name, scope.version, _attributes(scope.attributes)),
                _spans(from_scope.spans, now_ns),
            )


def _spans(spans: Iterable[trace_pb2.Span], now_ns: int) -> Iterator[Span]:
    for span in spans:
        trace_id, span_id = span.trace_id, span.span_id
        # Metrics and logs, sent to the wrong door, decode as spans with texts or nothing for ids.
        if len(trace_id) != _TRACE_ID_BYTES or len(span_id) != _SPAN_ID_BYTES:
            raise invalid_export("a span has no traceId or spanId of the right length; only traces are accepted here")
        start_ns, end_ns = times(
            storable_time(span.start_time_unix_nano), storable_time(span.end_time_unix_nano), now_ns
        )
        status = span.status
        yield Span(
            trace_id.hex(),
            span_id.hex(),
            span.parent_span_id.hex() or None,
            span.name,
            start_ns,
            end_ns,
            status.code,
            status.message,
            _attributes(span.attributes),
            [SpanEvent(e.name, storable_time(e.time_unix_nano), _attributes(e.attributes)) for e in span.events],
        )


def _attributes(pairs: Iterable[KeyValue]) -> Attributes:
    # Most values are texts, and asking WhichOneof of each would cost a third more.
    return {pair.key: (value := pair.value).string_value or _value(value) for pair in pairs}


def _value(value: AnyValue) -> Json:
    match value.WhichOneof("value"):
        case "string_value":
            return value.string_value
        case "int_value":
            return value.int_value
        case "bool_value":
            return value.bool_value
        case "double_value":
            return _number(value.double_value)
        case "array_value":
            return [_value(item) for item in value.array_value.values]
        case "kvlist_value":
            return _attributes(value.kvlist_value.values)
        case "bytes_value":
            return b64encode(value.bytes_value).decode()
    return None


def _number(number: float) -> float | str:
    """Return ``number``, in OTLP/JSON's words where JSON has no number for it."""
    if math.isfinite(number):
        return number
    if math.isnan(number):
        return "NaN"
    return "Infinity" if number > 0 else "-Infinity"
