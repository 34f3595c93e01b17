"""Two traces, or two steps with all below them, aligned: what the table and the head show. Read off the GUI thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracedesk.analysis.aligned_rows import AlignedRow, aligned_rows
from tracedesk.analysis.trace_alignment import align
from tracedesk.analysis.tree import branch
from tracedesk.analysis.tree_labels import LabelledTree, StepLabel
from tracedesk.queries.snapshot import snapshot
from tracedesk.queries.trace_detail import TraceDetail, trace_detail
from tracedesk.queries.trace_texts import TextHashes, hashes, text_hashes
from tracedesk.store.database import Database
from tracedesk.ui.location import Location
from tracedesk.ui.screens.compare.totals import Totals, branch_totals, trace_totals
from tracedesk.ui.widgets.waterfall_rows import TRACE_ID, WaterfallRow, WaterfallRows


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two; ``first`` is its row in its trace: 0 for the trace itself."""

    rows: WaterfallRows
    first: int
    texts: Mapping[str, TextHashes]

    @property
    def trace_id(self) -> str:
        return self.rows.detail.trace.trace_id

    @property
    def name(self) -> str | None:
        return self.rows.row(self.first).name

    def row(self, row: int) -> WaterfallRow:
        return self.rows.row(self.first + row)

    def id(self, row: int | None) -> str | None:
        return None if row is None else self.rows.ids[self.first + row]

    def depth(self, row: int) -> int:
        return self.rows.tree.depth[self.first + row] - self.rows.tree.depth[self.first]

    def totals(self) -> Totals:
        if self.first == 0:
            return trace_totals(self.rows.detail.trace)
        return branch_totals(self.rows, self.first)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``changed_texts``: places in ``rows`` of steps with another input or output.

    ``differing``: places of all that is not the same in name, place and texts, rising.
    """

    left: Side
    right: Side
    rows: list[AlignedRow]
    changed_texts: frozenset[int]
    differing: tuple[int, ...]


def read_comparison(database: Database, project_id: str, place: Location) -> Comparison | None:
    """Read and align what a place names; None: one of the two is not there."""
    with snapshot(database):
        left = _read_side(database, project_id, place.trace_id, place.observation_id)
        right = _read_side(database, project_id, place.other_trace_id, place.other_observation_id)
    return None if left is None or right is None else compare(left, right)


def compare(left: Side, right: Side) -> Comparison:
    one, other = _labelled(left), _labelled(right)
    rows = aligned_rows(one, other, align(one, other))
    changed = frozenset(_changed_texts(left, right, rows))
    differing = (place for place, row in enumerate(rows) if row.change != "same" or row.moved or place in changed)
    return Comparison(left, right, rows, changed, tuple(differing))


def make_side(detail: TraceDetail, texts: Mapping[str, TextHashes], observation_id: str | None = None) -> Side | None:
    """Return a trace, or the branch of one of its steps; None: it has no such step."""
    rows = WaterfallRows(detail)
    first = rows.find(observation_id or TRACE_ID)
    return None if first is None else Side(rows, first, texts)


def _read_side(database: Database, project_id: str, trace_id: str | None, observation_id: str | None) -> Side | None:
    detail = trace_detail(database, project_id, trace_id or "")
    if detail is None or trace_id is None:
        return None
    texts = text_hashes(database, project_id, trace_id)
    own = hashes(detail.trace.input, detail.trace.output)
    return make_side(detail, {TRACE_ID: own, **texts}, observation_id)


def _labelled(side: Side) -> LabelledTree:
    tree = branch(side.rows.tree, side.first)
    labels = []
    for row in range(len(tree)):
        step = side.rows.observation_at(side.first + row)
        if step is None:
            is_trace = side.first + row == 0
            labels.append(StepLabel("TRACE", side.name) if is_trace else StepLabel("ORPHANS", None))
        else:
            texts = side.texts.get(step.observation_id)
            labels.append(StepLabel(step.type, step.name, texts and texts.input))
    return LabelledTree(tree, labels)


def _changed_texts(left: Side, right: Side, rows: list[AlignedRow]) -> list[int]:
    return [
        place
        for place, row in enumerate(rows)
        if row.change in ("same", "renamed")
        and left.texts.get(left.id(row.left) or "") != right.texts.get(right.id(row.right) or "")
    ]
