"""Opens the one SQLite file: pragmas, migrations, and a copy before the schema changes."""

import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from peewee import Database, SqliteDatabase
from peewee import DatabaseError as PeeweeDatabaseError

from tracedesk.config.settings import Durability
from tracedesk.store.migrations import MIGRATIONS

__all__ = ["Database", "StoreError", "chunks", "execute", "executemany", "open_database", "rows", "write"]

BUSY_TIMEOUT_MS = 15_000
LARGEST_IDLE_LOG = 32 * 1024 * 1024  # bytes of the write-ahead log
KEYS_AT_ONCE = 500  # bound values of one IN list
# SQLite stores NaN as NULL. Python's sqlite3 looks for an adapter for each None, which takes longer than all the rest.
_NULL = math.nan
PRAGMAS = {
    "page_size": 8192,  # payloads of some hundred bytes leave less unused space than on pages of 4096
    "journal_mode": "wal",
    # SQLite copies the log into the database every 1,000 pages. A reader that stays delays it, and the log grows; this
    # is what is left of it when the reader has gone.
    "journal_size_limit": LARGEST_IDLE_LOG,
    "busy_timeout": BUSY_TIMEOUT_MS,
    "cache_size": -32_000,  # KiB
    "temp_store": "memory",
    "foreign_keys": 1,
}


Key = TypeVar("Key")


class StoreError(Exception):
    """The database cannot be used; the text says why and what to do."""


def open_database(path: Path, durability: Durability = "full") -> Database:
    """Open the file, made or migrated as needed. Each thread that uses the result gets its own connection.

    With ``durability`` "full" what was committed outlives a power cut, not only a crash.

    Raises:
        StoreError: the file is not a database, or was written by a newer Tracedesk.
    """
    path.touch(mode=0o600)  # prompts and answers are nobody else's business; SQLite's other files take this mode too
    pragmas = PRAGMAS | {"synchronous": durability}
    database = SqliteDatabase(str(path), pragmas=pragmas, timeout=BUSY_TIMEOUT_MS / 1000)
    try:
        _migrate(database, path)
    except (sqlite3.DatabaseError, PeeweeDatabaseError) as error:
        raise StoreError(f"{path} cannot be opened as a Tracedesk database: {error}") from error
    return database


def rows(database: Database, sql: str, parameters: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
    """Run a query on this thread's connection: the one untyped border of all reads."""
    return list(execute(database, sql, parameters).fetchall())


def execute(database: Database, sql: str, parameters: tuple[object, ...] = ()) -> sqlite3.Cursor:
    """Run one statement on this thread's connection."""
    cursor: sqlite3.Cursor = database.connection().execute(sql, parameters)  # type: ignore[no-untyped-call]
    return cursor


def executemany(database: Database, sql: str, many: Sequence[tuple[object, ...]]) -> None:
    """Run one statement for many rows on this thread's connection; four times as fast as peewee's ``insert_many``."""
    if not many:
        return
    bound = [[_NULL if value is None else value for value in row] for row in many]
    database.connection().executemany(sql, bound)  # type: ignore[no-untyped-call]


def chunks(keys: Iterable[Key]) -> Iterator[tuple[Key, ...]]:
    """Split keys so that each part fits into one IN list."""
    rest = iter(keys)
    while chunk := tuple(islice(rest, KEYS_AT_ONCE)):
        yield chunk


@contextmanager
def write(database: Database) -> Iterator[None]:
    """A transaction that takes the write lock at once, so that what it reads stays true until it commits."""
    with database.atomic("IMMEDIATE"):
        yield


def _migrate(database: SqliteDatabase, path: Path) -> None:
    if _version(database) == len(MIGRATIONS):
        return
    with database.atomic("EXCLUSIVE"):  # the window and its receiver may start at the same moment
        version = _version(database)
        if version > len(MIGRATIONS):
            raise StoreError(
                f"{path} was written by a newer Tracedesk (schema {version}; this one knows {len(MIGRATIONS)}). "
                "Start that version, or choose another data folder."
            )
        if 0 < version < len(MIGRATIONS):
            _back_up(path, version)
        for number in range(version, len(MIGRATIONS)):
            for statement in MIGRATIONS[number]:
                execute(database, statement)
            execute(database, f"PRAGMA user_version = {number + 1}")


def _version(database: SqliteDatabase) -> int:
    return int(rows(database, "PRAGMA user_version")[0][0])


def _back_up(path: Path, version: int) -> None:
    source = sqlite3.connect(path)
    target = sqlite3.connect(path.with_name(f"{path.stem}-before-schema-{version + 1}.db"))
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
