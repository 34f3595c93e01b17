"""What a query or a body may hold: a name, what it may be, and whether it must be there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from tracedesk.records.json import Json

Schema: TypeAlias = dict[str, Json]  # of JSON Schema
SOME_TIME = "2026-03-01T09:15:00.000Z"


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of a query, or one field of a body; ``as_json``: the text of a parameter is JSON."""

    name: str
    schema: Schema = field(hash=False)
    required: bool = False
    as_json: bool = False


def text(name: str, *, required: bool = False, example: str | None = None) -> Field:
    examples: Schema = {} if example is None else {"examples": [example]}
    return Field(name, {"type": "string", **examples}, required)


def texts(name: str, *, required: bool = False) -> Field:
    """Several texts: repeated keys in a query, a list in a body."""
    return Field(name, {"type": "array", "items": {"type": "string"}}, required)


def listed(name: str) -> Field:
    """One text with commas between its parts."""
    return Field(name, {"type": "string", "description": "Several values, with commas between them."})


def time(name: str, *, required: bool = False) -> Field:
    return Field(name, {"type": "string", "format": "date-time", "examples": [SOME_TIME]}, required)


def number(name: str) -> Field:
    return Field(name, {"type": "number"})


def whole(name: str, *, most: int, default: int, least: int = 1) -> Field:
    return Field(name, {"type": "integer", "minimum": least, "maximum": most, "default": default})


def integer(name: str, *, required: bool = False) -> Field:
    return Field(name, {"type": "integer"}, required)


def count(name: str) -> Field:
    """A whole number from 1."""
    return Field(name, {"type": "integer", "minimum": 1})


def flag(name: str) -> Field:
    return Field(name, {"type": "boolean"})


def words(name: str, known: Sequence[str], *, required: bool = False) -> Field:
    """One of some words."""
    return Field(name, {"type": "string", "enum": list(known)}, required)


def several_words(name: str, known: Sequence[str]) -> Field:
    """Some of these words, with commas between them."""
    return Field(name, {"type": "string", "description": f"Some of {', '.join(known)}, with commas between them."})


def any_json(name: str) -> Field:
    return Field(name, {})


def json_object(name: str) -> Field:
    return Field(name, {"type": "object"})


def objects(name: str) -> Field:
    return Field(name, {"type": "array", "items": {"type": "object"}})


def object_of(*fields: Field) -> Schema:
    """The schema of an object with these fields; null stands for a field that is not there."""
    properties: Schema = {one.name: one.schema if one.required else _or_null(one.schema) for one in fields}
    required: list[Json] = [one.name for one in fields if one.required]
    return {"type": "object", "properties": properties, **({"required": required} if required else {})}


def _or_null(schema: Schema) -> Schema:
    if "type" not in schema:
        return schema
    known = schema.get("enum")
    return {
        **schema,
        "type": [schema["type"], "null"],
        **({"enum": [*known, None]} if isinstance(known, list) else {}),
    }
