"""Pages by number, as the public API has them: what is skipped is skipped in an index, its payloads unread."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from peewee import Database

from tracedesk.queries.conditions import Conditions
from tracedesk.queries.snapshot import snapshot
from tracedesk.store.database import rows

RowKey: TypeAlias = int | str
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class PageQuery:
    """``source`` is what follows FROM; ``key`` names the column that tells its rows apart."""

    source: str
    key: str
    order: str
    conditions: Conditions

    def keys(self, database: Database, *, limit: int, offset: int) -> list[RowKey]:
        """Return the keys of one page; a ``limit`` of -1 means all that follow."""
        sql = f"SELECT {self.key} FROM {self.source} WHERE {self.conditions.where} ORDER BY {self.order}"
        found = rows(database, f"{sql} LIMIT ? OFFSET ?", (*self.conditions.values, limit, offset))
        return [row[0] for row in found]

    def total(self, database: Database) -> int:
        """Count the rows of all pages."""
        sql = f"SELECT count(*) FROM {self.source} WHERE {self.conditions.where}"
        return int(rows(database, sql, self.conditions.values)[0][0])

    def page(
        self, database: Database, select: str, read: Callable[[tuple[Any, ...]], Thing], *, limit: int, offset: int
    ) -> tuple[list[Thing], int]:
        """Return one page and the number of all rows; ``select`` asks for one row by its key, ``read`` reads it."""
        with snapshot(database):
            keys = self.keys(database, limit=limit, offset=offset)
            return [read(row) for row in rows_by_key(database, select, keys)], self.total(database)


def rows_by_key(database: Database, sql: str, keys: Sequence[RowKey]) -> Iterator[tuple[Any, ...]]:
    """Return the rows of ``keys`` in their order; ``sql`` asks for one."""
    for key in keys:
        yield from rows(database, sql, (key,))
