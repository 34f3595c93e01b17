"""What the detail pane shows of one row, read and worked out away from the GUI thread."""

from dataclasses import dataclass

from tracedesk.analysis.field import Field, read_field, whole_conversation
from tracedesk.analysis.messages import Conversation
from tracedesk.analysis.payload import pretty_json
from tracedesk.formats import langfuse_api
from tracedesk.queries.trace_detail import TraceDetail, observation_detail, trace_detail
from tracedesk.records.json import JsonObject
from tracedesk.records.stored import StoredObservation, StoredScore, StoredTrace
from tracedesk.store.database import Database
from tracedesk.ui.widgets.waterfall_rows import TRACE_ID, WaterfallRows


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDetail:
    """A trace or one of its observations, with its texts read. ``raw`` is all of it as indented JSON."""

    subject: StoredTrace | StoredObservation
    input: Field | None
    output: Field | None
    conversation: Conversation | None
    scores: tuple[StoredScore, ...]
    raw: str


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
    if subject is None or (known is not None and known.subject == subject and known.scores == scores):
        return None if subject is None else known
    return step_detail(subject, scores)


def step_detail(subject: StoredTrace | StoredObservation, scores: tuple[StoredScore, ...]) -> StepDetail:
    given, answered = read_field(subject.input), read_field(subject.output)
    return StepDetail(
        subject=subject,
        input=given,
        output=answered,
        conversation=whole_conversation(given, answered),
        scores=scores,
        raw=pretty_json(_shape(subject)),
    )


def _shape(subject: StoredTrace | StoredObservation) -> JsonObject:
    """Return it as the read API gives it."""
    if isinstance(subject, StoredTrace):
        return langfuse_api.trace(subject)
    return langfuse_api.observation(subject)
