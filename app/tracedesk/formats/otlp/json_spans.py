"""OTLP trace exports in JSON: ids in hexadecimal, 64-bit integers as decimal strings."""

import math
from collections.abc import Iterator
from typing import TypeAlias

from tracedesk.formats.json_text import loads
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

_DEEPEST_VALUE = 64  # levels of lists and objects in one attribute; JSON writers give up at 254
_OTHER_SIGNALS = {"resourceLogs": "logs", "resourceMetrics": "metrics", "resourceProfiles": "profiles"}
_STATUS_CODES = {"STATUS_CODE_UNSET": 0, "STATUS_CODE_OK": 1, "STATUS_CODE_ERROR": 2}
_Object: TypeAlias = dict[str, Json]


def span_groups(payload: bytes, *, now_ns: int) -> SpanGroups:
    """Read an ``ExportTraceServiceRequest``.

    Raises:
        FormatError: the payload is not JSON of that shape, or one of its spans lacks an id.
    """
    request = loads(payload)
    if not isinstance(request, dict):
        raise invalid_export("the body must be a JSON object")
    for key, signal in _OTHER_SIGNALS.items():
        if key in request:
            raise invalid_export(f"the body holds {signal}; only traces are accepted here")
    for from_resource in _objects(request, "resourceSpans"):
        resource = _attributes(_object(from_resource, "resource"))
        for from_scope in _objects(from_resource, "scopeSpans"):
            scope = _object(from_scope, "scope")
            yield SpanGroup(
                resource,
                Scope(_text(scope, "name"), _text(scope, "version"), _attributes(scope)),
                _spans(from_scope, now_ns),
            )


def _spans(from_scope: _Object, now_ns: int) -> Iterator[Span]:
    for span in _objects(from_scope, "spans"):
        status = _object(span, "status")
        start_ns, end_ns = times(_time(span, "startTimeUnixNano"), _time(span, "endTimeUnixNano"), now_ns)
        yield Span(
            _required_id(span, "traceId"),
            _required_id(span, "spanId"),
            _id(span, "parentSpanId") or None,
            _text(span, "name"),
            start_ns,
            end_ns,
            _status_code(status.get("code")),
            _text(status, "message"),
            _attributes(span),
            [
                SpanEvent(_text(event, "name"), _time(event, "timeUnixNano"), _attributes(event))
                for event in _objects(span, "events")
            ],
        )


def _attributes(owner: _Object) -> Attributes:
    return _pairs(owner, "attributes", _DEEPEST_VALUE)


def _pairs(owner: _Object, name: str, levels: int) -> Attributes:
    pairs: Attributes = {}
    for pair in _objects(owner, name):
        key = pair.get("key")
        if isinstance(key, str):
            pairs[key] = _value(pair.get("value"), levels)
    return pairs


def _value(value: Json, levels: int) -> Json:
    if not isinstance(value, dict):
        return None
    if levels == 0:
        raise invalid_export(f"an attribute is nested more than {_DEEPEST_VALUE} levels deep")
    for kind, inner in value.items():
        match kind:
            case "stringValue" | "boolValue" | "doubleValue" | "bytesValue":
                return inner if isinstance(inner, str | bool | int | float) else None
            case "intValue":
                return _integer(inner)
            case "arrayValue" if isinstance(inner, dict):
                return [_value(item, levels - 1) for item in _objects(inner, "values")]
            case "kvlistValue" if isinstance(inner, dict):
                return _pairs(inner, "values", levels - 1)
    return None


def _integer(value: Json) -> Json:
    """Return a 64-bit integer; what spells none stays the text or number that it is."""
    if isinstance(value, str) and len(value) <= 20:
        try:
            number = int(value)
        except ValueError:
            return value
        return number if -(2**63) <= number < 2**63 else value
    return value if isinstance(value, str | int | float) else None


def _time(owner: _Object, name: str) -> int | None:
    time_ns = _integer(owner.get(name))
    return storable_time(int(time_ns)) if isinstance(time_ns, int | float) and math.isfinite(time_ns) else None


def _status_code(code: Json) -> int:
    if isinstance(code, str):
        return _STATUS_CODES.get(code, 0)
    return code if isinstance(code, int) else 0


def _required_id(span: _Object, name: str) -> str:
    found = _id(span, name)
    if not found:
        raise invalid_export(f"a span has no {name}")
    return found


def _id(span: _Object, name: str) -> str:
    found = span.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise invalid_export(f"{name} must be a string")
    return found


def _text(owner: _Object, name: str) -> str:
    found = owner.get(name)
    return found if isinstance(found, str) else ""


def _object(owner: _Object, name: str) -> _Object:
    found = owner.get(name)
    return found if isinstance(found, dict) else {}


def _objects(owner: _Object, name: str) -> list[_Object]:
    """Return the objects in the list ``name``, which may be missing; one that is no object has no ids and no key."""
    found = owner.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise invalid_export(f"{name} must be a list")
    return [item if isinstance(item, dict) else {} for item in found]
