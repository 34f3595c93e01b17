"""Conditions that clients send become SQL: each subject says what its columns are, and values are always bound.

A name is compared by its letters alone: ``startTime``, ``start_time`` and ``Start Time`` are one column.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Literal, Protocol, TypeAlias, TypeVar

from peewee import Database

from tracedesk.analysis.filter import Condition, ConditionType
from tracedesk.formats.json_text import dumps
from tracedesk.queries.conditions import Conditions
from tracedesk.queries.filter_functions import add_filter_functions
from tracedesk.records.units import NS_PER_MS

Kind: TypeAlias = Literal["text", "number", "time", "flag", "list", "metadata", "score", "category", "truth"]
Part: TypeAlias = tuple[str, tuple[object, ...]]  # SQL and its values
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
FITTING: dict[Kind, tuple[ConditionType, ...]] = {
    "text": ("string", "stringOptions", "null"),
    "number": ("number", "null"),
    "time": ("datetime", "null"),
    "flag": ("boolean", "null"),
    "list": ("arrayOptions", "stringOptions", "null"),
    "metadata": ("stringObject", "categoryOptions", "numberObject", "booleanObject"),
    "score": ("numberObject",),
    "category": ("categoryOptions",),
    "truth": ("booleanObject",),
}


class FilterError(Exception):
    """A list has no such column, or its column cannot be asked that; the text says why."""


@dataclass(frozen=True, slots=True)
class Column:
    """``sql`` is NULL where a row has none; of a ``time`` it is nanoseconds, of a ``list`` JSON text.

    ``metadata``, ``score``, ``category`` and ``truth`` hold one ``?``, for the key. The first two give one value, the
    others JSON lists: of texts, and of 0 and 1. ``words``: how the operator ``matches`` compares letters; None: it is
    not taken. ``long``: texts that a filter may only ask of if it names one, or words of it.
    """

    sql: str
    kind: Kind = "text"
    words: Literal["any case", "same case"] | None = None
    long: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What may be asked of a list."""

    columns: Mapping[str, Column]

    def name_of(self, asked: str) -> str:
        """Return our name of the column that a condition asks for.

        Raises:
            FilterError: there is none.
        """
        letters = _letters(asked)
        for name in self.columns:
            if _letters(name) == letters:
                return name
        raise FilterError(f"Invalid filter column {asked}. It must be one of {', '.join(self.columns)}.")

    def column(self, asked: str) -> Column:
        """Return the column that a condition asks for. Raises as ``name_of`` does."""
        return self.columns[self.name_of(asked)]

    def check(self, filtered: Sequence[Condition]) -> None:
        """Raise FilterError where a condition does not fit its column."""
        for one in filtered:
            column = self.column(one.column)
            fitting = FITTING[column.kind]
            if one.type not in fitting:
                raise FilterError(
                    f"The filter column {one.column} takes the types {', '.join(fitting)}, not {one.type}."
                )
            if one.operator == "matches" and column.words is None:
                raise FilterError(f"The filter column {one.column} does not take the operator matches.")
        long = [one for one in filtered if self.column(one.column).long]
        if long and not any(one.operator in ("=", "matches") for one in long):
            raise FilterError(f"A filter of {long[0].column} needs a condition with the operator = or matches.")


def names_few(filtered: Iterable[Condition], table: Table, column: str) -> bool:
    """Whether a condition leaves only some values of a column, so that an index on it finds the rows."""
    return any(one.operator in ("=", "any of") and table.name_of(one.column) == column for one in filtered)


def add_filter(database: Database, conditions: Conditions, filtered: Sequence[Condition], table: Table) -> None:
    """Add conditions that ``table`` has checked; the rest of the statement runs on this thread's connection."""
    if filtered:
        add_filter_functions(database)
    for one in filtered:
        sql, values = _condition(table.column(one.column), one)
        conditions.add(sql, *values)


