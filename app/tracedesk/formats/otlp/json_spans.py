"""OTLP trace exports in JSON: ids in hexadecimal, 64-bit integers as decimal strings."""

from collections.abc import Iterator

from tracedesk.formats.json_text import loads
from tracedesk.formats.otlp.json_values import (
    Object,
    attributes_of,
    id_of,
    object_in,
    objects_in,
    origins_in,
    text_in,
    time_of,
)
from tracedesk.formats.otlp.spans import MalformedError, Span, SpanEvent, SpanGroup, SpanGroups, times
from tracedesk.records.json import Json

_OTHER_SIGNALS = {"resourceLogs": "logs", "resourceMetrics": "metrics", "resourceProfiles": "profiles"}
_STATUS_CODES = {"STATUS_CODE_UNSET": 0, "STATUS_CODE_OK": 1, "STATUS_CODE_ERROR": 2}


def span_groups(payload: bytes, *, now_ns: int) -> SpanGroups:
    """Read an ``ExportTraceServiceRequest``.

    Raises:
        MalformedError: the payload is JSON of another shape, or one of its spans lacks an id.
        FormatError: it is not JSON.
    """
    request = loads(payload)
    if not isinstance(request, dict):
        raise MalformedError("the body must be a JSON object")
    for key, signal in _OTHER_SIGNALS.items():
        if key in request:
            raise MalformedError(f"the body holds {signal}; only traces are accepted here")
    for resource, scope, from_scope in origins_in(request, "resourceSpans", "scopeSpans"):
        yield SpanGroup(resource, scope, _spans(from_scope, now_ns))


def _spans(from_scope: Object, now_ns: int) -> Iterator[Span]:
    for span in objects_in(from_scope, "spans"):
        status = object_in(span, "status")
        start_ns, end_ns = times(time_of(span, "startTimeUnixNano"), time_of(span, "endTimeUnixNano"), now_ns)
        yield Span(
            _required_id(span, "traceId"),
            _required_id(span, "spanId"),
            id_of(span, "parentSpanId") or None,
            text_in(span, "name"),
            start_ns,
            end_ns,
            _status_code(status.get("code")),
            text_in(status, "message"),
            attributes_of(span),
            [
                SpanEvent(text_in(event, "name"), time_of(event, "timeUnixNano"), attributes_of(event))
                for event in objects_in(span, "events")
            ],
        )


def _status_code(code: Json) -> int:
    if isinstance(code, str):
        return _STATUS_CODES.get(code, 0)
    return code if isinstance(code, int) else 0


def _required_id(span: Object, name: str) -> str:
    found = id_of(span, name)
    if not found:
        raise MalformedError(f"a span has no {name}")
    return found
