"""Statements about observations become rows of the observation table.

A span's id is unique within its trace only, but a Langfuse update may name no trace at all: it is then found by its id
alone. If there is none yet it waits in a trace of its own id, and moves when somebody tells its trace.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import orjson

from tracedesk.records.trace import LOGGED, Observation
from tracedesk.store.layers import Layered
from tracedesk.store.payloads import payloads_of
from tracedesk.store.price_list import PRICED, PriceList
from tracedesk.store.rollups import Rollups
from tracedesk.store.shelf import Entry, Shape, Shelf
from tracedesk.store.totals import SUMS, add_share, recount, replace_share, share_of
from tracedesk.store.traces import Traces
from tracedesk.store.whole import FIELDS, FIRST, PACKED, PLAIN, Whole, statement_of, tokens_and_cost, whole_of

OBSERVATION = Shape(
    table="observation",
    last=(*PLAIN, *PACKED),
    first=FIRST,
    other=("type",),
    keys=("project_seq", "trace_seq", "observation_id", "trace_stated"),
    derived=(*SUMS, *PRICED),
    packed=frozenset(PACKED),
    searched=("name", "model", "status_message"),
    trace_key="trace_seq",
)
assert OBSERVATION.fields == FIELDS


class Observations:
    """The observations of one project that a commit touches."""

    def __init__(
        self,
        shelf: Shelf,
        traces: Traces,
        rollups: Rollups,
        prices: PriceList,
        project_seq: int,
        told: Sequence[Observation | Whole],
    ) -> None:
        self._shelf = shelf
        self._traces = traces
        self._rollups = rollups
        self._prices = prices
        self._project_seq = project_seq
        self._told = told
        self._by_id: dict[str, list[Entry]] = {}
        ids = {one.observation_id for one in told}
        for entry in shelf.load("t.project_seq = ? AND t.observation_id IN ({})", (project_seq,), ids):
            self._by_id.setdefault(str(entry.keys["observation_id"]), []).append(entry)

    def say_all(self) -> None:
        """Lay all statements; most observations are told of by one that leaves nothing open."""
        counts = Counter([one.observation_id for one in self._told])
        for one in self._told:
            if isinstance(one, Observation) and one.again and one.observation_id not in self._by_id:
                continue
            if counts[one.observation_id] == 1 and one.observation_id not in self._by_id:
                whole = one if isinstance(one, Whole) else whole_of(one)
                if whole is not None and not self._prices.reads_metadata(whole.share.model):
                    self._add(whole)
                    continue
            self._say(self._statement(one))

    def save(self) -> None:
        """Write the observations, and bring the totals of their traces and the roll-ups up to date."""
        touched = [entry for entry in self._shelf.entries if entry.touched]
        old_traces = {entry.was["trace_seq"] for entry in touched if entry.was is not None}
        traces = {
            one.seq: one for one in self._traces.numbered(old_traces | {one.keys["trace_seq"] for one in touched})
        }
        for entry in touched:
            self._derive(entry)
        self._shelf.save()
        unsure: dict[int, dict[str, Any]] = {}
        for entry in touched:
            seq, new = entry.keys["trace_seq"], share_of(entry.layers.values)
            self._rollups.add(new)
            traces[seq].touched = True
            _tell_trace(traces[seq], entry)
            if entry.was is None:
                add_share(traces[seq].keys, new)
                continue
            old, old_seq = share_of(entry.was), entry.was["trace_seq"]
            self._rollups.add(old, -1)
            if seq != old_seq or not replace_share(traces[seq].keys, old, new):
                traces[old_seq].touched = True
                unsure |= {seq: traces[seq].keys, old_seq: traces[old_seq].keys}
        recount(self._shelf.database, unsure)

    def _add(self, one: Whole) -> None:
        """Add a new observation of which nothing else is said; ``_say`` comes to the same by way of the layers."""
        share, priced = self._prices.price_whole(one)
        trace = self._traces.shell(one.trace_id, share.start_ns)
        keys = (self._project_seq, trace.seq, one.observation_id, 1)
        self._shelf.add_row(keys, one, (*share.sums, *priced.columns), trace.seq)
        add_share(trace.keys, share)
        self._rollups.add(share)

    def _statement(self, one: Observation | Whole) -> Observation:
        if isinstance(one, Observation):
            return one
        payload = payloads_of(self._shelf.database).unpack(one.dictionary, one.body)
        return statement_of(one, payload)

    def _say(self, statement: Observation) -> None:
        start_ns = statement.start_ns if statement.start_ns is not None else statement.said_ns
        entry = self._find(statement, start_ns)
        stamp = entry.say(statement, OBSERVATION)
        if statement.metadata and LOGGED in statement.metadata:
            _lay_logged(entry.layers)
        entry.layers.lay_type(statement.type, stamp)
        entry.layers.assume("start_ns", start_ns)
        entry.layers.values.setdefault("type", "SPAN")

    def _derive(self, entry: Entry) -> None:
        """Set what follows from the fields: their sums, and a cost where none was said."""
        values = entry.layers.values
        known_metadata = entry.layers.metadata() if self._prices.reads_metadata(values.get("model")) else {}
        priced = self._prices.price(values, known_metadata)
        cost = values.get("cost") or {"total": priced.total_pusd}
        values.update(zip(SUMS, tokens_and_cost(values.get("usage"), cost), strict=True))
        values.update(zip(PRICED, priced.columns, strict=True))

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


def _lay_logged(layers: Layered) -> None:
    """Make input and output of the messages that have come one by one, however many exports they came in."""
    told = layers.metadata().get(LOGGED)
    if not isinstance(told, dict):
        return
    ordered = [one for _, one in sorted(told.items()) if isinstance(one, dict)]
    asked, answered = ([one[side] for one in ordered if side in one] for side in ("input", "output"))
    output = answered[0] if len(answered) == 1 else answered
    layers.lay_payload(
        orjson.dumps(asked).decode() if asked else None,
        orjson.dumps(output).decode() if output else None,
        None,
        None,
        max(stamp for stamp, patch in layers.metadata_layers if LOGGED in patch),
    )


def _tell_trace(trace: Entry, entry: Entry) -> None:
    """Give the trace the texts of its root span that came after it, in logs, as if the span had told them itself."""
    values, stamps = entry.layers.values, entry.layers.stamps
    span_stamp = stamps.get("source")
    if span_stamp is None or values.get("parent_id") is not None:
        return
    input_text, output_text = (
        values.get(name) if stamps.get(name, 0) > span_stamp else None for name in ("input", "output")
    )
    trace.layers.lay_payload(
        input_text, output_text, None, None, span_stamp - 1
    )  # what it says of the trace counts more
