"""Spans in plain values: what both encodings of OTLP become, before any meaning is read into their attributes."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from tracedesk.records.json import Json
from tracedesk.records.units import LAST_NS

Attributes: TypeAlias = dict[str, Json]


class MalformedError(ValueError):
    """An export is not what OTLP says; the text names the fault without a full stop."""


class SpanEvent(NamedTuple):
    """Something that happened at one instant of a span."""

    name: str
    time_ns: int | None
    attributes: Attributes


class Span(NamedTuple):
    """One step of a trace. The ids are hexadecimal; ``parent_id`` None: it is the root."""

    trace_id: str
    span_id: str
    parent_id: str | None
    name: str
    start_ns: int
    end_ns: int
    status_code: int
    status_message: str
    attributes: Attributes
    events: list[SpanEvent]


class Scope(NamedTuple):
    """The instrumentation that made spans."""

    name: str
    version: str
    attributes: Attributes


class SpanGroup(NamedTuple):
    """The spans of one instrumentation (scope) in one program (resource)."""

    resource: Attributes
    scope: Scope
    spans: Iterable[Span]


SpanGroups: TypeAlias = Iterator[SpanGroup]


def storable_time(time_ns: int) -> int | None:
    """Return a time that can be stored; None: it is missing (OTLP says 0) or absurd."""
    return time_ns if 0 < time_ns <= LAST_NS else None


def times(start_ns: int | None, end_ns: int | None, now_ns: int) -> tuple[int, int]:
    """Return start and end, of which the one stands in for the other where it is missing."""
    if start_ns is None:
        start_ns = now_ns if end_ns is None else end_ns
    return start_ns, start_ns if end_ns is None else end_ns
