"""Two trees of steps put side by side: which step of one run is which of the other, top down, level by level."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from tracedesk.analysis.equal_pairs import Pairs, equal_pairs, with_gaps
from tracedesk.analysis.similar_pairs import shared_part, similar_pairs
from tracedesk.analysis.tree_labels import LabelledTree, number_shapes, renamed_step, same_step

SAME = 0.7  # as ``same_step`` counts
RENAMED = 0.3  # as ``renamed_step`` counts
WRAPPED = 0.5  # share of what lies below a step that stood beside it, or one level up, in the other tree
MOST_COMPARED = 10_000  # pairs of children that are compared one by one
MOST_LEVELS = 8  # of steps put between a parent and its children
LEAST_MOVED = 2  # rows of a branch that is known again below another parent

Lists: TypeAlias = tuple[list[int], list[int]]  # children in both trees, to be aligned with each other


@dataclass(slots=True)
class Alignment:
    """``right_of`` and ``left_of``: a row's partner in the other tree. ``moved``: rows of the right with another order
    or another parent.
    """

    right_of: dict[int, int] = field(default_factory=dict)
    left_of: dict[int, int] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)

    def pair(self, left: int, right: int) -> None:
        self.right_of[left], self.left_of[right] = right, left


def align(left: LabelledTree, right: LabelledTree) -> Alignment:
    """Pair the rows of two trees, the first with the first.

    Children of a pair are aligned with each other: equal branches, then equal names (Needleman & Wunsch), then what
    changed its order, then what changed its name. A step that was put between a parent and its children, or taken out
    there, is looked through. Branches that found nobody and are there once in each tree moved to another parent.
    """
    number_shapes(left, right)
    return _Aligner(left, right).align()


class _Aligner:
    def __init__(self, left: LabelledTree, right: LabelledTree) -> None:
        self._left = left
        self._right = right
        self._found = Alignment()

    def align(self) -> Alignment:
        self._align_branch(0, 0)
        for i, j in self._moved_branches():
            if i not in self._found.right_of and j not in self._found.left_of:
                self._found.moved.add(j)
                self._align_branch(i, j)
        return self._found

    def _align_branch(self, i: int, j: int) -> None:
        """Pair two rows, and what is alike below them."""
        self._found.pair(i, j)
        waiting = [(i, j)]
        while waiting:
            i, j = waiting.pop()
            lefts = [child for child in self._left.children(i) if child not in self._found.right_of]
            rights = [child for child in self._right.children(j) if child not in self._found.left_of]
            for pair in self._align_children(lefts, rights):
                self._found.pair(*pair)
                waiting.append(pair)

    def _align_children(self, lefts: list[int], rights: list[int]) -> list[tuple[int, int]]:
        same = self._same(lefts, rights)
        for _ in range(MOST_LEVELS):
            opened = self._look_through(lefts, rights, same)
            if opened is None:
                break
            lefts, rights = opened
            same = self._same(lefts, rights)
        moved = self._moved(lefts, rights, same)
        self._found.moved.update(rights[j] for _, j in moved)
        renamed = self._renamed(lefts, rights, same, moved)
        return [(lefts[i], rights[j]) for i, j in (*same, *moved, *renamed)]

    def _same(self, lefts: Sequence[int], rights: Sequence[int]) -> Pairs:
        """Pair what has one name and type in the same order; in long lists, equal branches divide the rest first."""
        pairs: Pairs = []
        stretches = [(range(len(lefts)), range(len(rights)))]
        for find in (self._equal_exactly, self._equal_in_shape, self._equal_in_name):
            rest = []
            for olds, news in stretches:
                small = len(olds) * len(news) <= MOST_COMPARED
                found = (self._equal_in_name if small else find)([lefts[i] for i in olds], [rights[j] for j in news])
                pairs.extend((olds[i], news[j]) for i, j in found)
                for old, new, together in with_gaps(found, len(olds), len(news)):
                    if old and new and not together and not small:
                        rest.append((olds[old.start : old.stop], news[new.start : new.stop]))
            stretches = rest
        return sorted(pairs)

    def _equal_exactly(self, lefts: list[int], rights: list[int]) -> Pairs:
        return equal_pairs([self._left.exact[i] for i in lefts], [self._right.exact[j] for j in rights])

    def _equal_in_shape(self, lefts: list[int], rights: list[int]) -> Pairs:
        return equal_pairs([self._left.shape[i] for i in lefts], [self._right.shape[j] for j in rights])

    def _equal_in_name(self, lefts: list[int], rights: list[int]) -> Pairs:
        if len(lefts) * len(rights) > MOST_COMPARED:
            return equal_pairs([self._left.names[i] for i in lefts], [self._right.names[j] for j in rights])
        left, right = self._left, self._right
        return similar_pairs(len(lefts), len(rights), lambda i, j: same_step(left, lefts[i], right, rights[j]), SAME)

    def _look_through(self, lefts: list[int], rights: list[int], same: Pairs) -> Lists | None:
        """Put the children of steps in their place that were inserted above steps of the other list."""
        alone_left = {i for i, _ in enumerate(lefts)} - {i for i, _ in same}
        alone_right = {j for j, _ in enumerate(rights)} - {j for _, j in same}
        opened_left = self._wrappers(self._left, lefts, alone_left, self._right, [rights[j] for j in alone_right])
        opened_right = self._wrappers(self._right, rights, alone_right, self._left, [lefts[i] for i in alone_left])
        if not opened_left and not opened_right:
            return None
        return _open(self._left, lefts, opened_left), _open(self._right, rights, opened_right)

    def _wrappers(
        self, tree: LabelledTree, rows: list[int], alone: set[int], other: LabelledTree, others: list[int]
    ) -> set[int]:
        """Return which rows have below them what stands alone in the other list."""
        known: dict[Hashable, list[int]] = {}
        for row in others:
            known.setdefault(other.names[row], []).append(row)
        found = set()
        for place in alone:
            below = tree.below(rows[place])
            wrapped: Counter[Hashable] = Counter()
            for name in below.keys() & known.keys():
                for row in known[name]:
                    wrapped[name] += 1
                    wrapped.update(other.below(row))
            if wrapped and shared_part(below, wrapped) >= WRAPPED:
                found.add(rows[place])
        return found

    def _moved(self, lefts: list[int], rights: list[int], same: Pairs) -> Pairs:
        """Pair what stands in both lists, but in another order: equal branches first."""
        moved: Pairs = []
        taken_left, taken_right = {i for i, _ in same}, {j for _, j in same}
        for keys_left, keys_right in (
            (self._left.exact, self._right.exact),
            (self._left.shape, self._right.shape),
            (self._left.names, self._right.names),
        ):
            places: dict[Hashable, list[int]] = {}
            for j in reversed(range(len(rights))):
                if j not in taken_right:
                    places.setdefault(keys_right[rights[j]], []).append(j)
            for i in range(len(lefts)):
                if i not in taken_left and places.get(keys_left[lefts[i]]):
                    moved.append((i, places[keys_left[lefts[i]]].pop()))
                    taken_left.add(i)
                    taken_right.add(moved[-1][1])
        return moved

    def _renamed(self, lefts: list[int], rights: list[int], same: Pairs, moved: Pairs) -> Pairs:
        """Pair what stands alone between the same neighbours, and is alike."""
        gone, arrived = {i for i, _ in moved}, {j for _, j in moved}
        found: Pairs = []
        for olds, news, together in with_gaps(same, len(lefts), len(rights)):
            if together:
                continue
            here, there = [i for i in olds if i not in gone], [j for j in news if j not in arrived]
            likeness = self._renaming([lefts[i] for i in here], [rights[j] for j in there])
            found.extend((here[i], there[j]) for i, j in similar_pairs(len(here), len(there), likeness, RENAMED))
        return found

    def _renaming(self, lefts: list[int], rights: list[int]) -> Callable[[int, int], float]:
        return lambda i, j: renamed_step(self._left, lefts[i], self._right, rights[j])

    def _moved_branches(self) -> list[tuple[int, int]]:
        """Return branches without a partner that are there once in each tree, large ones first."""
        here = _once(self._left, self._found.right_of)
        there = _once(self._right, self._found.left_of)
        found = [(i, there[shape]) for shape, i in here.items() if shape in there]
        return sorted(found, key=lambda pair: -self._left.size(pair[0]))


def _once(tree: LabelledTree, partners: dict[int, int]) -> dict[int, int]:
    rows = [row for row in range(len(tree.tree)) if row not in partners and tree.size(row) >= LEAST_MOVED]
    count = Counter(tree.shape[row] for row in rows)
    return {tree.shape[row]: row for row in rows if count[tree.shape[row]] == 1}


def _open(tree: LabelledTree, rows: list[int], opened: set[int]) -> list[int]:
    return [inner for row in rows for inner in (tree.children(row) if row in opened else (row,))]
