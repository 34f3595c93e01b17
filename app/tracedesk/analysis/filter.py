"""Conditions of a list as clients write them in JSON, read and checked (wire protocol, 5.4)."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

ConditionType: TypeAlias = Literal[
    "datetime", "string", "number", "stringOptions", "arrayOptions", "categoryOptions", "stringObject", "numberObject",
    "booleanObject", "boolean", "null",
]  # fmt: skip
_COMPARISONS = ("=", ">", "<", ">=", "<=")
_TEXTS = ("=", "contains", "does not contain", "starts with", "ends with", "matches")
OPERATORS: dict[ConditionType, tuple[str, ...]] = {
    "datetime": (">", "<", ">=", "<="),
    "string": _TEXTS,
    "number": _COMPARISONS,
    "stringOptions": ("any of", "none of"),
    "arrayOptions": ("any of", "none of", "all of"),
    "categoryOptions": ("any of", "none of"),
    "stringObject": (*_TEXTS, "is set", "is not set"),
    "numberObject": _COMPARISONS,
    "booleanObject": ("=", "<>"),
    "boolean": ("=", "<>"),
    "null": ("is null", "is not null"),
}
KEYED: frozenset[ConditionType] = frozenset({"categoryOptions", "stringObject", "numberObject", "booleanObject"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition; all of a list must hold.

    ``value`` is nanoseconds for a ``datetime``, and nothing where ``options`` or no value is asked for. ``key`` names
    what of the column is meant: a key of the metadata, a score.
    """

    type: ConditionType
    column: str
    operator: str
    value: str | int | float = ""
    options: tuple[str, ...] = ()
    key: str | None = None
