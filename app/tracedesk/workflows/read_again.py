"""Reads stored spans once more: today's tables, and the user's own rules, may make more of them."""

from collections.abc import Callable, Iterator, Sequence

from tracedesk.formats.batch import Record
from tracedesk.formats.otlp import read_again
from tracedesk.formats.otlp.source import Place, stored_span
from tracedesk.queries.mapping_rules import mapping_rules
from tracedesk.queries.spans import BEFORE_ALL, KnownSpan, span_count, spans_after
from tracedesk.records.span import Span
from tracedesk.records.trace import Observation
from tracedesk.store.database import Database
from tracedesk.store.whole import whole_of
from tracedesk.store.writer import Writer

PORTION = 500  # spans that one commit stores at most; what arrives waits no longer than for one


def read_spans_again(
    database: Database,
    writer: Writer,
    project_ids: Sequence[str],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> int:
    """Return how many observations are not as they were; what was done until it is cancelled stays.

    What other messages said of an observation, before or after, still counts; a value that the tables of today do not
    find any more is gone.

    Raises:
        WriterBusyError, WriterClosedError: as ``Writer.save`` does.
    """
    total = sum(span_count(database, project_id) for project_id in project_ids)
    walked = changed = 0
    for project_id in project_ids:
        place: tuple[int, int] | None = BEFORE_ALL
        while place is not None and not cancelled():
            page = spans_after(database, project_id, place, PORTION)
            batch = read_again(map(span_of, page.spans), mapping_rules(database))
            records = list(_changing(batch.records, page.spans))
            if records:
                writer.save(project_id, records).result()
            changed += sum(isinstance(record, Observation) for record in records)
            walked += page.walked
            place = page.last
            progress(walked, max(total, walked))
    return changed


def span_of(known: KnownSpan) -> Span:
    """Return a stored span, whole again."""
    parent_id, start_ns, end_ns = map(known.field, ("parent_id", "start_ns", "end_ns"))
    return stored_span(known.source, Place(known.trace_id, known.observation_id, parent_id, start_ns, end_ns))


def _changing(records: Sequence[Record], spans: Sequence[KnownSpan]) -> Iterator[Record]:
    """Leave out observations that are what they would become."""
    known = {(one.trace_id, one.observation_id): one for one in spans if one.alone}
    for record in records:
        if isinstance(record, Observation) and (one := known.get((record.trace_id or "", record.observation_id))):
            whole = whole_of(record._replace(again=False))
            if whole is not None and (whole.fields, whole.body) == (one.fields, one.body):
                continue
        yield record
