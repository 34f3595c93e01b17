"""The rows of a trace: its steps in display order, as flat arrays that a view of 100,000 rows can index."""

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

# Rows that stand for no step have a number below zero instead of an index; a parent may be one of them, too.
TRACE = -1
CIRCLES = -2  # below it hangs what has itself for an ancestor
MISSING = -3  # and lower numbers: one for each parent that is not in the trace

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
    """Row 0 is the trace itself; its last branches, if any, stand for parents that are not in this trace.

    All arrays have one entry a row. ``step``: index of the observation, or a number below zero. ``parent``: a row, -1
    for row 0. ``end``: the row after the last descendant, so a folded row is followed by it. ``missing``: ids of the
    parents that ``MISSING``, ``MISSING - 1`` and so on stand for.
    """

    step: Rows
    depth: Rows
    parent: Rows
    child_count: Rows
    end: Rows
    missing: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.step)

    def missing_parent(self, row: int) -> str | None:
        """Return the id of the parent that a row stands for; None: it stands for something else."""
        step = self.step[row]
        return self.missing[MISSING - step] if step <= MISSING else None


def trace_tree(steps: Sequence[Step]) -> TraceTree:
    """Lay out the steps below their parents, siblings by start; of equal starts, the first in ``steps``.

    Parents that are missing, or that go round in a circle, cost no step its row: steps of one missing parent stay
    together below the row that stands for it, and a circle, opened at its earliest step, hangs below ``CIRCLES``.
    """
    order = sorted(range(len(steps)), key=[step.start_ns for step in steps].__getitem__)
    parents, missing = _parents(steps, order)
    _cut_circles(parents, order)
    return _flatten(parents, order, missing)


def branch(tree: TraceTree, row: int) -> TraceTree:
    """Return a row with all below it as a tree of its own, in which it is row 0."""
    end = tree.end[row]
    return TraceTree(
        step=tree.step[row:end],
        depth=array("q", (depth - tree.depth[row] for depth in tree.depth[row:end])),
        parent=array("q", (-1, *(above - row for above in tree.parent[row + 1 : end]))),
        child_count=tree.child_count[row:end],
        end=array("q", (after - row for after in tree.end[row:end])),
        missing=tree.missing,
    )


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


def _parents(steps: Sequence[Step], order: Sequence[int]) -> tuple[list[int], tuple[str, ...]]:
    """Return the parent of each step, and the parents that are missing, by their earliest child."""
    index = {step.observation_id: i for i, step in enumerate(steps)}
    missing: dict[str, int] = {}
    parents = [TRACE] * len(steps)
    for i in order:
        parent_id = steps[i].parent_id
        if parent_id is not None:
            parent = index.get(parent_id)
            parents[i] = missing.setdefault(parent_id, MISSING - len(missing)) if parent is None else parent
    return parents, tuple(missing)


def _cut_circles(parents: list[int], order: Sequence[int]) -> None:
    """Take the earliest step of every circle of parents out of it, so that all steps hang below a root."""
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
            parents[min(circle, key=rank.__getitem__)] = CIRCLES


def _flatten(parents: Sequence[int], order: Sequence[int], missing: tuple[str, ...]) -> TraceTree:
    children: dict[int, list[int]] = {}
    for i in order:
        children.setdefault(parents[i], []).append(i)
    stand_ins = [MISSING - place for place in range(len(missing))]
    if CIRCLES in children:
        stand_ins.append(CIRCLES)
    if stand_ins:
        children.setdefault(TRACE, []).extend(stand_ins)
    row_of = [0] * (len(parents) + len(missing) + 2)  # numbers below zero count from its end, like any negative index
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
    return TraceTree(
        step=array("q", rows),
        depth=array("q", depth),
        parent=array("q", above),
        child_count=array("q", child_count),
        end=array("q", _ends(above)),
        missing=missing,
    )


def _ends(parents: Sequence[int]) -> list[int]:
    ends = list(range(1, len(parents) + 1))
    for row in range(len(parents) - 1, 0, -1):
        parent = parents[row]
        if ends[parent] < ends[row]:
            ends[parent] = ends[row]
    return ends
