"""Empties the write-ahead log where SQLite finds no moment to do so.

SQLite writes the log from its beginning again when a commit finds that nobody reads from it. Readers that overlap leave
no such moment, and one that stays for long leaves a large log behind; then the writer makes a moment.
"""

import logging
import sqlite3
import time
from pathlib import Path

from peewee import Database

from tracedesk.store.database import BUSY_TIMEOUT_MS, LARGEST_IDLE_LOG, execute, rows

log = logging.getLogger(__name__)

READERS_WAIT_MS = 2_000  # commits stand still so long for those who read; the queue holds what arrives meanwhile
AGAIN_S = 10.0  # after a try in vain


class LogKeeper:
    """Keeps the log below ``LARGEST_IDLE_LOG`` and a commit. For the writer's thread, between commits."""

    def __init__(self, database: Database) -> None:
        self._database = database
        path = Path(str(database.database))
        self._log = path.with_name(f"{path.name}-wal")
        self._next_try_s: float | None = None  # by the monotonic clock

    @property
    def pause_s(self) -> float | None:
        """When to look again even if nothing was committed. None: no need to."""
        return None if self._next_try_s is None else max(0.0, self._next_try_s - time.monotonic())

    def look(self) -> None:
        """Empty the log if it is too large."""
        if self.pause_s:
            return
        try:
            small = self._log.stat().st_size <= LARGEST_IDLE_LOG or self._empty()
        except (sqlite3.Error, OSError):  # such as a full disk: what was committed is safe in the log
            log.exception("The write-ahead log could not be emptied; the next try is in a while")
            small = False
        self._next_try_s = None if small else time.monotonic() + AGAIN_S

    def _empty(self) -> bool:
        """Return False when somebody still reads from it."""
        execute(self._database, f"PRAGMA busy_timeout = {READERS_WAIT_MS}")
        try:
            return not rows(self._database, "PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        finally:
            execute(self._database, f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
