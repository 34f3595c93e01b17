"""Two short sequences put side by side by how alike their items are."""

from collections import Counter
from collections.abc import Callable, Hashable

from tracedesk.analysis.equal_pairs import Pairs

MOST_CELLS = 2_500  # beyond, items are only compared with the one in their own place


def similar_pairs(
    left: int, right: int, similarity: Callable[[int, int], float], least: float, most_cells: int = MOST_CELLS
) -> Pairs:
    """Return which of ``left`` items go with which of ``right`` ones, rising on both sides.

    ``similarity`` of two places is 0 to 1; items that are less alike than ``least`` stay alone. The sum of what is
    paired is the highest that there is.

    Source: Needleman & Wunsch (1970), without a price for gaps.
    """
    if left * right > most_cells:
        return [(i, i) for i in range(min(left, right)) if similarity(i, i) >= least]
    best = [[0.0] * (right + 1) for _ in range(left + 1)]
    alike = [[0.0] * right for _ in range(left)]
    for i in range(left - 1, -1, -1):
        row, below = best[i], best[i + 1]
        for j in range(right - 1, -1, -1):
            alike[i][j] = similarity(i, j)
            together = below[j + 1] + alike[i][j] if alike[i][j] >= least else 0.0
            row[j] = max(together, below[j], row[j + 1])
    pairs: Pairs = []
    i = j = 0
    while i < left and j < right:
        if alike[i][j] >= least and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def shared_part(part: Counter[Hashable], whole: Counter[Hashable]) -> float:
    """Return which share of one bag lies in another, 0 to 1."""
    total = part.total()
    return sum(min(count, whole[item]) for item, count in part.items() if item in whole) / total if total else 1.0


def shared(left: Counter[Hashable], right: Counter[Hashable]) -> float:
    """Return which share of two bags lies in both, 0 to 1.

    Source: Dice (1945).
    """
    total = left.total() + right.total()
    return 2 * sum(min(count, right[item]) for item, count in left.items() if item in right) / total if total else 1.0
