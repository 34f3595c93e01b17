"""Log records in plain values: what both encodings of OTLP become, before any meaning is read into them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from tracedesk.records.json import Json
from tracedesk.records.span import Attributes, Scope

EVENT_NAME = "event.name"  # an attribute, until OTLP gave the name a field of its own


class Log(NamedTuple):
    """One log record. ``trace_id`` and ``span_id`` None: it was written outside of any step. ``severity`` 0: untold."""

    time_ns: int
    trace_id: str | None
    span_id: str | None
    name: str
    severity: int
    body: Json
    attributes: Attributes


class LogGroup(NamedTuple):
    """The logs of one instrumentation (scope) in one program (resource)."""

    resource: Attributes
    scope: Scope
    logs: Iterable[Log]


LogGroups: TypeAlias = Iterator[LogGroup]
