"""Stored spans with what was made of them, in the order of their time: to be read once more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ
from tracedesk.store.database import rows
from tracedesk.store.payload_body import payload_body
from tracedesk.store.payloads import payloads_of
from tracedesk.store.whole import FIELDS

BEFORE_ALL = (-(2**63), 0)


@dataclass(frozen=True, slots=True)
class KnownSpan:
    """The source of an observation beside the columns ``store.whole.FIELDS`` and the plain payload that it has.

    ``alone``: nothing but the span has told of the observation.
    """

    trace_id: str
    observation_id: str
    source: bytes
    fields: tuple[object, ...]
    body: bytes
    alone: bool

    def field(self, name: str) -> Any:
        return self.fields[FIELDS.index(name)]


@dataclass(frozen=True, slots=True)
class SpanPage:
    """``walked`` observations, of which some were spans. ``last``: where the next page begins; None: there is none."""

    spans: tuple[KnownSpan, ...]
    walked: int
    last: tuple[int, int] | None


def span_count(database: Database, project_id: str) -> int:
    """Return how many observations a walk over a project meets."""
    sql = f"SELECT coalesce(sum(observation_count), 0) FROM trace WHERE project_seq = {PROJECT_SEQ}"
    return int(rows(database, sql, (project_id,))[0][0])


def spans_after(database: Database, project_id: str, place: tuple[int, int], limit: int) -> SpanPage:
    """Return the next ``limit`` observations after a start and a number; ``BEFORE_ALL`` is where a walk begins."""
    rest = "AND (o.start_ns, o.seq) > (?, ?) ORDER BY o.start_ns, o.seq LIMIT ?"
    found = _observations(database, rest, (project_id, *place, limit))
    last = (found[-1][0], found[-1][1]) if len(found) == limit else None
    return SpanPage(_spans(database, found), len(found), last)


def newest_spans(database: Database, project_id: str, limit: int) -> tuple[KnownSpan, ...]:
    """Return the spans among the ``limit`` newest observations, newest first."""
    found = _observations(database, "ORDER BY o.start_ns DESC, o.seq DESC LIMIT ?", (project_id, limit))
    return _spans(database, found)


def _observations(database: Database, rest: str, parameters: tuple[object, ...]) -> list[tuple[Any, ...]]:
    columns = ", ".join(f"o.{name}" for name in FIELDS)
    return rows(
        database,
        f"SELECT o.start_ns, o.seq, o.observation_id, t.trace_id, o.stamps, p.dictionary, p.body, p.file, {columns} "
        "FROM observation o INDEXED BY observation_by_time "
        "JOIN trace t ON t.seq = o.trace_seq LEFT JOIN payload p ON p.payload_id = o.payload_id "
        f"WHERE o.project_seq = {PROJECT_SEQ} {rest}",
        parameters,
    )


def _spans(database: Database, found: Iterable[tuple[Any, ...]]) -> tuple[KnownSpan, ...]:
    known = (_known(database, row) for row in found)
    return tuple(one for one in known if one is not None)


def _known(database: Database, row: tuple[Any, ...]) -> KnownSpan | None:
    payload = payloads_of(database).read(*row[5:8])
    if payload.source is None:
        return None
    metadata = None if payload.metadata is None else payload.metadata.encode()
    return KnownSpan(
        trace_id=row[3],
        observation_id=row[2],
        source=payload.source,
        fields=row[8:],
        body=payload_body(payload.input, payload.output, metadata, source=payload.source),
        alone=row[4] is None and payload.metadata_layers is None,
    )
