"""How the statements about one thing become one thing, whatever their order of arrival.

Each statement has a stamp: the time at which it was said, doubled, plus one when it is an update, so that of two
statements of the same moment the creation comes first. Each field remembers the stamp of the statement that set it;
a row keeps one stamp for all its fields and names only the fields that differ.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from tracedesk.records.json import Json

MOST_METADATA_LAYERS = 32  # beyond, the two oldest become one, and what was said between them comes too late
ASSUMED = 2**63 - 1  # the stamp of a value that nobody said, such as a trace's start taken from its first observation


def stamp_of(said_ns: int, *, creation: bool) -> int:
    return said_ns * 2 + (not creation)


def _outranks(new: str, stamp: int, old: str, old_stamp: int) -> bool:
    """Whether a type replaces another: a specific type beats SPAN, a creation beats an update, then the later one."""
    return (new != "SPAN", stamp % 2 == 0, stamp) >= (old != "SPAN", old_stamp % 2 == 0, old_stamp)


@dataclass(slots=True)
class Layered:
    """The fields of one thing while statements are laid upon it.

    Which rule a field follows is told by the sets given to ``lay``; see section 2.5 of the Langfuse wire protocol:
    the last statement wins for most fields, the first one for those that are immutable, tags are united, metadata is
    merged deeply in the order of the statements.
    """

    values: dict[str, Any] = field(default_factory=dict)
    stamps: dict[str, int] = field(default_factory=dict)
    metadata_layers: list[tuple[int, dict[str, Json]]] = field(default_factory=list)
    payload_changed: bool = False

    def lay(self, statement: object, stamp: int, *, last: tuple[str, ...], first: tuple[str, ...]) -> None:
        values, stamps = self.values, self.stamps
        if not stamps:  # most things are told of in one piece
            told = {name: value for name in last + first if (value := getattr(statement, name)) is not None}
            values |= told
            self.stamps = dict.fromkeys(told, stamp)
            return
        for name in last:
            value = getattr(statement, name)
            if value is None or (value == {} and values.get(name)):
                continue
            if stamp >= stamps.get(name, -1) or values[name] == {}:  # "nothing in it" never outranks something
                values[name], stamps[name] = value, stamp
        for name in first:
            value = getattr(statement, name)
            if value is not None and stamp < stamps.get(name, ASSUMED + 1):
                values[name], stamps[name] = value, stamp

    def clear(self, names: frozenset[str], stamp: int) -> None:
        for name in names:
            if stamp >= self.stamps.get(name, -1):
                self.values[name], self.stamps[name] = None, stamp

    def retract(self, stamp: int) -> None:
        """Forget what was said at a moment, to say it anew; tags are united, and nobody knows whose they are."""
        for name in [name for name, one in self.stamps.items() if one == stamp and name != "tags"]:
            del self.stamps[name]
            self.values.pop(name, None)
        self.metadata_layers = [(one, patch) for one, patch in self.metadata_layers if one != stamp]

    def assume(self, name: str, value: int) -> None:
        """Take the smallest ``value`` for a field until somebody says it."""
        known = self.stamps.get(name)
        if known is None or (known == ASSUMED and value < self.values[name]):
            self.values[name], self.stamps[name] = value, ASSUMED

    def lay_type(self, kind: str | None, stamp: int) -> None:
        if kind is not None and (
            "type" not in self.stamps or _outranks(kind, stamp, self.values["type"], self.stamps["type"])
        ):
            self.values["type"], self.stamps["type"] = kind, stamp

    def lay_payload(
        self,
        input_text: str | None,
        output_text: str | None,
        metadata: Mapping[str, Json] | None,
        source: bytes | None,
        stamp: int,
    ) -> None:
        for name, value in (("input", input_text), ("output", output_text), ("source", source)):
            if value is not None and stamp >= self.stamps.get(name, -1):
                self.values[name], self.stamps[name] = value, stamp
                self.payload_changed = True
        if metadata:
            self._lay_metadata(dict(metadata), stamp)
            self.stamps["metadata"] = self.metadata_layers[-1][0]

    def _lay_metadata(self, patch: dict[str, Json], stamp: int) -> None:
        for number, (known_stamp, known) in enumerate(self.metadata_layers):
            if known == patch:
                if stamp <= known_stamp:
                    return
                del self.metadata_layers[number]
                break
        self.metadata_layers.append((stamp, patch))
        self.metadata_layers.sort(key=lambda layer: layer[0])
        if len(self.metadata_layers) > MOST_METADATA_LAYERS:
            (_, oldest), (next_stamp, following), *rest = self.metadata_layers
            self.metadata_layers = [(next_stamp, merge_deep(oldest, following)), *rest]
        self.payload_changed = True

    def payload(self) -> tuple[object, ...]:
        """Return what a payload is made of."""
        return (*map(self.values.get, ("input", "output", "source")), self.metadata_layers)

    def metadata(self) -> dict[str, Json]:
        merged: dict[str, Json] = {}
        for _, patch in self.metadata_layers:
            merged = merge_deep(merged, patch)
        return merged


def merge_deep(base: dict[str, Json], patch: dict[str, Json]) -> dict[str, Json]:
    """Return ``base`` with ``patch`` over it: objects and lists are merged inside, everything else is replaced."""
    merged = dict(base)
    for key, value in patch.items():
        merged[key] = _merge_value(merged[key], value) if key in merged else value
    return merged


def _merge_value(old: Json, new: Json) -> Json:
    if isinstance(old, dict) and isinstance(new, dict):
        return merge_deep(old, new)
    if isinstance(old, list) and isinstance(new, list):
        both = [_merge_value(before, after) for before, after in zip(old, new, strict=False)]
        return both + list(new[len(old) :]) + list(old[len(new) :])
    return new


def pack_stamps(stamps: Mapping[str, int], values: Mapping[str, object]) -> tuple[int, str | None]:
    """Return the stamp that most fields share, and the others as JSON text (None: there are no others).

    A field that was cleared is always among the others: its empty column does not tell it from one never said.
    """
    counts = Counter(stamps.values())
    common = max(counts, key=lambda stamp: counts[stamp])
    others = {name: stamp for name, stamp in stamps.items() if stamp != common or values.get(name, "") is None}
    return common, orjson.dumps(others).decode() if others else None


def unpack_stamps(common: int, others: str | None, values: Mapping[str, object]) -> dict[str, int]:
    """Undo ``pack_stamps``: every field with a value has the common stamp, unless the text says otherwise."""
    stamps = {name: common for name, value in values.items() if value is not None}
    if others is not None:
        stamps.update(orjson.loads(others))
    return stamps
