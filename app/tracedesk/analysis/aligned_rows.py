"""Two aligned trees as one list of rows: each step once, in the order of the right tree."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracedesk.analysis.trace_alignment import Alignment
from tracedesk.analysis.tree_labels import LabelledTree

RowChange: TypeAlias = Literal["same", "renamed", "inserted", "deleted"]


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """Rows of the two trees that are one step; None where the step is not there. ``moved``: it has another order or
    parent.
    """

    left: int | None
    right: int | None
    change: RowChange
    moved: bool = False


def aligned_rows(left: LabelledTree, right: LabelledTree, alignment: Alignment) -> list[AlignedRow]:
    """Lay out both trees: what is in the left one alone follows its sibling there, or else its parent."""
    rows: list[AlignedRow] = []
    waiting: list[tuple[Literal["left", "right", "after"], int]] = [("right", 0)]
    while waiting:
        side, row = waiting.pop()
        partner = alignment.left_of.get(row) if side != "left" else None
        if side == "left":
            rows.append(AlignedRow(row, None, "deleted"))
            waiting.extend(
                reversed([("left", child) for child in _alone(left, row + 1, left.tree.end[row], alignment)])
            )
        elif side == "after" and partner is not None:
            end = left.tree.end[left.tree.parent[partner]] if partner else 0
            found = _alone(left, left.tree.end[partner], end, alignment)
            waiting.extend(reversed([("left", sibling) for sibling in found]))
        elif side == "right":
            rows.append(_row(left, right, partner, row, alignment))
            waiting.append(("after", row))
            waiting.extend(reversed([("right", child) for child in right.children(row)]))
            if partner is not None:
                found = _alone(left, partner + 1, left.tree.end[partner], alignment)
                waiting.extend(reversed([("left", child) for child in found]))
    return rows


def _alone(tree: LabelledTree, row: int, end: int, alignment: Alignment) -> Iterator[int]:
    """Yield siblings from ``row`` on that are in the left tree alone, up to one that is not."""
    while row < end and row not in alignment.right_of:
        yield row
        row = tree.tree.end[row]


def _row(left: LabelledTree, right: LabelledTree, i: int | None, j: int, alignment: Alignment) -> AlignedRow:
    if i is None:
        return AlignedRow(None, j, "inserted")
    change: RowChange = "same" if left.names[i] == right.names[j] else "renamed"
    return AlignedRow(i, j, change, j in alignment.moved)
