"""Totals on the trace row: what its observations add up to.

New and grown observations are added to what the row already tells; where something shrank or left, the observations
of the trace are counted again.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from peewee import Database

from tracedesk.records.rating import rating_id
from tracedesk.records.units import INT64_MAX
from tracedesk.store.database import chunks, executemany, rows
from tracedesk.store.exact_sum import exact_sum, summed

SUMS = ("input_tokens", "output_tokens", "total_tokens", "cost_pusd")  # None: no observation tells any
COUNTS = ("observation_count", "running_count", "error_count", "warning_count")
TOTALS = (*COUNTS, *SUMS, "first_ns", "last_ns", "latency_ns")
NO_TOTALS: Mapping[str, int | None] = dict.fromkeys(TOTALS) | dict.fromkeys(COUNTS, 0)


NO_SUMS = (None,) * len(SUMS)


class Share(NamedTuple):
    """What one observation adds to the totals of its trace and of its hour. ``sums`` are those of ``SUMS``."""

    start_ns: int
    last_ns: int
    running: int
    error: int
    warning: int
    model: str | None
    sums: tuple[int | None, ...]


def share_of(row: Mapping[str, Any]) -> Share:
    """Return the share of an observation, from its fields."""
    start_ns, end_ns, level = row["start_ns"], row.get("end_ns"), row.get("level")
    return Share(
        start_ns,
        start_ns if end_ns is None or end_ns < start_ns else end_ns,
        end_ns is None and row["type"] != "EVENT",
        level == "ERROR",
        level == "WARNING",
        row.get("model"),
        tuple([row.get(name) for name in SUMS]),
    )


def add_share(totals: dict[str, Any], share: Share) -> None:
    """Add a new observation."""
    totals["observation_count"] += 1
    totals["running_count"] += share.running
    totals["error_count"] += share.error
    totals["warning_count"] += share.warning
    if share.sums != NO_SUMS:
        for name, more in zip(SUMS, share.sums, strict=True):
            if more is not None:
                totals[name] = min(more + (totals[name] or 0), INT64_MAX)
    _stretch(totals, share)


def replace_share(totals: dict[str, Any], old: Share, new: Share) -> bool:
    """Put ``new`` in the place of ``old``; False: something shrank, so that it must be counted again."""
    shrank = new.start_ns > old.start_ns or new.last_ns < old.last_ns
    if shrank or any(before is not None and after is None for before, after in zip(old.sums, new.sums, strict=True)):
        return False
    totals["running_count"] += new.running - old.running
    totals["error_count"] += new.error - old.error
    totals["warning_count"] += new.warning - old.warning
    for name, before, after in zip(SUMS, old.sums, new.sums, strict=True):
        if after is not None:
            totals[name] = min((totals[name] or 0) + after - (before or 0), INT64_MAX)
    _stretch(totals, new)
    return True


def _stretch(totals: dict[str, Any], share: Share) -> None:
    first_ns, last_ns = totals["first_ns"], totals["last_ns"]
    if first_ns is None or share.start_ns < first_ns:
        totals["first_ns"] = first_ns = share.start_ns
    if last_ns is None or share.last_ns > last_ns:
        totals["last_ns"] = last_ns = share.last_ns
    totals["latency_ns"] = last_ns - first_ns


SHARE_FIELDS = ("start_ns", "end_ns", "type", "level", *SUMS, "model")
_RECOUNT = f"""
    SELECT trace_seq, count(*), sum(end_ns IS NULL AND type <> 'EVENT'), sum(level IS 'ERROR'), sum(level IS 'WARNING'),
        min(start_ns), max(max(start_ns, coalesce(end_ns, start_ns))), {", ".join(map(exact_sum, SUMS))}
    FROM observation WHERE trace_seq IN ({{}}) GROUP BY trace_seq
"""


def recount(database: Database, traces: Mapping[int, dict[str, Any]]) -> None:
    """Set the totals of traces, by their numbers, to what their stored observations add up to."""
    for totals in traces.values():
        totals.update(NO_TOTALS)
    for chunk in chunks(sorted(traces)):
        for seq, *found in rows(database, _RECOUNT.format(", ".join("?" * len(chunk))), chunk):
            totals = traces[seq]
            counts, (first_ns, last_ns), halves = found[:4], found[4:6], found[6:]
            totals.update(zip(COUNTS, counts, strict=True))
            totals.update(first_ns=first_ns, last_ns=last_ns, latency_ns=last_ns - first_ns)
            totals.update(zip(SUMS, map(_sum, halves[::2], halves[1::2]), strict=True))


def _sum(high: int | None, low: int | None) -> int | None:
    """None: no observation tells any."""
    return None if low is None else min(summed(high, low), INT64_MAX)


_SCORES = """
    UPDATE trace SET
        score_count = (SELECT count(*) FROM score s WHERE s.project_seq = trace.project_seq
            AND s.trace_id = trace.trace_id),
        rating = (SELECT s.value FROM score s WHERE s.project_seq = trace.project_seq AND s.score_id = ?
            AND s.trace_id = trace.trace_id)
    WHERE project_seq = ? AND trace_id = ?
"""


def recount_scores(database: Database, project_seq: int, trace_ids: Iterable[str]) -> None:
    """Count the scores of traces and their people's rating; ids without a trace are fine."""
    executemany(database, _SCORES, [(rating_id(trace_id), project_seq, trace_id) for trace_id in sorted(trace_ids)])


def scored(database: Database, project_seq: int, trace_ids: Iterable[str]) -> set[str]:
    """Return those of ``trace_ids`` that have scores: a score may come before its trace."""
    found: set[str] = set()
    for chunk in chunks(sorted(trace_ids)):
        marks = ", ".join("?" * len(chunk))
        sql = f"SELECT DISTINCT trace_id FROM score WHERE project_seq = ? AND trace_id IN ({marks})"
        found.update(row[0] for row in rows(database, sql, (project_seq, *chunk)))
    return found
