"""The ``filter`` of lists: a JSON array of conditions (wire protocol, 5.4)."""

import math
from typing import get_args

from tracedesk.analysis.filter import KEYED, OPERATORS, Condition, ConditionType
from tracedesk.formats.batch import FormatError
from tracedesk.formats.fields import Fields
from tracedesk.formats.json_text import loads
from tracedesk.formats.times import with_plus
from tracedesk.records.json import Json

MOST_CONDITIONS = 100
MOST_OPTIONS = 1_000
LONGEST_TEXT = 100_000
_TYPES: tuple[ConditionType, ...] = get_args(ConditionType)


def filter_of(text: str) -> tuple[Condition, ...]:
    """Read a filter.

    Raises:
        FormatError: it is not JSON.
        ValueError: a condition of it is wrong; the text names it.
    """
    try:
        value = loads(text.encode("utf-8", "replace"))
    except FormatError:
        raise FormatError("Invalid JSON in filter parameter") from None
    return conditions_of(value, "filter")


def conditions_of(value: Json, path: str) -> tuple[Condition, ...]:
    """Read conditions that lie at ``path`` of a body.

    Raises:
        ValueError: one is wrong; the text names it.
    """
    if not isinstance(value, list):
        raise ValueError(f"{path} must be a list")
    if len(value) > MOST_CONDITIONS:
        raise ValueError(f"{path} may have at most {MOST_CONDITIONS} conditions")
    return tuple(_condition(Fields(one, f"{path}[{place}]")) for place, one in enumerate(value))


def _condition(fields: Fields) -> Condition:
    kind = fields.required_one_of("type", _TYPES)
    operator = fields.required_one_of("operator", OPERATORS[kind])
    column, key = fields.required_text("column"), fields.text("key")
    if kind in KEYED and not key:
        raise fields.error("key", f"is required for the type {kind}")
    several = kind.endswith("Options")
    return Condition(
        type=kind,
        column=column,
        operator=operator,
        value="" if several else _value(fields, kind, operator),
        options=_options(fields, kind) if several else (),
        key=key if kind in KEYED else None,
    )


def _value(fields: Fields, kind: ConditionType, operator: str) -> str | int | float:
    if kind == "null" or operator in ("is set", "is not set"):
        return ""
    value = fields.any("value")
    match kind:
        case "datetime" if isinstance(value, str):
            return _time(fields, value)
        case "number" | "numberObject" if isinstance(value, int | float) and not isinstance(value, bool):
            if math.isfinite(value):
                return float(value)
        case "boolean" | "booleanObject" if isinstance(value, bool):
            return value
        case "string" | "stringObject" if isinstance(value, str) and len(value) <= LONGEST_TEXT:
            return value
    raise fields.error("value", f"is not a value of the type {kind}")


def _time(fields: Fields, text: str) -> int:
    found = Fields({"value": with_plus(text)}, fields.path).time_ns("value")
    assert found is not None
    return found


def _options(fields: Fields, kind: ConditionType) -> tuple[str, ...]:
    options = fields.texts("value")
    if options is None or (kind == "stringOptions" and not options):
        raise fields.error("value", "must be a list of strings" if options is None else "must name at least one")
    if len(options) > MOST_OPTIONS:
        raise fields.error("value", f"may have at most {MOST_OPTIONS} strings")
    return tuple(dict.fromkeys(options))
