"""Spans in plain values: what both encodings of OTLP become, before any meaning is read into their attributes."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from tracedesk.records.span import Attributes, Scope, Span
from tracedesk.records.units import LAST_NS


class MalformedError(ValueError):
    """An export is not what OTLP says; the text names the fault without a full stop."""


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
