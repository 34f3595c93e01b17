"""Deletes traces with all that belongs to them, in portions, so that what arrives meanwhile need not wait for long.

After each portion everything adds up, and the last one takes the trace itself. A statement that comes between two of
them is one more thing to delete; one that comes after the last begins the trace anew.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from peewee import Database

from tracedesk.store.database import execute, executemany, rows
from tracedesk.store.edit import Edit
from tracedesk.store.media import unlink_trace_media
from tracedesk.store.payloads import payloads_of
from tracedesk.store.rollups import Rollups
from tracedesk.store.totals import SHARE_FIELDS, TOTALS, recount, share_of

PORTION = 5_000  # observations that one edit deletes

_TRACE = """
    SELECT seq, payload_id, timestamp_ns, name, latency_ns, session_id FROM trace WHERE project_seq = ? AND trace_id = ?
"""
_SOME_OBSERVATIONS = f"SELECT seq, payload_id, {', '.join(SHARE_FIELDS)} FROM observation WHERE trace_seq = ? LIMIT ?"
_SET_TOTALS = f"UPDATE trace SET {', '.join(f'{name} = ?' for name in TOTALS)} WHERE seq = ?"
_DROP_EMPTY_SESSION = """
    DELETE FROM session WHERE project_seq = ?1 AND session_id = ?2
    AND NOT EXISTS (SELECT 1 FROM trace WHERE project_seq = ?1 AND session_id = ?2)
"""


class _Trace(NamedTuple):
    seq: int
    payload_id: int
    timestamp_ns: int
    name: str | None
    latency_ns: int | None
    session_id: str | None


def delete_traces(edit: Edit, trace_ids: Sequence[str]) -> tuple[str, ...]:
    """Delete traces with their observations, scores, payloads and links to media; unknown ones are fine.

    Returns what did not fit into this portion: the ids to call it with again.
    """
    rollups = Rollups(edit.project_seq)
    room = PORTION
    left = list(dict.fromkeys(trace_ids))
    while left and room > 0:
        found = rows(edit.database, _TRACE, (edit.project_seq, left[0]))
        trace = _Trace(*found[0]) if found else None
        if trace is not None:
            room -= _delete_observations(edit.database, trace, room, rollups) + 1
        if trace is not None and _has_observations(edit.database, trace):
            _count_again(edit.database, trace, rollups)
            break
        _delete_rest(edit, left.pop(0), trace, rollups)
    rollups.save(edit.database)
    return tuple(left)


def _delete_observations(database: Database, trace: _Trace, most: int, rollups: Rollups) -> int:
    found = rows(database, _SOME_OBSERVATIONS, (trace.seq, most))
    for _, _, *fields in found:
        rollups.add(share_of(dict(zip(SHARE_FIELDS, fields, strict=True))), -1)
    executemany(database, "DELETE FROM observation WHERE seq = ?", [(row[0],) for row in found])
    payloads_of(database).delete([row[1] for row in found])
    return len(found)


def _has_observations(database: Database, trace: _Trace) -> bool:
    return bool(rows(database, "SELECT 1 FROM observation WHERE trace_seq = ? LIMIT 1", (trace.seq,)))


def _count_again(database: Database, trace: _Trace, rollups: Rollups) -> None:
    totals: dict[str, Any] = {}
    recount(database, {trace.seq: totals})
    execute(database, _SET_TOTALS, (*[totals[name] for name in TOTALS], trace.seq))
    rollups.add_trace(trace.timestamp_ns, trace.name, trace.latency_ns, -1)
    rollups.add_trace(trace.timestamp_ns, trace.name, totals["latency_ns"])


def _delete_rest(edit: Edit, trace_id: str, trace: _Trace | None, rollups: Rollups) -> None:
    """Delete a trace without observations, and what may have come before any trace."""
    key = (edit.project_seq, trace_id)
    execute(edit.database, "DELETE FROM score WHERE project_seq = ? AND trace_id = ?", key)
    unlink_trace_media(edit, trace_id)
    if trace is None:
        return
    execute(edit.database, "DELETE FROM trace WHERE seq = ?", (trace.seq,))
    payloads_of(edit.database).delete([trace.payload_id])
    rollups.add_trace(trace.timestamp_ns, trace.name, trace.latency_ns, -1)
    if trace.session_id is not None:
        execute(edit.database, _DROP_EMPTY_SESSION, (edit.project_seq, trace.session_id))
