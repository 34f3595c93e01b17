"""Deletes the files that nothing refers to any more.

Not at once: whoever reads an older state of the database still looks for them. Files come to be inside of the writers'
transactions, so inside of one of its own the sweeper sees for certain what is referred to.
"""

import logging
import sqlite3
import time
from pathlib import Path

from peewee import Database, PeeweeException

from tracedesk.store.database import execute, rows, write
from tracedesk.store.hashed_files import DRAFTS, HashedFiles

log = logging.getLogger(__name__)

PAUSE_S = 60.0  # between two looks; a file that both find is deleted
OLD_DRAFT_S = 24 * 3600.0  # whoever began it is gone
# By folder beside the database.
_REFERRED = {
    "payloads": "SELECT 1 FROM payload WHERE file = ?",
    "media": "SELECT 1 FROM media WHERE file = ?",
}


class Sweeper:
    """For the writer's thread, between commits."""

    def __init__(self, database: Database, every_s: float = PAUSE_S) -> None:
        self._database = database
        self._every_s = every_s
        root = Path(str(database.database)).parent
        self._folders = {name: HashedFiles(root / name) for name in _REFERRED}
        self._seen: set[tuple[str, str]] = set()
        self._next_look_s: float | None = time.monotonic()  # None: after the next commit
        self._drafts_left = True

    @property
    def pause_s(self) -> float | None:
        """When to look again even if nothing was committed. None: no need to."""
        return None if self._next_look_s is None else max(0.0, self._next_look_s - time.monotonic())

    def look(self) -> None:
        """Note what is not referred to any more, and delete what was noted the last time."""
        if self.pause_s:
            return
        try:
            self._drop_old_drafts()
            found = set(rows(self._database, "SELECT folder, file FROM file_gone"))
            due = found & self._seen
            if due:
                self._delete(due)
            self._seen = found - due
        except (sqlite3.Error, PeeweeException, OSError):
            log.exception("Files that are not needed any more could not be deleted; the next try is in a while")
            self._next_look_s = time.monotonic() + self._every_s
        else:
            self._next_look_s = time.monotonic() + self._every_s if self._seen else None

    def _delete(self, due: set[tuple[str, str]]) -> None:
        with write(self._database):
            for folder, file in sorted(due):
                if not rows(self._database, _REFERRED[folder], (file,)):
                    self._folders[folder].path(file).unlink(missing_ok=True)
                execute(self._database, "DELETE FROM file_gone WHERE folder = ? AND file = ?", (folder, file))

    def _drop_old_drafts(self) -> None:
        """Delete what a crash has left half written."""
        if self._drafts_left:
            oldest_s = time.time() - OLD_DRAFT_S
            for files in self._folders.values():
                for path in files.folder.glob(DRAFTS):
                    if path.stat().st_mtime < oldest_s:
                        path.unlink(missing_ok=True)
            self._drafts_left = False
