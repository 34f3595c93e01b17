"""The common part of two sequences: which items of one stand, in the same order, in the other."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Pairs: TypeAlias = list[tuple[int, int]]

MOST_STEPS = 2_000_000  # about a second; after that, only equal beginnings and ends of what is left are found
SMALL = 4_096  # cells of a table; below that the longest common part is found exactly
MOST_EDITS = 1_000  # in one stretch without an item that is there but once; the path back takes this squared


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Parts of both sequences that stand against each other."""

    left: int
    left_end: int
    right: int
    right_end: int

    @property
    def cells(self) -> int:
        return (self.left_end - self.left) * (self.right_end - self.right)


def equal_pairs(left: Sequence[Hashable], right: Sequence[Hashable], most_steps: int = MOST_STEPS) -> Pairs:
    """Return the places of equal items, rising on both sides; nearly the longest such list, in bounded time.

    Source: items that are there once on both sides divide long sequences (Bram Cohen's patience diff); what lies
    between them is compared by Myers' greedy algorithm (An O(ND) Difference Algorithm, 1986).
    """
    pairs: Pairs = []
    waiting = [_Stretch(0, len(left), 0, len(right))]
    steps = most_steps
    while waiting:
        stretch = _trim(left, right, waiting.pop(), pairs)
        if not stretch.cells or steps <= 0:
            continue
        anchors: Pairs = []
        if stretch.cells > SMALL:
            steps -= stretch.left_end - stretch.left + stretch.right_end - stretch.right
            anchors = _anchors(left, right, stretch)
        if anchors:
            pairs.extend(anchors)
            waiting.extend(_between(stretch, anchors))
        else:
            found, spent = _shortest_edit(left, right, stretch, steps)
            pairs.extend(found)
            steps -= spent
    return sorted(pairs)


def with_gaps(pairs: Pairs, left: int, right: int) -> Iterator[tuple[range, range, bool]]:
    """Yield what stands side by side: stretches of pairs (True), and what lies before, between and after them."""
    i = j = 0
    at = 0
    while at < len(pairs) or i < left or j < right:
        i_next, j_next = pairs[at] if at < len(pairs) else (left, right)
        if i < i_next or j < j_next:
            yield range(i, i_next), range(j, j_next), False
        begin = at
        while at < len(pairs) and pairs[at] == (i_next + at - begin, j_next + at - begin):
            at += 1
        i, j = i_next + at - begin, j_next + at - begin
        if at > begin:
            yield range(i_next, i), range(j_next, j), True


def _trim(left: Sequence[Hashable], right: Sequence[Hashable], stretch: _Stretch, pairs: Pairs) -> _Stretch:
    """Take equal beginnings and ends off, as pairs."""
    i, i_end, j, j_end = stretch.left, stretch.left_end, stretch.right, stretch.right_end
    while i < i_end and j < j_end and left[i] == right[j]:
        pairs.append((i, j))
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and left[i_end - 1] == right[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
        pairs.append((i_end, j_end))
    return _Stretch(i, i_end, j, j_end)


def _anchors(left: Sequence[Hashable], right: Sequence[Hashable], stretch: _Stretch) -> Pairs:
    """Return the longest rising list of items that are there once on either side."""
    here, there = range(stretch.left, stretch.left_end), range(stretch.right, stretch.right_end)
    count_left, count_right = Counter(left[i] for i in here), Counter(right[j] for j in there)
    place = {right[j]: j for j in there if count_right[right[j]] == 1}
    once = [(i, place[left[i]]) for i in here if count_left[left[i]] == 1 and left[i] in place]
    ends: list[int] = []  # the lowest place in which a rising list of each length can end
    last: list[int] = []  # which item that is
    before: list[int] = []
    for number, (_, j) in enumerate(once):
        length = bisect_left(ends, j)
        ends[length:] = [j, *ends[length + 1 :]] if length < len(ends) else [j]
        last[length : length + 1] = [number]
        before.append(last[length - 1] if length else -1)
    rising: Pairs = []
    number = last[-1] if last else -1
    while number >= 0:
        rising.append(once[number])
        number = before[number]
    return rising[::-1]


def _between(stretch: _Stretch, anchors: Pairs) -> list[_Stretch]:
    starts = [(stretch.left, stretch.right), *((i + 1, j + 1) for i, j in anchors)]
    ends = [*anchors, (stretch.left_end, stretch.right_end)]
    return [_Stretch(i, i_end, j, j_end) for (i, j), (i_end, j_end) in zip(starts, ends, strict=True)]


def _shortest_edit(
    left: Sequence[Hashable], right: Sequence[Hashable], stretch: _Stretch, most_steps: int
) -> tuple[Pairs, int]:
    """Return the pairs that the fewest edits leave in place, and the steps taken; no pairs if that takes too many."""
    a, b = left[stretch.left : stretch.left_end], right[stretch.right : stretch.right_end]
    furthest = {1: 0}  # on each diagonal, how far into ``a`` the edits so far can get
    paths: list[dict[int, int]] = []
    steps = 0
    for edits in range(min(len(a) + len(b), MOST_EDITS) + 1):
        reached: dict[int, int] = {}
        for diagonal in range(-edits, edits + 1, 2):
            x, _ = _start(furthest, diagonal, edits)
            y = x - diagonal
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y, steps = x + 1, y + 1, steps + 1
            reached[diagonal] = x
            if x >= len(a) and y >= len(b):
                paths.append(reached)
                return [(stretch.left + i, stretch.right + j) for i, j in _walk_back(paths, len(a), len(b))], steps
        steps += edits
        if steps > most_steps:
            break
        paths.append(reached)
        furthest = reached
    return [], steps


def _start(furthest: dict[int, int], diagonal: int, edits: int) -> tuple[int, bool]:
    """Return where a diagonal is entered, and whether by an item of the right; otherwise by one of the left."""
    below, beside = furthest.get(diagonal + 1, -1), furthest.get(diagonal - 1, -1)
    from_below = diagonal == -edits or (diagonal != edits and beside < below)
    return (below, True) if from_below else (beside + 1, False)


def _walk_back(paths: list[dict[int, int]], x: int, y: int) -> Pairs:
    """Return the pairs on the way to an end, last ones first."""
    pairs: Pairs = []
    for edits in range(len(paths) - 1, -1, -1):
        start, from_below = _start(paths[edits - 1] if edits else {1: 0}, x - y, edits)
        while x > start:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = (x, y - 1) if from_below else (x - 1, y)
    return pairs
