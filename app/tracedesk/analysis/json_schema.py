"""Whether values fit a JSON Schema that somebody wrote; nothing is ever fetched for it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracedesk.records.json import Json, JsonObject

if TYPE_CHECKING:
    from jsonschema import SchemaError, ValidationError
    from jsonschema.protocols import Validator

MOST_FAULTS = 5
_LONGEST_FAULT = 300  # the library repeats the value in its words
# What the library stumbles over where nobody has checked the schema, such as behind a "$ref".
_STUMBLES = (RecursionError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, re.error)


class UnusableSchemaError(Exception):
    """The schema cannot be used; the text says why."""


def check_schema(schema: JsonObject) -> None:
    """Raise UnusableSchemaError unless ``schema`` is a JSON Schema: of the draft that it names, else of 2020-12."""
    from jsonschema import exceptions

    try:
        _draft_of(schema).check_schema(dict(schema))
    except exceptions.SchemaError as error:
        raise UnusableSchemaError(_fault(error)) from None
    except _STUMBLES as error:
        raise UnusableSchemaError(f"it cannot be read ({type(error).__name__})") from None


def schema_faults(schema: JsonObject, value: Json) -> list[str]:
    """Return what does not fit, the first few of it.

    Raises:
        UnusableSchemaError: the schema refers to something that is not there, or to itself without end.
    """
    from jsonschema.exceptions import UnknownType
    from referencing import Registry
    from referencing.exceptions import Unresolvable

    try:
        validator = _draft_of(schema)(schema, registry=Registry())  # its own registry would fetch what "$ref" names
        return list(_faults(validator, value))
    except (Unresolvable, UnknownType, *_STUMBLES) as error:
        raise UnusableSchemaError(f"it cannot be followed ({_shortened(str(error)) or type(error).__name__})") from None


def _faults(validator: "Validator", value: Json) -> Iterator[str]:
    for number, error in enumerate(validator.iter_errors(value)):
        if number == MOST_FAULTS:
            yield "and more"
            return
        yield _fault(error)


def _draft_of(schema: JsonObject) -> "type[Validator]":
    # Most datasets have no schema, and the library takes a tenth of a second to import.
    from jsonschema import Draft202012Validator
    from jsonschema.validators import validator_for

    named = isinstance(schema.get("$schema"), str)
    return validator_for(schema, default=Draft202012Validator) if named else Draft202012Validator


def _fault(error: "ValidationError | SchemaError") -> str:
    return f"{error.json_path}: {_shortened(error.message)}"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_FAULT else f"{text[:_LONGEST_FAULT]}…"
