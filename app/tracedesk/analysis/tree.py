"""The rows of a trace: its steps in display order, as flat arrays that a view of 100,000 rows can index."""

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

# Rows that stand for no step have one of these instead of an index; a parent may be one of them, too.
TRACE = -1
ORPHANS = -2

Rows: TypeAlias = "array[int]"


class Step(Protocol):
    """What the tree needs to know of an observation."""

    @property
    def observation_id(self) -> str: ...
    @property
    def parent_id(self) -> str | None: ...
    @property
    def start_ns(self) -> int: ...


@dataclass(frozen=True, slots=True)
class TraceTree:
    """Row 0 is the trace itself; a last branch, if any, holds the steps whose parent is not in this trace.

    All arrays have one entry a row. ``step``: index of the observation, ``TRACE`` or ``ORPHANS``. ``parent``: a row, -1
    for row 0. ``end``: the row after the last descendant, so a folded row is followed by it.
    """

    step: Rows
    depth: Rows
    parent: Rows
    child_count: Rows
    end: Rows

    def __len__(self) -> int:
        return len(self.step)


def trace_tree(steps: Sequence[Step]) -> TraceTree:
    """Lay out the steps below their parents, siblings by start and then by id.

    Parents that are missing, or that go round in a circle, cost no step its row: the step (the earliest of a circle)
    then hangs below ``ORPHANS``.
    """
    keys = [(step.start_ns, step.observation_id) for step in steps]
    order = sorted(range(len(steps)), key=keys.__getitem__)
    parents = _parents(steps)
    _cut_circles(parents, order)
    return _flatten(parents, order)


def visible_rows(tree: TraceTree, folded: Collection[int]) -> Rows:
    """Return the rows that are shown when ``folded`` rows hide what is below them."""
    shown: Rows = array("q")
    row = 0
    for fold in sorted(folded):
        if fold < row:
            continue  # inside a fold that is closed already
        shown.extend(range(row, fold + 1))
        row = tree.end[fold]
    shown.extend(range(row, len(tree)))
    return shown


def _parents(steps: Sequence[Step]) -> list[int]:
    index = {step.observation_id: i for i, step in enumerate(steps)}
    return [TRACE if step.parent_id is None else index.get(step.parent_id, ORPHANS) for step in steps]


def _cut_circles(parents: list[int], order: Sequence[int]) -> None:
    """Make the earliest step of every circle of parents an orphan, so that all steps hang below a root."""
    rank = [0] * len(order)
    for position, i in enumerate(order):
        rank[i] = position
    walk_of = [0] * len(order)  # which walk up met the step first; 0: none yet
    for walk, start in enumerate(order, 1):
        i = start
        while i >= 0 and not walk_of[i]:
            walk_of[i] = walk
            i = parents[i]
        if i >= 0 and walk_of[i] == walk:
            circle = [i]
            while (above := parents[circle[-1]]) != i:
                circle.append(above)
            parents[min(circle, key=rank.__getitem__)] = ORPHANS


def _flatten(parents: Sequence[int], order: Sequence[int]) -> TraceTree:
    children: dict[int, list[int]] = {}
    for i in order:
        children.setdefault(parents[i], []).append(i)
    if ORPHANS in children:
        children.setdefault(TRACE, []).append(ORPHANS)
    row_of = [0] * (len(parents) + 2)  # TRACE and ORPHANS count from its end, like any negative index
    rows: list[int] = []
    above: list[int] = []
    depth, child_count = [0], []
    waiting = [TRACE]
    while waiting:
        step = waiting.pop()
        row_of[step] = len(rows)
        if rows:
            parent = row_of[parents[step] if step >= 0 else TRACE]
            depth.append(depth[parent] + 1)
        else:
            parent = -1
        below = children.get(step, ())
        rows.append(step)
        above.append(parent)
        child_count.append(len(below))
        waiting.extend(reversed(below))
    return TraceTree(*(array("q", column) for column in (rows, depth, above, child_count, _ends(above))))


def _ends(parents: Sequence[int]) -> list[int]:
    ends = list(range(1, len(parents) + 1))
    for row in range(len(parents) - 1, 0, -1):
        parent = parents[row]
        if ends[parent] < ends[row]:
            ends[parent] = ends[row]
    return ends
