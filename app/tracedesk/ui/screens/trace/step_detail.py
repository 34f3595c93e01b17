"""What the detail pane shows of one row, read and worked out away from the GUI thread."""

from dataclasses import dataclass, replace

from tracedesk.analysis.field import Field, read_field, whole_conversation
from tracedesk.analysis.messages import Conversation
from tracedesk.analysis.payload import pretty_json
from tracedesk.analysis.span_shape import span_shape
from tracedesk.formats import langfuse_api
from tracedesk.formats.otlp.source import Place, stored_span
from tracedesk.queries.linked_steps import LinkedStep, linked_steps, linking_steps
from tracedesk.queries.trace_detail import TraceDetail, observation_detail, trace_detail
from tracedesk.records.json import JsonObject
from tracedesk.records.span import Span
from tracedesk.records.stored import StoredObservation, StoredScore, StoredTrace
from tracedesk.store.database import Database
from tracedesk.ui.widgets.waterfall_rows import TRACE_ID, WaterfallRows

MOST_LINKS = 50  # that are looked up


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDetail:
    """A trace or one of its observations, with its texts read. ``raw`` is all of it as indented JSON.

    ``span``: what the observation was when it came as one; ``links``: the steps that this span names;
    ``linked_from``: those that name it.
    """

    subject: StoredTrace | StoredObservation
    input: Field | None
    output: Field | None
    conversation: Conversation | None
    scores: tuple[StoredScore, ...]
    raw: str
    span: Span | None = None
    links: tuple[LinkedStep, ...] = ()
    linked_from: tuple[LinkedStep, ...] = ()


def read_trace(database: Database, project_id: str, trace_id: str) -> WaterfallRows | None:
    """Read a trace and lay out its rows."""
    detail = trace_detail(database, project_id, trace_id)
    return None if detail is None else WaterfallRows(detail)


def read_step(
    database: Database, project_id: str, detail: TraceDetail, row_id: str, known: StepDetail | None = None
) -> StepDetail | None:
    """Read what belongs to a row; None: the row is no observation, or it is gone.

    ``known`` is what was read before: when the store says the same, its texts are not read again.
    """
    trace_id = detail.trace.trace_id
    subject: StoredTrace | StoredObservation | None = detail.trace
    scores = detail.scores
    if row_id != TRACE_ID:
        subject = observation_detail(database, project_id, trace_id, row_id)
        scores = tuple(score for score in scores if score.observation_id == row_id)
    if subject is None:
        return None
    same = known is not None and known.subject == subject and known.scores == scores
    span = known.span if same and known is not None else _span(subject)
    links = linked_steps(database, project_id, [link[:2] for link in span.links[:MOST_LINKS]]) if span else ()
    linked_from = linking_steps(database, project_id, trace_id, row_id, MOST_LINKS) if row_id != TRACE_ID else ()
    found = known if same and known is not None else step_detail(subject, scores, span)
    if (found.links, found.linked_from) == (links, linked_from):
        return found
    return replace(found, links=links, linked_from=linked_from)


def step_detail(
    subject: StoredTrace | StoredObservation,
    scores: tuple[StoredScore, ...],
    span: Span | None = None,
) -> StepDetail:
    given, answered = read_field(subject.input), read_field(subject.output)
    return StepDetail(
        subject=subject,
        input=given,
        output=answered,
        conversation=whole_conversation(given, answered),
        scores=scores,
        raw=pretty_json(_shape(subject) if span is None else {**_shape(subject), "span": span_shape(span)}),
        span=span,
    )


def _span(subject: StoredTrace | StoredObservation) -> Span | None:
    if isinstance(subject, StoredTrace) or subject.source is None:
        return None
    place = Place(subject.trace_id, subject.observation_id, subject.parent_id, subject.start_ns, subject.end_ns)
    return stored_span(subject.source, place)


def _shape(subject: StoredTrace | StoredObservation) -> JsonObject:
    """Return it as the read API gives it."""
    if isinstance(subject, StoredTrace):
        return langfuse_api.trace(subject)
    return langfuse_api.observation(subject)
