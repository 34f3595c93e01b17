"""OTLP trace exports in protobuf."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1 import trace_pb2

from tracedesk.formats.otlp.protobuf_values import attributes_of, scope_of
from tracedesk.formats.otlp.spans import MalformedError, SpanGroup, SpanGroups, storable_time, times
from tracedesk.records.span import Attributes, Scope, Span, SpanEvent, SpanLink

_TRACE_ID_BYTES = 16
_SPAN_ID_BYTES = 8
_RESOURCE_SPANS = ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER
_SCOPE_SPANS = trace_pb2.ResourceSpans.SCOPE_SPANS_FIELD_NUMBER
_SPANS = trace_pb2.ScopeSpans.SPANS_FIELD_NUMBER


def span_groups(payload: bytes, *, now_ns: int) -> SpanGroups:
    """Read an ``ExportTraceServiceRequest``.

    Raises:
        MalformedError: the payload is another message, or one of its spans lacks an id.
    """
    try:
        request = ExportTraceServiceRequest.FromString(payload)
    except DecodeError as error:
        raise MalformedError(f"the body is not an ExportTraceServiceRequest in protobuf ({error})") from None
    yield from _groups(request, now_ns)


def span_in(source: bytes) -> Span:
    """Return the span that a source is of, with ids and times of nobody."""
    request = ExportTraceServiceRequest.FromString(source)
    span = request.resource_spans[0].scope_spans[0].spans[0]
    span.trace_id, span.span_id = bytes(_TRACE_ID_BYTES), bytes(_SPAN_ID_BYTES)
    (group,) = _groups(request, 0)
    (found,) = group.spans
    return found


def _groups(request: ExportTraceServiceRequest, now_ns: int) -> SpanGroups:
    for from_resource in request.resource_spans:
        resource = attributes_of(from_resource.resource.attributes)
        of_resource = trace_pb2.ResourceSpans(resource=from_resource.resource, schema_url=from_resource.schema_url)
        for from_scope in from_resource.scope_spans:
            scope = scope_of(from_scope.scope)
            of_scope = trace_pb2.ScopeSpans(scope=from_scope.scope, schema_url=from_scope.schema_url)
            origin = _Origin(resource, scope, of_resource.SerializeToString(), of_scope.SerializeToString())
            yield SpanGroup(resource, scope, _spans(from_scope.spans, origin, now_ns))


class _Origin(NamedTuple):
    """Where spans come from, in plain values and in bytes."""

    resource: Attributes
    scope: Scope
    resource_bytes: bytes
    scope_bytes: bytes


def _spans(spans: Iterable[trace_pb2.Span], origin: _Origin, now_ns: int) -> Iterator[Span]:
    for span in spans:
        trace_id, span_id = span.trace_id, span.span_id
        # Metrics and logs, sent to the wrong door, decode as spans with texts or nothing for ids.
        if len(trace_id) != _TRACE_ID_BYTES or len(span_id) != _SPAN_ID_BYTES:
            raise MalformedError("a span has no traceId or spanId of the right length; only traces are accepted here")
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
            attributes_of(span.attributes),
            [
                SpanEvent(
                    event.name,
                    storable_time(event.time_unix_nano),
                    attributes_of(event.attributes),
                    event.dropped_attributes_count,
                )
                for event in span.events
            ],
            span.kind,
            span.trace_state,
            span.flags,
            [_link(link) for link in span.links],
            span.dropped_attributes_count,
            span.dropped_events_count,
            span.dropped_links_count,
            origin.resource,
            origin.scope,
            _source(span, origin),
        )


def _source(span: trace_pb2.Span, origin: _Origin) -> bytes:
    """Return the span as an export of its own, and take from it what its row will say: that does not compress."""
    for name in ("trace_id", "span_id", "parent_span_id", "start_time_unix_nano", "end_time_unix_nano"):
        span.ClearField(name)
    scope_spans = origin.scope_bytes + _field(_SPANS, span.SerializeToString())
    return _field(_RESOURCE_SPANS, origin.resource_bytes + _field(_SCOPE_SPANS, scope_spans))


def _field(number: int, content: bytes) -> bytes:
    """Return a field of bytes, as protobuf encodes it: its number and kind, the length as a varint, the content."""
    head = bytearray((number << 3 | 2,))
    length = len(content)
    while length > 0x7F:
        head.append(length & 0x7F | 0x80)
        length >>= 7
    head.append(length)
    return bytes(head) + content


def _link(link: trace_pb2.Span.Link) -> SpanLink:
    return SpanLink(
        link.trace_id.hex(),
        link.span_id.hex(),
        link.trace_state,
        link.flags,
        attributes_of(link.attributes),
        link.dropped_attributes_count,
    )
