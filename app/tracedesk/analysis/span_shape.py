"""A span as plain JSON for people: all that it said, by the names of OpenTelemetry."""

from collections.abc import Mapping

from tracedesk.records.json import Json
from tracedesk.records.span import Scope, Span, SpanEvent, SpanLink

KINDS = ("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER")
CODES = ("UNSET", "OK", "ERROR")
LONGEST_SEARCHED = 200_000  # characters of one text


def span_shape(span: Span) -> dict[str, Json]:
    """Return what a span said, events with their distance from its start; empty things are left out."""
    status = {"code": _name(CODES, span.status_code), "message": span.status_message}
    return {
        "attributes": span.attributes,
        "resource": span.resource,
        "scope": _scope(span.scope),
        **_said(
            events=[_event(event, span.start_ns) for event in span.events],
            links=[link_shape(link) for link in span.links],
        ),
        "kind": _name(KINDS, span.kind),
        **_said(
            status=_said(**status) if span.status_code or span.status_message else None,
            traceState=span.trace_state,
            flags=span.flags,
            droppedAttributesCount=span.dropped_attributes,
            droppedEventsCount=span.dropped_events,
            droppedLinksCount=span.dropped_links,
        ),
    }


def link_shape(link: SpanLink) -> dict[str, Json]:
    return {
        "traceId": link.trace_id,
        "spanId": link.span_id,
        **_said(
            traceState=link.trace_state,
            flags=link.flags,
            attributes=link.attributes,
            droppedAttributesCount=link.dropped_attributes,
        ),
    }


def matching(value: Json, text: str) -> Json:
    """Return the parts of a JSON value that hold ``text`` in a key or a value, in any case; None: there are none."""
    return _matching(value, text.casefold())


def _matching(value: Json, text: str) -> Json:
    if isinstance(value, Mapping):
        found = {key: part if text in key.casefold() else _matching(part, text) for key, part in value.items()}
        return {key: part for key, part in found.items() if part is not None or text in key.casefold()} or None
    if isinstance(value, str):
        return value if text in value[:LONGEST_SEARCHED].casefold() else None
    if isinstance(value, list | tuple):
        return [part for part in (_matching(part, text) for part in value) if part is not None] or None
    words = {True: "true", False: "false"}.get(value, "") if isinstance(value, bool) else str(value)
    return value if text in words else None


def _scope(scope: Scope) -> dict[str, Json]:
    return _said(name=scope.name, version=scope.version, attributes=scope.attributes)


def _event(event: SpanEvent, start_ns: int) -> dict[str, Json]:
    after_ns = None if event.time_ns is None else event.time_ns - start_ns
    timed: dict[str, Json] = {} if after_ns is None else {"afterStartNs": after_ns}
    said = _said(attributes=event.attributes, droppedAttributesCount=event.dropped_attributes)
    return {"name": event.name, **timed, **said}


def _said(**parts: Json) -> dict[str, Json]:
    return {name: part for name, part in parts.items() if part}


def _name(names: tuple[str, ...], number: int) -> Json:
    return names[number] if 0 <= number < len(names) else number
