"""Nested objects as one flat map: ``{"a": {"b": 1}}`` becomes ``{"a.b": 1}``."""

from collections.abc import Iterator, Mapping

from tracedesk.records.json import Json


def dotted(values: Mapping[str, Json]) -> dict[str, Json]:
    """Return ``values`` without objects inside of it; lists and empty objects stay as they are."""
    return dict(_parts("", values))


def _parts(prefix: str, values: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    for key, value in values.items():
        if isinstance(value, Mapping) and value:
            yield from _parts(f"{prefix}{key}.", value)
        else:
            yield prefix + key, value
