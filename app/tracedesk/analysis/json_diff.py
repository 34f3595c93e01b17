"""What differs between two JSON values: what came, what went, what changed, and what moved in its list, by path."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeGuard

from tracedesk.analysis.equal_pairs import Pairs, equal_pairs, with_gaps
from tracedesk.analysis.json_likeness import JsonLikeness
from tracedesk.analysis.json_numbers import JsonNumbers, is_container
from tracedesk.analysis.similar_pairs import similar_pairs
from tracedesk.records.json import Json

JsonPath: TypeAlias = tuple[str | int, ...]
ALIKE = 0.25  # items of a list that are less alike are two, and not one that changed


@dataclass(frozen=True, slots=True)
class JsonChange:
    """One difference. A path is None where the value is not there, and so is the value.

    The paths differ where lists grew or shrank before the value. "moved": it is the same, at another place of its list.
    """

    kind: Literal["added", "removed", "changed", "moved"]
    left_path: JsonPath | None
    right_path: JsonPath | None
    left: Json = None
    right: Json = None


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two values that stand for each other, and may differ."""

    left_path: JsonPath
    right_path: JsonPath
    left: Json
    right: Json


def diff_json(left: Json, right: Json) -> list[JsonChange]:
    """Compare members by their names, and items of lists by what they are: equal ones first, then similar ones.

    Bounded like ``equal_pairs`` and ``similar_pairs``: in long lists where all differs, items are compared in place.
    """
    return [*_Comparison().changes(left, right)]


class _Comparison:
    def __init__(self) -> None:
        self._numbers = JsonNumbers()
        self._likeness = JsonLikeness(self._numbers)

    def changes(self, left: Json, right: Json) -> Iterator[JsonChange]:
        waiting: list[_Pair | JsonChange] = [_Pair((), (), left, right)]
        while waiting:
            one = waiting.pop()
            if isinstance(one, JsonChange):
                yield one
            elif self._numbers.number(one.left) == self._numbers.number(one.right):
                continue
            elif isinstance(one.left, Mapping) and isinstance(one.right, Mapping):
                waiting.extend(reversed([*self._members(one, one.left, one.right)]))
            elif _is_list(one.left) and _is_list(one.right):
                waiting.extend(reversed([*self._items(one, one.left, one.right)]))
            else:
                yield JsonChange("changed", one.left_path, one.right_path, one.left, one.right)

    def _members(
        self, pair: _Pair, left: Mapping[str, Json], right: Mapping[str, Json]
    ) -> Iterator[_Pair | JsonChange]:
        for key, member in left.items():
            if key in right:
                yield _Pair((*pair.left_path, key), (*pair.right_path, key), member, right[key])
            else:
                yield JsonChange("removed", (*pair.left_path, key), None, left=member)
        for key, member in right.items():
            if key not in left:
                yield JsonChange("added", None, (*pair.right_path, key), right=member)

    def _items(self, pair: _Pair, left: Sequence[Json], right: Sequence[Json]) -> Iterator[_Pair | JsonChange]:
        before, after = [*map(self._numbers.number, left)], [*map(self._numbers.number, right)]
        equal = equal_pairs(before, after)
        moved = _moved(before, after, equal)
        arrived = set(moved.values())
        for olds, news, same in with_gaps(equal, len(left), len(right)):
            if same:
                continue
            here = [i for i in olds if i not in moved]
            there = [j for j in news if j not in arrived]
            if len(left) == len(right) == 1:
                changed = {0: 0}
            else:
                changed = dict(self._changed([left[i] for i in here], [right[j] for j in there]))
            became = {here[i]: there[j] for i, j in changed.items()}
            taken = set(became.values())
            for i in olds:
                at = (*pair.left_path, i)
                if i in moved:
                    yield JsonChange("moved", at, (*pair.right_path, moved[i]), left[i], right[moved[i]])
                elif i in became:
                    yield _Pair(at, (*pair.right_path, became[i]), left[i], right[became[i]])
                else:
                    yield JsonChange("removed", at, None, left=left[i])
            for j in there:
                if j not in taken:
                    yield JsonChange("added", None, (*pair.right_path, j), right=right[j])

    def _changed(self, left: Sequence[Json], right: Sequence[Json]) -> Iterator[tuple[int, int]]:
        """Yield which items became which others: similar ones, and plain values that stand in the same place."""
        alike = similar_pairs(len(left), len(right), lambda i, j: self._likeness.likeness(left[i], right[j]), ALIKE)
        for olds, news, together in with_gaps(alike, len(left), len(right)):
            plain = not any(is_container(left[i]) for i in olds) and not any(is_container(right[j]) for j in news)
            if together or (len(olds) == len(news) and plain):
                yield from zip(olds, news, strict=True)


def _moved(before: Sequence[int], after: Sequence[int], equal: Pairs) -> dict[int, int]:
    """Return where items went that stayed as they are, but not in their order."""
    stayed, there = {i for i, _ in equal}, {j for _, j in equal}
    places: dict[int, list[int]] = {}
    for j in reversed(range(len(after))):
        if j not in there:
            places.setdefault(after[j], []).append(j)
    return {i: places[one].pop() for i, one in enumerate(before) if i not in stayed and places.get(one)}


def _is_list(value: Json) -> TypeGuard[Sequence[Json]]:
    return is_container(value) and not isinstance(value, Mapping)