class FilteredSearch(Protocol):
    """A frozen dataclass of simple conditions beside a filter; its fields without a condition have their defaults."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def filter(self) -> tuple[Condition, ...]: ...


Search = TypeVar("Search", bound=FilteredSearch)


def settled(search: Search, table: Table, simple: Mapping[str, tuple[str, ...]]) -> Search:
    """Let the filter take the place of simple conditions on the same columns, as Langfuse does.

    ``simple`` names the fields of the search by column. Where the filter asks for one text, it becomes the simple
    condition, for which there may be an index.
    """
    defaults = {one.name: one.default for one in fields(search)}
    changes: dict[str, object] = {}
    rest = []
    for one in search.filter:
        names = simple.get(table.name_of(one.column), ())
        changes = {name: defaults[name] for name in names} | changes
        text = _only_text(one)
        if text is not None and len(names) == 1 and changes[names[0]] is None:
            changes[names[0]] = text
        else:
            rest.append(one)
    return replace(search, filter=tuple(rest), **changes)


def _only_text(one: Condition) -> str | None:
    if one.type == "string" and one.operator == "=":
        return str(one.value)
    return (
        one.options[0] if one.type == "stringOptions" and one.operator == "any of" and len(one.options) == 1 else None
    )


def _letters(name: str) -> str:
    return _NOT_LETTERS.sub("", name.lower())


def _condition(column: Column, one: Condition) -> Part:
    key = () if one.key is None else (one.key,)
    match one.type:
        case "null":
            return _null(column, one.operator)
        case "datetime":
            return _time(column.sql, one)
        case "string" | "stringObject":
            return _text(column, key, one.operator, str(one.value))
        case "number":
            return f"{column.sql} {one.operator} ?", (one.value,)
        case "numberObject":
            number = f"number_in({column.sql})" if column.kind == "metadata" else column.sql
            return f"{number} {one.operator} ?", (*key, one.value)
        case "boolean":
            return f"{column.sql} {one.operator} ?", (one.value,)
        case "booleanObject" if column.kind == "metadata":
            truth = f"CASE {column.sql} WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"
            return f"{truth} {one.operator} ?", (*key, one.value)
        case "booleanObject":  # "not equal" holds where there is no score of the name, too
            listed = f"SELECT value FROM json_each({column.sql})"
            return f"? {'IN' if one.operator == '=' else 'NOT IN'} ({listed})", (one.value, *key)
    if column.kind in ("list", "category"):
        return _any_of_list(column.sql, key, one)
    return _any_of(column.sql, key, one)


def _null(column: Column, operator: str) -> Part:
    sql = column.sql
    if column.kind == "text":
        sql = f"nullif({sql}, '')"
    elif column.kind == "list":
        sql = f"nullif({sql}, '[]')"
    return f"{sql} IS {'NOT ' if operator == 'is not null' else ''}NULL", ()


def _time(sql: str, one: Condition) -> Part:
    """Answers show whole milliseconds: "after" such a time means after all of its nanoseconds."""
    time_ns = int(one.value)
    if time_ns % NS_PER_MS == 0 and one.operator in (">", "<="):
        return f"{sql} {'>=' if one.operator == '>' else '<'} ?", (time_ns + NS_PER_MS,)
    return f"{sql} {one.operator} ?", (time_ns,)


def _text(column: Column, key: tuple[object, ...], operator: str, text: str) -> Part:
    sql = column.sql
    match operator:
        case "contains":
            return f"instr({sql}, ?) > 0", (*key, text)
        case "does not contain":
            return f"coalesce(instr({sql}, ?), 0) = 0", (*key, text)
        case "starts with":
            return f"instr({sql}, ?) = 1", (*key, text)
        case "ends with" if text:
            return f"substr({sql}, ?) = ?", (*key, -len(text), text)
        case "ends with" | "is set":
            return f"{sql} IS NOT NULL", key
        case "is not set":
            return f"{sql} IS NULL", key
        case "matches":
            return f"has_words({sql}, ?, ?)", (*key, text, column.words == "any case")
    return f"{sql} = ?", (*key, text)


def _any_of(sql: str, key: tuple[object, ...], one: Condition) -> Part:
    listed = "(SELECT value FROM json_each(?))"
    values = (*key, dumps(one.options))
    if one.operator == "none of":
        return f"coalesce({sql} NOT IN {listed}, 1)", values
    return f"{sql} IN {listed}", values


def _any_of_list(sql: str, key: tuple[object, ...], one: Condition) -> Part:
    listed = dumps(one.options)
    if one.operator == "all of":
        missing = f"wanted.value NOT IN (SELECT value FROM json_each({sql}))"
        return f"NOT EXISTS (SELECT 1 FROM json_each(?) wanted WHERE {missing})", (listed, *key)
    found = f"SELECT 1 FROM json_each({sql}) element WHERE element.value IN (SELECT value FROM json_each(?))"
    return f"{'NOT ' if one.operator == 'none of' else ''}EXISTS ({found})", (*key, listed)
