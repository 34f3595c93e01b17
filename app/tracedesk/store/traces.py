"""Statements about traces become rows of the trace table."""

from collections.abc import Iterable

from tracedesk.records.trace import Trace
from tracedesk.store.shelf import Entry, Shape, Shelf

TRACE = Shape(
    table="trace",
    last=("name", "user_id", "session_id", "release", "version", "public"),
    first=("timestamp_ns", "environment"),
    other=("tags",),
    keys=("project_seq", "trace_id", "stated"),
    derived=(),
    packed=frozenset({"tags"}),
)


class Traces:
    """The traces of one project that a commit touches."""

    def __init__(self, shelf: Shelf, project_seq: int, trace_ids: Iterable[str]) -> None:
        self._shelf = shelf
        self._project_seq = project_seq
        self.new_ids: set[str] = set()
        self._by_id = {
            str(entry.keys["trace_id"]): entry
            for entry in shelf.load("t.project_seq = ? AND t.trace_id IN ({})", (project_seq,), trace_ids)
        }

    def say(self, statement: Trace) -> None:
        entry = self._find(statement.trace_id)
        entry.keys["stated"] = 1
        stamp = entry.say(statement, TRACE)
        if statement.tags:
            known = entry.layers.values.get("tags") or ()
            entry.layers.values["tags"] = sorted({*known, *statement.tags})
            entry.layers.stamps["tags"] = max(stamp, entry.layers.stamps.get("tags", 0))
        entry.layers.assume("timestamp_ns", statement.said_ns)

    def shell(self, trace_id: str, start_ns: int) -> int:
        """Return the number of the trace that an observation belongs to, made up where nobody has told of it yet."""
        entry = self._find(trace_id)
        entry.layers.assume("timestamp_ns", start_ns)
        entry.touched = True
        return entry.seq

    def _find(self, trace_id: str) -> Entry:
        entry = self._by_id.get(trace_id)
        if entry is None:
            entry = self._shelf.add({"project_seq": self._project_seq, "trace_id": trace_id, "stated": 0})
            self._by_id[trace_id] = entry
            self.new_ids.add(trace_id)
        return entry
