"""A span of OpenTelemetry as a program sent it, before any meaning is read into its attributes."""

from typing import NamedTuple, TypeAlias

from tracedesk.records.json import Json

Attributes: TypeAlias = dict[str, Json]


class Scope(NamedTuple):
    """The instrumentation that made spans."""

    name: str
    version: str
    attributes: Attributes


NO_SCOPE = Scope("", "", {})


class SpanEvent(NamedTuple):
    """Something that happened at one instant of a span. ``time_ns`` None: it was not told."""

    name: str
    time_ns: int | None
    attributes: Attributes
    dropped_attributes: int = 0


class SpanLink(NamedTuple):
    """A span, perhaps of another trace, that a span names as related to it."""

    trace_id: str
    span_id: str
    trace_state: str = ""
    flags: int = 0
    attributes: Attributes = {}  # noqa: RUF012  # nobody changes it
    dropped_attributes: int = 0


class Span(NamedTuple):
    """One step of a trace. The ids are hexadecimal; ``parent_id`` None: it is the root.

    ``kind``, ``status_code`` and ``flags`` are OTLP's numbers (kinds: 1 internal, 2 server, 3 client, 4 producer,
    5 consumer; codes: 1 fine, 2 error). The ``dropped`` counts are of what the program's SDK left out. ``source``: the
    span in bytes, as ``formats.otlp.source`` reads them.
    """

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
    kind: int = 0
    trace_state: str = ""
    flags: int = 0
    links: list[SpanLink] = []  # noqa: RUF012  # nobody changes it
    dropped_attributes: int = 0
    dropped_events: int = 0
    dropped_links: int = 0
    resource: Attributes = {}  # noqa: RUF012  # nobody changes it
    scope: Scope = NO_SCOPE
    source: bytes = b""


class StepLink(NamedTuple):
    """An observation names another one as related to it; neither need be stored."""

    trace_id: str
    observation_id: str
    linked_trace_id: str
    linked_observation_id: str
