"""OTLP trace exports in JSON: ids in hexadecimal, 64-bit integers as decimal strings."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from tracedesk.formats.json_text import loads
from tracedesk.formats.otlp.json_values import (
    Object,
    Origin,
    attributes_of,
    id_of,
    object_in,
    objects_in,
    origins_in,
    text_in,
    time_of,
)
from tracedesk.formats.otlp.spans import MalformedError, SpanGroup, SpanGroups, times
from tracedesk.records.json import Json
from tracedesk.records.span import Span, SpanEvent, SpanLink

_OTHER_SIGNALS = {"resourceLogs": "logs", "resourceMetrics": "metrics", "resourceProfiles": "profiles"}
_STATUS_CODES = {"STATUS_CODE_UNSET": 0, "STATUS_CODE_OK": 1, "STATUS_CODE_ERROR": 2}
_TOLD_BY_THE_ROW = frozenset({"traceId", "spanId", "parentSpanId", "startTimeUnixNano", "endTimeUnixNano"})
_KINDS = {
    "SPAN_KIND_INTERNAL": 1,
    "SPAN_KIND_SERVER": 2,
    "SPAN_KIND_CLIENT": 3,
    "SPAN_KIND_PRODUCER": 4,
    "SPAN_KIND_CONSUMER": 5,
}


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
    yield from _groups(request, now_ns)


def span_in(source: bytes) -> Span:
    """Return the span that a source is of, with ids and times of nobody."""
    request: Any = loads(source)
    request["resourceSpans"][0]["scopeSpans"][0]["spans"][0] |= {"traceId": "0", "spanId": "0"}
    (group,) = _groups(request, 0)
    (found,) = group.spans
    return found


def _groups(request: Object, now_ns: int) -> SpanGroups:
    for origin in origins_in(request, "resourceSpans", "scopeSpans"):
        yield SpanGroup(origin.resource, origin.scope, _spans(origin, now_ns))


def _spans(origin: Origin, now_ns: int) -> Iterator[Span]:
    for span in objects_in(origin.from_scope, "spans"):
        status = object_in(span, "status")
        start_ns, end_ns = times(time_of(span, "startTimeUnixNano"), time_of(span, "endTimeUnixNano"), now_ns)
        yield Span(
            _required_id(span, "traceId"),
            _required_id(span, "spanId"),
            id_of(span, "parentSpanId") or None,
            text_in(span, "name"),
            start_ns,
            end_ns,
            _number(status.get("code"), _STATUS_CODES),
            text_in(status, "message"),
            attributes_of(span),
            [
                SpanEvent(text_in(event, "name"), time_of(event, "timeUnixNano"), attributes_of(event), _dropped(event))
                for event in objects_in(span, "events")
            ],
            _number(span.get("kind"), _KINDS),
            text_in(span, "traceState"),
            _number(span.get("flags")),
            [_link(link) for link in objects_in(span, "links")],
            _dropped(span),
            _number(span.get("droppedEventsCount")),
            _number(span.get("droppedLinksCount")),
            origin.resource,
            origin.scope,
            _source(span, origin),
        )


def _source(span: Object, origin: Origin) -> bytes:
    """Return the span as an export of its own, without what its row will say; nothing, where JSON has no end."""
    told = {name: value for name, value in span.items() if name not in _TOLD_BY_THE_ROW}
    from_scope = {name: value for name, value in origin.from_scope.items() if name != "spans"} | {"spans": [told]}
    from_resource = {name: value for name, value in origin.from_resource.items() if name != "scopeSpans"}
    try:
        return orjson.dumps({"resourceSpans": [from_resource | {"scopeSpans": [from_scope]}]})
    except orjson.JSONEncodeError:  # a field that OTLP does not know is nested too deeply
        return b""


def _link(link: Object) -> SpanLink:
    return SpanLink(
        text_in(link, "traceId"),
        text_in(link, "spanId"),
        text_in(link, "traceState"),
        _number(link.get("flags")),
        attributes_of(link),
        _dropped(link),
    )


def _dropped(owner: Object) -> int:
    return _number(owner.get("droppedAttributesCount"))


def _number(told: Json, names: Mapping[str, int] | None = None) -> int:
    """Return a number of 32 bits, which JSON may spell by its name; 0: it is not told, or none."""
    if isinstance(told, str):
        return (names or {}).get(told, 0)
    return int(told) if isinstance(told, int) and 0 <= told < 2**32 else 0


def _required_id(span: Object, name: str) -> str:
    found = id_of(span, name)
    if not found:
        raise MalformedError(f"a span has no {name}")
    return found
