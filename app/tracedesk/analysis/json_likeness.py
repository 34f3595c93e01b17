"""How alike two JSON values are, so that an item of a list is known again after it changed."""

from collections import Counter
from collections.abc import Hashable, Mapping

from tracedesk.analysis.json_numbers import JsonNumbers, is_container, members
from tracedesk.analysis.similar_pairs import shared
from tracedesk.analysis.text_diff import word_likeness, words_of
from tracedesk.records.json import Json

MOST_VALUES = 300  # of a container that are looked at; items of long lists differ early
LONGEST_TEXT = 2_000  # characters of each text in it


class JsonLikeness:
    """Compares by members that are equal and by the words in all texts below, each counting for half."""

    def __init__(self, numbers: JsonNumbers) -> None:
        self._numbers = numbers
        self._bags: dict[int, tuple[Counter[Hashable], Counter[Hashable]]] = {}  # by id() of a container

    def likeness(self, left: Json, right: Json) -> float:
        """Return 0 for nothing in common to 1; values of different types have nothing in common."""
        if isinstance(left, str) and isinstance(right, str):
            return word_likeness(left[:LONGEST_TEXT], right[:LONGEST_TEXT])
        if not is_container(left) or not is_container(right) or isinstance(left, Mapping) != isinstance(right, Mapping):
            return float(self._numbers.number(left) == self._numbers.number(right))
        (members_left, words_left), (members_right, words_right) = self._bag(left), self._bag(right)
        return (shared(members_left, members_right) + shared(words_left, words_right)) / 2

    def _bag(self, value: Json) -> tuple[Counter[Hashable], Counter[Hashable]]:
        if id(value) not in self._bags:
            self._bags[id(value)] = self._members(value), self._words(value)
        return self._bags[id(value)]

    def _members(self, value: Json) -> Counter[Hashable]:
        if isinstance(value, Mapping):
            return Counter((key, self._numbers.number(member)) for key, member in value.items())
        return Counter(self._numbers.number(member) for member in members(value))

    def _words(self, value: Json) -> Counter[Hashable]:
        found: Counter[Hashable] = Counter()
        waiting: list[Json] = [value]
        for _ in range(MOST_VALUES):
            if not waiting:
                break
            inner = waiting.pop()
            if isinstance(inner, str):
                found.update(words_of(inner[:LONGEST_TEXT]))
            elif is_container(inner):
                waiting.extend(reversed([*members(inner)][:MOST_VALUES]))
            else:
                found[self._numbers.number(inner)] += 1
        return found
