"""OTLP exports of traces and logs, in protobuf and in JSON (wire protocol, section 3).

Both encodings become spans in plain values (``spans``); the tables in ``dialects`` say what their attributes mean.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from tracedesk.formats.batch import Batch, FormatError, Record
from tracedesk.formats.otlp import json_logs, json_spans, protobuf_logs, protobuf_spans
from tracedesk.formats.otlp.experiment import experiment_of
from tracedesk.formats.otlp.log_events import LogEvents
from tracedesk.formats.otlp.logs import LogGroups
from tracedesk.formats.otlp.mapped import mapped_observation
from tracedesk.formats.otlp.mapping import rule_book
from tracedesk.formats.otlp.observation import observation_of
from tracedesk.formats.otlp.reading import Reading, Source, source_of
from tracedesk.formats.otlp.shape import shape_of
from tracedesk.formats.otlp.spans import MalformedError, SpanGroup, SpanGroups
from tracedesk.formats.otlp.trace import TracePatches
from tracedesk.records.mapping_rule import MappingRule
from tracedesk.records.span import Span, StepLink
from tracedesk.records.trace import Observation, Trace

Rules: TypeAlias = tuple[MappingRule, ...]

MOST_LINKS = 1_000  # of one span that can be followed backwards; OpenTelemetry's SDKs send 128 at most


def decode_protobuf(payload: bytes, *, now_ns: int, rules: Rules = ()) -> Batch:
    """Read an ``ExportTraceServiceRequest``; ``now_ns`` is the time of spans that tell none, ``rules`` are the user's.

    Raises:
        FormatError: it is none, or one of its spans has no id.
    """
    return _traces(protobuf_spans.span_groups(payload, now_ns=now_ns), rules)


def decode_json(payload: bytes, *, now_ns: int, rules: Rules = ()) -> Batch:
    """Read an ``ExportTraceServiceRequest`` in JSON, as ``decode_protobuf`` does.

    Raises:
        FormatError: it is none, or one of its spans has no id.
    """
    return _traces(json_spans.span_groups(payload, now_ns=now_ns), rules)


def read_again(spans: Iterable[Span], rules: Rules = ()) -> Batch:
    """Return what today's tables and the user's ``rules`` make of stored spans, in place of what was made before."""
    batch = _batch((SpanGroup(span.resource, span.scope, (span,)) for span in spans), rules)
    return Batch(tuple(
        record._replace(again=True) if isinstance(record, Trace | Observation) else record for record in batch.records
    ))  # fmt: skip


def decode_protobuf_logs(payload: bytes, *, now_ns: int) -> Batch:
    """Read an ``ExportLogsServiceRequest``; ``now_ns`` is the time of logs that tell none.

    Raises:
        FormatError: it is none.
    """
    return _logs(protobuf_logs.log_groups(payload, now_ns=now_ns))


def decode_json_logs(payload: bytes, *, now_ns: int) -> Batch:
    """Read an ``ExportLogsServiceRequest`` in JSON, as ``decode_protobuf_logs`` does.

    Raises:
        FormatError: it is none.
    """
    return _logs(json_logs.log_groups(payload, now_ns=now_ns))


def _traces(groups: SpanGroups, rules: Rules) -> Batch:
    try:
        return _batch(groups, rules)
    except MalformedError as error:
        raise FormatError(f"Invalid OTLP trace export: {error}.") from None


def _logs(groups: LogGroups) -> Batch:
    events = LogEvents()
    try:
        events.add(groups)
    except MalformedError as error:
        raise FormatError(f"Invalid OTLP log export: {error}.") from None
    return Batch(tuple(events.observations), tuple(events.rejected))


def _batch(groups: SpanGroups, rules: Rules) -> Batch:
    """Return the statements of all spans: about traces, then observations, then experiments, then links."""
    book = rule_book(rules)
    observations: list[Record] = []
    experiments: list[Record] = []
    links: list[Record] = []
    patches = TracePatches()
    sources: dict[str, Source] = {}  # collectors repeat a resource for each of its spans
    for group in groups:
        key = repr((group.resource, group.scope))
        source = sources.get(key)
        if source is None:
            source = sources[key] = source_of(group.resource, group.scope)
        for span in group.spans:
            reading = Reading(span, source, shape_of(span.attributes, source.ruled_scope))
            if book is not None:
                reading = reading._replace(mapped=book.read(span))
            observation = mapped_observation(observation_of(reading), span, reading.mapped)
            patches.add(reading, observation)
            observations.append(observation)
            if reading.shape.of_experiment and (said := experiment_of(reading)) is not None:
                experiments.append(said)
            if span.links:
                links.extend(_step_links(span))
    return Batch((*patches.records(), *observations, *experiments, *links))


def _step_links(span: Span) -> Iterator[StepLink]:
    for link in span.links[:MOST_LINKS]:
        if link.trace_id and link.span_id:
            yield StepLink(span.trace_id, span.span_id, link.trace_id, link.span_id)
