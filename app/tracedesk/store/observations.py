"""Statements about observations become rows of the observation table.

A span's id is unique within its trace only, but a Langfuse update may name no trace at all: it is then found by its id
alone. If there is none yet it waits in a trace of its own id, and moves when somebody tells its trace.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

import orjson

from tracedesk.records.json import Json
from tracedesk.records.trace import Observation
from tracedesk.store.layers import stamp_of
from tracedesk.store.payload_body import payload_body
from tracedesk.store.rollups import Rollups
from tracedesk.store.shelf import Entry, Shape, Shelf
from tracedesk.store.totals import Share, add_share, recount, replace_share, share_of
from tracedesk.store.traces import Traces

_PLAIN = (
    "parent_id", "name", "end_ns", "completion_start_ns", "level", "status_message", "model", "prompt_name",
    "prompt_version", "version",
)  # fmt: skip
_PACKED = ("model_parameters", "usage", "cost")
OBSERVATION = Shape(
    table="observation",
    last=(*_PLAIN, *_PACKED),
    first=("start_ns", "environment"),
    other=("type",),
    keys=("project_seq", "trace_seq", "observation_id", "trace_stated"),
    derived=("input_tokens", "output_tokens", "total_tokens", "cost_pusd"),
    packed=frozenset(_PACKED),
    searched=("name", "model", "status_message"),
    trace_key="trace_seq",
)
_plain_fields = attrgetter(*_PLAIN)


class Observations:
    """The observations of one project that a commit touches."""

    def __init__(
        self, shelf: Shelf, traces: Traces, rollups: Rollups, project_seq: int, statements: Sequence[Observation]
    ) -> None:
        self._shelf = shelf
        self._traces = traces
        self._rollups = rollups
        self._project_seq = project_seq
        self._statements = statements
        self._by_id: dict[str, list[Entry]] = {}
        ids = {one.observation_id for one in statements}
        for entry in shelf.load("t.project_seq = ? AND t.observation_id IN ({})", (project_seq,), ids):
            self._by_id.setdefault(str(entry.keys["observation_id"]), []).append(entry)

    def say_all(self) -> None:
        """Lay all statements; most observations are told of by one that leaves nothing open."""
        counts = Counter([one.observation_id for one in self._statements])
        for one in self._statements:
            alone = counts[one.observation_id] == 1 and one.observation_id not in self._by_id
            if alone and one.trace_id is not None and one.start_ns is not None and not one.cleared:
                self._add_whole(one, one.trace_id, one.start_ns)
            else:
                self._say(one)

    def save(self) -> None:
        """Write the observations, and bring the totals of their traces and the roll-ups up to date."""
        touched = [entry for entry in self._shelf.entries if entry.touched]
        old_traces = {entry.was["trace_seq"] for entry in touched if entry.was is not None}
        traces = {
            one.seq: one for one in self._traces.numbered(old_traces | {one.keys["trace_seq"] for one in touched})
        }
        self._shelf.save()
        unsure: dict[int, dict[str, Any]] = {}
        for entry in touched:
            seq, new = entry.keys["trace_seq"], share_of(entry.layers.values)
            self._rollups.add(new)
            traces[seq].touched = True
            if entry.was is None:
                add_share(traces[seq].keys, new)
                continue
            old, old_seq = share_of(entry.was), entry.was["trace_seq"]
            self._rollups.add(old, -1)
            if seq != old_seq or not replace_share(traces[seq].keys, old, new):
                traces[old_seq].touched = True
                unsure |= {seq: traces[seq].keys, old_seq: traces[old_seq].keys}
        recount(self._shelf.database, unsure)

    def _add_whole(self, one: Observation, trace_id: str, start_ns: int) -> None:
        """The same as ``_say`` for a new observation of which nothing else is said, without the layers."""
        trace = self._traces.shell(trace_id, start_ns)
        kind = one.type or "SPAN"
        derived = _tokens_and_cost(one.usage, one.cost)
        fields = (
            *_plain_fields(one), _json(one.model_parameters), _json(one.usage), _json(one.cost), start_ns,
            one.environment, kind,
        )  # fmt: skip
        self._shelf.add_row(
            (self._project_seq, trace.seq, one.observation_id, 1),
            fields,
            derived,
            stamp=stamp_of(one.said_ns, creation=one.creation),
            trace_seq=trace.seq,
            body=payload_body(one.input, one.output, orjson.dumps(one.metadata) if one.metadata else None),
        )
        end_ns, level = one.end_ns, one.level
        last_ns = start_ns if end_ns is None or end_ns < start_ns else end_ns
        running = end_ns is None and kind != "EVENT"
        share = Share(start_ns, last_ns, running, level == "ERROR", level == "WARNING", *derived, one.model)
        add_share(trace.keys, share)
        self._rollups.add(share)

    def _say(self, statement: Observation) -> None:
        start_ns = statement.start_ns if statement.start_ns is not None else statement.said_ns
        entry = self._find(statement, start_ns)
        stamp = entry.say(statement, OBSERVATION)
        entry.layers.lay_type(statement.type, stamp)
        entry.layers.assume("start_ns", start_ns)
        values = entry.layers.values
        values.setdefault("type", "SPAN")
        values.update(zip(OBSERVATION.derived, _tokens_and_cost(values.get("usage"), values.get("cost")), strict=True))

    def _find(self, statement: Observation, start_ns: int) -> Entry:
        known = self._by_id.setdefault(statement.observation_id, [])
        if statement.trace_id is None:
            if known and known[-1].keys["trace_stated"]:
                return known[-1]
            trace_seq = self._traces.shell(statement.observation_id, start_ns).seq
        else:
            trace_seq = self._traces.shell(statement.trace_id, start_ns).seq
        for entry in known:
            if entry.keys["trace_seq"] == trace_seq:
                entry.keys["trace_stated"] |= statement.trace_id is not None
                return entry
        if statement.trace_id is not None:
            for entry in known:
                if not entry.keys["trace_stated"]:
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


def _json(value: Mapping[str, Json] | Mapping[str, int] | None) -> str | None:
    return None if value is None else orjson.dumps(value).decode()


def _tokens_and_cost(
    usage: Mapping[str, int] | None, cost: Mapping[str, int] | None
) -> tuple[int | None, int | None, int | None, int | None]:
    """Return what the ``derived`` columns hold; input and output are sums over kinds, as Langfuse counts them."""
    total_cost = cost.get("total") if cost else None
    if not usage:
        return None, None, None, total_cost
    inputs, outputs = _kinds(tuple(usage))
    return (
        sum([usage[kind] for kind in inputs]) if inputs else None,
        sum([usage[kind] for kind in outputs]) if outputs else None,
        usage.get("total"),
        total_cost,
    )


@lru_cache(maxsize=1024)  # programs count a few sets of kinds
def _kinds(kinds: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the kinds that are input, and those that are output."""
    return tuple([kind for kind in kinds if "input" in kind]), tuple([kind for kind in kinds if "output" in kind])
