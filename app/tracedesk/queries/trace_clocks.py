"""How far the clocks of the services of a trace are apart."""

from collections.abc import Collection, Sequence

from peewee import Database

from tracedesk.analysis.clock_skew import Call, Clock, ClockSkew, clock_skews, stray_steps
from tracedesk.formats.otlp.source import Place, stored_span
from tracedesk.queries.conditions import PROJECT_SEQ, TRACE_SEQ
from tracedesk.queries.trace_detail import ObservationLine
from tracedesk.records.span import Span
from tracedesk.store.database import rows
from tracedesk.store.payloads import payloads_of

MOST_READ = 300  # steps that reach beyond their parents; a twentieth of a second
_CLIENT, _SERVER = 3, 2  # kinds of spans


def trace_clock_skews(
    database: Database, project_id: str, trace_id: str, lines: Sequence[ObservationLine]
) -> tuple[ClockSkew, ...]:
    """Read the spans that reach beyond their parents, as far as ``MOST_READ`` of them tell of it."""
    strays = [(lines[step], lines[parent]) for step, parent in stray_steps(lines, MOST_READ)]
    wanted = {line.observation_id: line for pair in strays for line in pair}
    spans = _spans(database, project_id, trace_id, wanted.values())
    return clock_skews(
        _call(step, parent, spans[step.observation_id], spans[parent.observation_id])
        for step, parent in strays
        if step.observation_id in spans and parent.observation_id in spans
    )


def _call(step: ObservationLine, parent: ObservationLine, span: Span, caller: Span) -> Call:
    return Call(
        caller=_clock(caller),
        called=_clock(span),
        caller_start_ns=parent.start_ns,
        caller_end_ns=parent.end_ns,
        start_ns=step.start_ns,
        end_ns=step.end_ns,
        waits=caller.kind == _CLIENT and span.kind == _SERVER,
        observation_id=step.observation_id,
    )


def _clock(span: Span) -> Clock:
    service, host = (span.resource.get(name) for name in ("service.name", "host.name"))
    return Clock("" if service is None else str(service), "" if host is None else str(host))


def _spans(database: Database, project_id: str, trace_id: str, lines: Collection[ObservationLine]) -> dict[str, Span]:
    """Return the spans that these observations were, as far as they were any."""
    places = {one.observation_id: Place(trace_id, one.observation_id, None, one.start_ns, one.end_ns) for one in lines}
    found = rows(
        database,
        "SELECT o.observation_id, p.dictionary, p.body, p.file FROM observation o "
        f"JOIN payload p ON p.payload_id = o.payload_id WHERE o.project_seq = {PROJECT_SEQ} "
        f"AND o.observation_id IN ({', '.join('?' * len(places))}) AND o.trace_seq = {TRACE_SEQ}",
        (project_id, *places, project_id, trace_id),
    )
    sources = {row[0]: payloads_of(database).read(*row[1:]).source for row in found}
    return {one: stored_span(source, places[one]) for one, source in sources.items() if source is not None}
