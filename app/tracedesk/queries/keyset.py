"""Pages by key: each goes on behind the last row of the one before it, at the same cost anywhere in the list.

SQLite walks an index through one range. "Beyond this row, or without a value" would make it sort the whole table, so
such a list is several ranges that are read one after the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

Key: TypeAlias = str | int | float | None
Cursor: TypeAlias = tuple[Key, ...]  # the sort keys of the last row


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted. ``keys`` are the columns of ``index`` after the project; the last is the row's number.

    Only the first key may be NULL, if ``nullable``: such rows come last in both directions.
    """

    index: str
    keys: tuple[str, ...]
    nullable: bool = True

    def by(self, *, descending: bool) -> str:
        """Return what comes after ORDER BY."""
        direction = "DESC" if descending else "ASC"
        return ", ".join(f"{key} {direction}" for key in self.keys)


@dataclass(frozen=True, slots=True)
class Range:
    """Neighbouring rows of an index, as a condition."""

    sql: str
    values: tuple[Key, ...]


def ranges_after(order: Order, cursor: Cursor | None, *, descending: bool) -> Iterator[Range]:
    """Return what is left of the list behind ``cursor``, nearest first; None: all of it."""
    first = order.keys[0]
    if cursor is not None:
        yield from _beyond(order.keys, cursor, "<" if descending else ">")
        if order.nullable and cursor[0] is not None:
            yield Range(f"{first} IS NULL", ())
    elif order.nullable:
        yield Range(f"{first} IS NOT NULL", ())
        yield Range(f"{first} IS NULL", ())
    else:
        yield Range("1", ())


def _beyond(keys: tuple[str, ...], cursor: Cursor, beyond: str) -> Iterator[Range]:
    """First the rows that share all keys of the cursor but the last, then all but the last two, and so on."""
    missing = cursor[0] is None
    for shared in range(len(keys) - 1, 0 if missing else -1, -1):
        equal = [f"{key} = ?" for key in keys[:shared]]
        values = cursor[: shared + 1]
        if missing:
            equal[0], values = f"{keys[0]} IS NULL", values[1:]
        yield Range(" AND ".join([*equal, f"{keys[shared]} {beyond} ?"]), values)
