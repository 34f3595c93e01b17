"""Numbers for JSON values, so that comparing two of them costs one step however large they are."""

from collections.abc import Hashable, Iterable, Mapping, Sequence

from tracedesk.records.json import Json


class JsonNumbers:
    """Gives equal values the same number. 1, 1.0 and true are three values, as their texts differ.

    Containers are known by where they lie in memory: they must stay alive, and as they are.
    """

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._known: dict[int, int] = {}  # by id() of a container

    def number(self, value: Json) -> int:
        if not is_container(value):
            return self._number_of((type(value).__name__, repr(value) if isinstance(value, float) else value))
        if id(value) not in self._known:
            self._read(value)
        return self._known[id(value)]

    def _read(self, value: Json) -> None:
        """Number a container after those in it; without recursion, as values may be nested deep."""
        waiting: list[tuple[Json, bool]] = [(value, False)]
        while waiting:
            inner, ready = waiting.pop()
            if id(inner) in self._known:
                continue
            if not ready:
                waiting.append((inner, True))
                waiting.extend((member, False) for member in members(inner) if is_container(member))
            elif isinstance(inner, Mapping):
                named = sorted((key, self.number(member)) for key, member in inner.items())
                self._known[id(inner)] = self._number_of(("{}", *named))
            else:
                self._known[id(inner)] = self._number_of(("[]", *map(self.number, members(inner))))

    def _number_of(self, key: Hashable) -> int:
        return self._numbers.setdefault(key, len(self._numbers))


def is_container(value: Json) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str))


def members(value: Json) -> Iterable[Json]:
    """Return the values in an object or list; of others, none."""
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()
