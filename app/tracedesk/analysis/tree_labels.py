"""What the rows of a tree are called, and how alike two of them are with what lies below them."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from tracedesk.analysis.similar_pairs import shared
from tracedesk.analysis.text_diff import words_of
from tracedesk.analysis.tree import TraceTree

MOST_BELOW = 200  # rows that are looked at of those below one; more would cost deep trees the square of their depth


@dataclass(frozen=True, slots=True)
class StepLabel:
    """``text`` stands for what went into the step; None: unknown, and of no weight."""

    type: str
    name: str | None
    text: Hashable = None


@dataclass(slots=True)
class LabelledTree:
    """A tree with one label a row. ``shape`` is one number for all equal subtrees, whichever tree they are in."""

    tree: TraceTree
    labels: Sequence[StepLabel]
    shape: list[int] = field(default_factory=list)  # of types and names
    exact: list[int] = field(default_factory=list)  # of types, names and texts
    names: list[tuple[str, str | None]] = field(default_factory=list)
    _below: dict[int, Counter[Hashable]] = field(default_factory=dict)
    _children: dict[int, Counter[Hashable]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = [(label.type, label.name) for label in self.labels]

    def children(self, row: int) -> list[int]:
        found, child = [], row + 1
        while child < self.tree.end[row]:
            found.append(child)
            child = self.tree.end[child]
        return found

    def size(self, row: int) -> int:
        """Return how many rows a row has with all below it."""
        return self.tree.end[row] - row

    def below(self, row: int) -> Counter[Hashable]:
        """Return what the rows below are called, and how often; of very many, the first ones."""
        if row not in self._below:
            end = min(self.tree.end[row], row + 1 + MOST_BELOW)
            self._below[row] = Counter(self.names[row + 1 : end])
        return self._below[row]

    def children_names(self, row: int) -> Counter[Hashable]:
        if row not in self._children:
            self._children[row] = Counter(self.names[child] for child in self.children(row)[:MOST_BELOW])
        return self._children[row]


def number_shapes(*trees: LabelledTree) -> None:
    """Give equal subtrees of all trees the same numbers."""
    numbers: dict[Hashable, int] = {}
    for labelled in trees:
        count = len(labelled.tree)
        labelled.shape, labelled.exact = [0] * count, [0] * count
        for row in reversed(range(count)):
            below = labelled.children(row)
            label = labelled.labels[row]
            shape = (labelled.names[row], *(labelled.shape[child] for child in below))
            exact = (label, *(labelled.exact[child] for child in below))
            labelled.shape[row] = numbers.setdefault(shape, len(numbers))
            labelled.exact[row] = numbers.setdefault(exact, len(numbers))


def same_step(left: LabelledTree, i: int, right: LabelledTree, j: int) -> float:
    """Return how sure it is that two rows of one name and type are the same step, 0.7 to 1; otherwise 0."""
    if left.names[i] != right.names[j]:
        return 0.0
    if left.exact[i] == right.exact[j]:
        return 1.0
    text = left.labels[i].text is not None and left.labels[i].text == right.labels[j].text
    return 0.7 + 0.19 * shared(left.below(i), right.below(j)) + 0.1 * text


def renamed_step(left: LabelledTree, i: int, right: LabelledTree, j: int) -> float:
    """Return how likely two rows are one step with another name or type: by their words, and what is right below."""
    same_type = left.labels[i].type == right.labels[j].type
    words = shared(_name_words(left.labels[i].name), _name_words(right.labels[j].name))
    leaves = left.size(i) == right.size(j) == 1
    below = 0.25 if leaves else shared(left.children_names(i), right.children_names(j))
    return 0.2 * same_type + 0.3 * words + 0.4 * below


def _name_words(name: str | None) -> Counter[Hashable]:
    return words_of((name or "").replace("_", " ").replace("-", " ").lower())
