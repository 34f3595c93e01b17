"""Statements about observations become rows of the observation table.

A span's id is unique within its trace only, but a Langfuse update may name no trace at all: it is then found by its id
alone. If there is none yet it waits in a trace of its own id, and moves when somebody tells its trace.
"""

from collections.abc import Iterable
from typing import Any

from tracedesk.records.trace import Observation
from tracedesk.store.shelf import Entry, Shape, Shelf
from tracedesk.store.traces import Traces

OBSERVATION = Shape(
    table="observation",
    last=(
        "parent_id", "name", "end_ns", "completion_start_ns", "level", "status_message", "model", "model_parameters",
        "usage", "cost", "prompt_name", "prompt_version", "version",
    ),
    first=("start_ns", "environment"),
    other=("type",),
    keys=("project_seq", "trace_seq", "observation_id", "trace_stated"),
    derived=("input_tokens", "output_tokens", "total_tokens", "cost_pusd"),
    packed=frozenset({"model_parameters", "usage", "cost"}),
)  # fmt: skip


class Observations:
    """The observations of one project that a commit touches."""

    def __init__(self, shelf: Shelf, traces: Traces, project_seq: int, observation_ids: Iterable[str]) -> None:
        self._shelf = shelf
        self._traces = traces
        self._project_seq = project_seq
        self._by_id: dict[str, list[Entry]] = {}
        self.left_traces: set[int] = set()  # traces that lost an observation to its real one
        for entry in shelf.load("t.project_seq = ? AND t.observation_id IN ({})", (project_seq,), observation_ids):
            self._by_id.setdefault(str(entry.keys["observation_id"]), []).append(entry)

    def say(self, statement: Observation) -> None:
        start_ns = statement.start_ns if statement.start_ns is not None else statement.said_ns
        entry = self._find(statement, start_ns)
        stamp = entry.say(statement, OBSERVATION)
        entry.layers.lay_type(statement.type, stamp)
        entry.layers.assume("start_ns", start_ns)
        _derive(entry.layers.values)

    def _find(self, statement: Observation, start_ns: int) -> Entry:
        known = self._by_id.setdefault(statement.observation_id, [])
        if statement.trace_id is None:
            if known and known[-1].keys["trace_stated"]:
                return known[-1]
            trace_seq = self._traces.shell(statement.observation_id, start_ns)
        else:
            trace_seq = self._traces.shell(statement.trace_id, start_ns)
        for entry in known:
            if entry.keys["trace_seq"] == trace_seq:
                entry.keys["trace_stated"] |= statement.trace_id is not None
                return entry
        if statement.trace_id is not None:
            for entry in known:
                if not entry.keys["trace_stated"]:
                    self.left_traces.add(entry.keys["trace_seq"])
                    entry.keys.update(trace_seq=trace_seq, trace_stated=1)
                    return entry
        entry = self._shelf.add({
            "project_seq": self._project_seq,
            "trace_seq": trace_seq,
            "observation_id": statement.observation_id,
            "trace_stated": int(statement.trace_id is not None),
        })  # fmt: skip
        known.append(entry)
        return entry


def _derive(values: dict[str, Any]) -> None:
    """Fill what follows from other fields; ``input`` and ``output`` are sums over keys, as Langfuse counts them."""
    values.setdefault("type", "SPAN")
    usage = values.get("usage")
    if usage:
        values["input_tokens"] = _sum_of("input", usage)
        values["output_tokens"] = _sum_of("output", usage)
        values["total_tokens"] = usage.get("total")
    cost = values.get("cost")
    if cost:
        values["cost_pusd"] = cost.get("total")


def _sum_of(part: str, counts: dict[str, int]) -> int | None:
    found = [count for kind, count in counts.items() if part in kind]
    return sum(found) if found else None
