"""Statements about traces become rows of the trace table."""

from collections.abc import Iterable

from tracedesk.records.trace import Trace
from tracedesk.store.rollups import Rollups
from tracedesk.store.shelf import Entry, Shape, Shelf
from tracedesk.store.totals import NO_TOTALS, TOTALS

TRACE = Shape(
    table="trace",
    last=("name", "user_id", "session_id", "release", "version", "public"),
    first=("timestamp_ns", "environment"),
    other=("tags",),
    keys=("project_seq", "trace_id", "stated", *TOTALS),
    derived=(),
    packed=frozenset({"tags"}),
    searched=("name", "user_id", "session_id", "release", "version", "tags"),
    trace_key=None,
)


class Traces:
    """The traces of one project that a commit touches."""

    def __init__(self, shelf: Shelf, project_seq: int, trace_ids: Iterable[str]) -> None:
        self._shelf = shelf
        self._project_seq = project_seq
        self._by_id = {
            str(entry.keys["trace_id"]): entry
            for entry in shelf.load("t.project_seq = ? AND t.trace_id IN ({})", (project_seq,), trace_ids)
        }
        self._by_seq = {entry.seq: entry for entry in self._by_id.values()}

    def say(self, statement: Trace) -> None:
        if statement.again and statement.trace_id not in self._by_id:
            return
        entry = self._find(statement.trace_id)
        entry.keys["stated"] = 1
        stamp = entry.say(statement, TRACE)
        if statement.tags:
            known = entry.layers.values.get("tags") or ()
            entry.layers.values["tags"] = sorted({*known, *statement.tags})
            entry.layers.stamps["tags"] = max(stamp, entry.layers.stamps.get("tags", 0))
        entry.layers.assume("timestamp_ns", statement.said_ns)

    def shell(self, trace_id: str, start_ns: int) -> Entry:
        """Return the trace that an observation belongs to, made up where nobody has told of it yet."""
        entry = self._find(trace_id)
        entry.layers.assume("timestamp_ns", start_ns)
        entry.touched = True
        return entry

    def numbered(self, seqs: Iterable[int]) -> list[Entry]:
        """Return traces by their numbers, loaded as needed."""
        seqs = set(seqs)
        for entry in self._shelf.load("t.seq IN ({})", (), seqs - self._by_seq.keys()):
            self._by_seq[entry.seq] = self._by_id[entry.keys["trace_id"]] = entry
        return [self._by_seq[seq] for seq in seqs]

    def save(self, rollups: Rollups) -> set[str]:
        """Write the traces, except those made up for observations that have found their real ones.

        Returns the ids of those that are new.
        """
        new_ids: set[str] = set()
        for trace_id, entry in self._by_id.items():
            if not entry.touched:
                continue
            if entry.was is not None:
                rollups.add_trace(entry.was["timestamp_ns"], entry.was["name"], entry.was["latency_ns"], -1)
            if not entry.keys["stated"] and not entry.keys["observation_count"]:
                self._shelf.drop(entry)
                continue
            values = entry.layers.values
            rollups.add_trace(values["timestamp_ns"], values.get("name"), entry.keys["latency_ns"])
            if entry.was is None:
                new_ids.add(trace_id)
        self._shelf.save()
        return new_ids

    def _find(self, trace_id: str) -> Entry:
        entry = self._by_id.get(trace_id)
        if entry is None:
            keys = {"project_seq": self._project_seq, "trace_id": trace_id, "stated": 0, **NO_TOTALS}
            entry = self._shelf.add(keys)
            self._by_id[trace_id] = self._by_seq[entry.seq] = entry
        return entry
