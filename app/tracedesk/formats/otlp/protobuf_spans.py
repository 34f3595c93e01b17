"""OTLP trace exports in protobuf."""

from collections.abc import Iterable, Iterator

from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1 import trace_pb2

from tracedesk.formats.otlp.protobuf_values import attributes_of, scope_of
from tracedesk.formats.otlp.spans import MalformedError, SpanGroup, SpanGroups, storable_time, times
from tracedesk.records.span import Attributes, Scope, Span, SpanEvent, SpanLink

_TRACE_ID_BYTES = 16
_SPAN_ID_BYTES = 8


def span_groups(payload: bytes, *, now_ns: int) -> SpanGroups:
    """Read an ``ExportTraceServiceRequest``.

    Raises:
        MalformedError: the payload is another message, or one of its spans lacks an id.
    """
    try:
        request = ExportTraceServiceRequest.FromString(payload)
    except DecodeError as error:
        raise MalformedError(f"the body is not an ExportTraceServiceRequest in protobuf ({error})") from None
    for from_resource in request.resource_spans:
        resource = attributes_of(from_resource.resource.attributes)
        for from_scope in from_resource.scope_spans:
            scope = scope_of(from_scope.scope)
            yield SpanGroup(resource, scope, _spans(from_scope.spans, resource, scope, now_ns))


def _spans(spans: Iterable[trace_pb2.Span], resource: Attributes, scope: Scope, now_ns: int) -> Iterator[Span]:
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
            resource,
            scope,
        )


def _link(link: trace_pb2.Span.Link) -> SpanLink:
    return SpanLink(
        link.trace_id.hex(),
        link.span_id.hex(),
        link.trace_state,
        link.flags,
        attributes_of(link.attributes),
        link.dropped_attributes_count,
    )
