"""The span that an observation was read from, as JSON beside it: what the two say alike is written once.

Most spans repeat long texts in attributes, and their resource and scope are in the observation's metadata. Missing
keys stand for what the observation says, or for nothing (0, "", []) where it has no such field.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

import orjson

from tracedesk.records.json import Json
from tracedesk.records.span import NO_SCOPE, RESOURCE, SCOPE, Attributes, Scope, Span, SpanEvent, SpanLink

Told: TypeAlias = dict[str, Any]
_BESIDE = ("name", "parent_id", "start_ns", "end_ns")
_TEXTS = ("input", "output")
_OWN: Mapping[str, Any] = {
    "status_code": 0, "status_message": "", "kind": 0, "trace_state": "", "flags": 0,
    "dropped_attributes": 0, "dropped_events": 0, "dropped_links": 0,
}  # fmt: skip


class Beside(NamedTuple):
    """What the observation of a span says itself. ``end_ns`` does not matter where it is before ``start_ns``."""

    name: str | None
    parent_id: str | None
    start_ns: int | None
    end_ns: int | None
    input: str | None
    output: str | None
    metadata: Mapping[str, Json]


def source_body(span: Span, beside: Beside) -> bytes:
    """Return the JSON of a span; ``read_source`` undoes it, given the same observation."""
    told: Told = {key: value for key in _BESIDE if (value := getattr(span, key)) != getattr(beside, key)}
    if span.end_ns < span.start_ns:  # readers show the start instead
        told["end_ns"] = span.end_ns
    told |= {key: value for key in _OWN if (value := getattr(span, key))}
    attributes = span.attributes
    for key in _TEXTS:
        text = getattr(beside, key)
        same = [name for name, value in attributes.items() if value == text] if text else []
        if same:
            told[key] = same
            attributes = {name: value for name, value in attributes.items() if name not in same}
    if attributes:
        told["attributes"] = attributes
    if span.events:
        told["events"] = [tuple(event) for event in span.events]
    if span.links:
        told["links"] = [tuple(link) for link in span.links]
    metadata = beside.metadata
    if span.resource is not metadata.get(RESOURCE) and span.resource != _resource_in(metadata):
        told["resource"] = span.resource
    if span.scope != _scope_in(metadata):
        told["scope"] = tuple(span.scope)
    return orjson.dumps(told)


def read_source(body: str, trace_id: str, span_id: str, beside: Beside) -> Span:
    """Return the span of an observation."""
    told: Told = orjson.loads(body)
    attributes: Attributes = told.get("attributes", {})
    for key in _TEXTS:
        attributes |= dict.fromkeys(told.get(key, ()), getattr(beside, key))
    metadata = beside.metadata
    return Span(
        trace_id=trace_id,
        span_id=span_id,
        attributes=attributes,
        events=[SpanEvent(*event) for event in told.get("events", ())],
        links=[SpanLink(*link) for link in told.get("links", ())],
        resource=told["resource"] if "resource" in told else _resource_in(metadata),
        scope=Scope(*told["scope"]) if "scope" in told else _scope_in(metadata),
        **{key: told[key] if key in told else getattr(beside, key) for key in _BESIDE},
        **{key: told.get(key, nothing) for key, nothing in _OWN.items()},
    )


def _resource_in(metadata: Mapping[str, Json]) -> Attributes:
    found = metadata.get(RESOURCE)
    return found if isinstance(found, dict) else {}


def _scope_in(metadata: Mapping[str, Json]) -> Scope:
    found: Any = metadata.get(SCOPE)
    if not isinstance(found, dict):
        return NO_SCOPE
    return Scope(found.get("name", ""), found.get("version", ""), found.get("attributes", {}))
