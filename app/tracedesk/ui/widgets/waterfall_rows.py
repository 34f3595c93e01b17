"""What the waterfall shows of a trace, worked out away from the GUI thread."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracedesk.analysis.time_axis import TimeAxis, end_is_missing, is_running, whole_axis
from tracedesk.analysis.tree import TRACE, TraceTree, trace_tree
from tracedesk.queries.trace_detail import ObservationLine, TraceDetail
from tracedesk.records.trace import Level, ObservationType

RowKind: TypeAlias = ObservationType | Literal["TRACE", "ORPHANS"]

# Rows that stand for no observation are remembered (as folded, as selected) under these ids. A row that stands for a
# missing parent has the id of that parent, so that all stays as it is when the parent arrives.
TRACE_ID = ""
CIRCLES_ID = "?"

LARGE = 500  # steps below a row that stands for none: more than that are not summed up while it is painted
MOST_KEPT = 400  # rows; a few screens full


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallRow:
    """One row. ``end_ns`` None: it has no end yet, or it is an instant (``instant``).

    ``kind`` "ORPHANS": it stands for a parent that is missing, or for circles of parents.
    """

    row_id: str
    kind: RowKind
    name: str | None
    level: Level
    status_message: str | None
    model: str | None
    start_ns: int
    end_ns: int | None
    first_token_ns: int | None
    total_tokens: int | None
    cost_pusd: int | None
    instant: bool
    depth: int
    child_count: int
    troubled: bool  # an error lies somewhere below


class WaterfallRows:
    """A trace with its tree: rows are made when asked for, so that 100,000 of them cost little."""

    def __init__(self, detail: TraceDetail) -> None:
        self.detail = detail
        self.tree: TraceTree = trace_tree(detail.observations)
        self.running = any(map(is_running, detail.observations))
        self._finished_axis = whole_axis(detail.observations, now_ns=None, empty_ns=detail.trace.timestamp_ns)
        self.has_tokens = any(step.total_tokens is not None for step in detail.observations)
        self.has_cost = any(step.cost_pusd is not None for step in detail.observations)
        self.has_first_token = any(step.completion_start_ns is not None for step in detail.observations)
        self.ids = [self._id_of(row) for row in range(len(self.tree))]
        self._rows_by_id = {row_id: row for row, row_id in enumerate(self.ids)}
        self.error_rows = [row for row, step in enumerate(self.tree.step) if step >= 0 and _is_error(detail, step)]
        self._troubled = self._find_troubled()
        self._made: dict[int, WaterfallRow] = {}
        self._large = {row: self._made_up_row(row) for row in self._made_up_rows() if self.tree.end[row] - row > LARGE}

    def __len__(self) -> int:
        return len(self.tree)

    def find(self, row_id: str) -> int | None:
        """Return the row of an observation's id (or of ``TRACE_ID``, ``CIRCLES_ID``, a missing parent)."""
        return self._rows_by_id.get(row_id)

    def is_observation(self, row_id: str) -> bool:
        """Tell whether an id is that of an observation which is here."""
        row = self.find(row_id)
        return row is not None and self.tree.step[row] >= 0

    def observation_at(self, row: int) -> ObservationLine | None:
        step = self.tree.step[row]
        return self.detail.observations[step] if step >= 0 else None

    def ends_missing(self, now_ns: int) -> bool:
        """Tell whether open steps count as left without an end, rather than as running."""
        return end_is_missing(self.detail.trace.updated_ns, self._finished_axis.end_ns, now_ns)

    def axis(self, now_ns: int | None) -> TimeAxis:
        """Return the axis of all bars; running ones reach to ``now_ns``, or to the last known instant if None."""
        axis = self._finished_axis
        if not self.running or now_ns is None or now_ns <= axis.end_ns:
            return axis
        return TimeAxis(axis.start_ns, now_ns)

    def row(self, row: int) -> WaterfallRow:
        made = self._made.get(row)
        if made is None:
            if len(self._made) > MOST_KEPT:
                self._made.clear()
            made = self._made[row] = self._make_row(row)
        return made

    def _make_row(self, row: int) -> WaterfallRow:
        observation = self.observation_at(row)
        if observation is None:
            return self._large.get(row) or self._made_up_row(row)
        return WaterfallRow(
            row_id=observation.observation_id,
            kind=observation.type,
            name=observation.name,
            level=observation.level,
            status_message=observation.status_message,
            model=observation.model,
            start_ns=observation.start_ns,
            end_ns=observation.end_ns,
            first_token_ns=observation.completion_start_ns,
            total_tokens=observation.total_tokens,
            cost_pusd=observation.cost_pusd,
            instant=observation.end_ns is None and observation.type == "EVENT",
            depth=self.tree.depth[row],
            child_count=self.tree.child_count[row],
            troubled=bool(self._troubled[row]),
        )

    def _made_up_rows(self) -> list[int]:
        return [row for row, step in enumerate(self.tree.step) if step < 0]

    def _made_up_row(self, row: int) -> WaterfallRow:
        """The trace, or the branch of a parent that is missing: it spans what lies below it."""
        trace = self.detail.trace
        is_trace = self.tree.step[row] == TRACE
        below = self.tree.step[row + 1 : self.tree.end[row]]
        steps = [self.detail.observations[step] for step in below if step >= 0]
        axis = self._finished_axis if is_trace else whole_axis(steps, now_ns=None)
        return WaterfallRow(
            row_id=self.ids[row],
            kind="TRACE" if is_trace else "ORPHANS",
            name=trace.name if is_trace else None,
            level="DEFAULT",
            status_message=None,
            model=None,
            start_ns=axis.start_ns,
            end_ns=None if self.running and any(map(is_running, steps)) else axis.end_ns,
            first_token_ns=None,
            total_tokens=trace.total_tokens if is_trace else None,
            cost_pusd=trace.cost_pusd if is_trace else None,
            instant=not steps,
            depth=self.tree.depth[row],
            child_count=self.tree.child_count[row],
            troubled=bool(self._troubled[row]),
        )

    def _find_troubled(self) -> bytearray:
        """Mark every row above an error."""
        troubled = bytearray(len(self.tree))
        for error in self.error_rows:
            row = self.tree.parent[error]
            while row >= 0 and not troubled[row]:
                troubled[row] = 1
                row = self.tree.parent[row]
        return troubled

    def _id_of(self, row: int) -> str:
        step = self.tree.step[row]
        if step >= 0:
            return self.detail.observations[step].observation_id
        return TRACE_ID if step == TRACE else self.tree.missing_parent(row) or CIRCLES_ID


def _is_error(detail: TraceDetail, step: int) -> bool:
    return detail.observations[step].level == "ERROR"
