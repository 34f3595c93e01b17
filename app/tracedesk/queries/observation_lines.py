"""Observations with what they show of their traces, in pages by key for API v2."""

from typing import TypeAlias

from peewee import Database

from tracedesk.queries.objects import (
    NO_PAYLOAD,
    OBSERVATION_COLUMNS,
    PAYLOAD_COLUMNS,
    TRACE_CONTEXT_COLUMNS,
    stored_observation,
    trace_context,
)
from tracedesk.queries.observation_search import NEWEST_FIRST, ObservationSearch
from tracedesk.queries.pages import rows_by_key
from tracedesk.queries.snapshot import snapshot
from tracedesk.records.stored import StoredObservation, TraceContext
from tracedesk.store.database import rows

ObservationKey: TypeAlias = tuple[int, int]  # its start, the number of its row
_CONTEXT = slice(-3 - TRACE_CONTEXT_COLUMNS.count(",") - 1, -3)  # before the payload


def observation_lines(
    database: Database, search: ObservationSearch, *, limit: int, after: ObservationKey | None, payload: bool
) -> tuple[list[tuple[StoredObservation, TraceContext]], ObservationKey | None]:
    """Return one page, newest first, and the key to go on from; None: that was all."""
    search = search.settled()
    conditions = search.conditions(database)
    if after is not None:
        conditions.add("(o.start_ns, o.seq) < (?, ?)", *after)
    listed = f"SELECT o.seq, o.start_ns FROM {search.source} WHERE {conditions.where} ORDER BY {NEWEST_FIRST} LIMIT ?"
    select = (
        f"SELECT {OBSERVATION_COLUMNS}, {TRACE_CONTEXT_COLUMNS}, {PAYLOAD_COLUMNS if payload else NO_PAYLOAD} "
        "FROM observation o JOIN trace t ON t.seq = o.trace_seq JOIN project r ON r.seq = o.project_seq "
        "LEFT JOIN payload p ON p.payload_id = o.payload_id WHERE o.seq = ?"
    )
    with snapshot(database):
        found = rows(database, listed, (*conditions.values, limit + 1))
        keys = [row[0] for row in found[:limit]]
        page = [
            (stored_observation(database, row), trace_context(row[_CONTEXT]))
            for row in rows_by_key(database, select, keys)
        ]
    return page, (found[limit - 1][1], found[limit - 1][0]) if 0 < limit < len(found) else None
