"""Reads what attributes of a span tell, each to its type; what is empty tells nothing."""

from collections.abc import Mapping

import orjson

from tracedesk.formats.dialects.rules import Keys
from tracedesk.formats.json_text import dumps
from tracedesk.records.json import Json

_DEEPEST_JSON = 100  # levels; the store merges and writes objects recursively


def first(attributes: Mapping[str, Json], keys: Keys) -> Json:
    """Return the first of the values that tells something."""
    for key in keys:
        if value := attributes.get(key):
            return value
    return None


def first_text(attributes: Mapping[str, Json], keys: Keys) -> str | None:
    return text_of(first(attributes, keys))


def text_of(value: Json) -> str | None:
    """Return ``value`` as text: JSON unless it is a string; None: it tells nothing."""
    if not value:
        return None
    return value if isinstance(value, str) else dumps(value)


def unquoted(text: str) -> str:
    """Return what is in JSON's quotation marks, if ``text`` is."""
    found = decoded(text) if text.startswith('"') else None
    return found if found and isinstance(found, str) else text


def json_text(value: Json) -> str:
    return value if isinstance(value, str) else dumps(value)


def decoded(value: Json) -> Json:
    """Return what the text of an attribute holds as JSON; None: nothing, or it is none that we can keep."""
    if not isinstance(value, str):
        return value
    try:
        found: Json = orjson.loads(value)
    except orjson.JSONDecodeError:
        return None
    shallow = value.count("{") + value.count("[") <= _DEEPEST_JSON
    return found if shallow or _fits(found, _DEEPEST_JSON) else None


def decoded_object(value: Json) -> dict[str, Json] | None:
    found = decoded(value) if value else None
    return found if isinstance(found, dict) else None


def flat_parameters(parameters: Mapping[str, Json]) -> dict[str, Json]:
    """Return texts and numbers as they are, and anything else as JSON text."""
    flat: dict[str, Json] = {}
    for name, value in parameters.items():
        if value is not None:
            flat[name] = value if isinstance(value, int | float) and not isinstance(value, bool) else json_text(value)
    return flat


def _fits(value: Json, levels: int) -> bool:
    if isinstance(value, dict):
        return levels > 0 and all(_fits(inner, levels - 1) for inner in value.values())
    if isinstance(value, list):
        return levels > 0 and all(_fits(inner, levels - 1) for inner in value)
    return True


def tags_of(value: Json) -> tuple[str, ...] | None:
    """Return tags, which may come as a list, as JSON text of a list, with commas between, or as a single one."""
    if isinstance(value, str):
        listed = decoded(value) if value.startswith("[") else None
        tags = listed if isinstance(listed, list) else [tag.strip() for tag in value.split(",")]
    else:
        tags = value if isinstance(value, list) else [value]
    return tuple(text for tag in tags if (text := text_of(tag))) or None


def is_true(value: Json) -> bool:
    return value is True or value == "true"
