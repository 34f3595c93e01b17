"""Fills the text index behind the writer: soon while little arrives, later while much does."""

import logging
import sqlite3
import threading
import time
from contextlib import closing

from peewee import Database, PeeweeException

from tracedesk.store.text_index import BATCH, TextIndex, text_index_of
from tracedesk.store.writer import Changed

log = logging.getLogger(__name__)

PAUSE_S = 0.25  # so that many small commits are read at once
FLOOD = 2_500  # observations a second, from where on the writer has the processor to itself ...
LONGEST_WAIT_S = 10.0  # ... until the index has waited this long
IDLE_S = 5.0  # without news, there is time to tidy up


class Indexer:
    """A thread that reads what was stored; ``changed`` is a listener of the writer."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._news = threading.Event()
        self._ended = threading.Event()
        self._arrived = 0
        self._thread = threading.Thread(target=self._run, name="indexer", daemon=True)
        self._thread.start()

    def changed(self, changed: Changed) -> None:
        self._arrived += changed.observation_count
        self._news.set()

    def close(self) -> None:
        self._ended.set()
        self._news.set()
        self._thread.join()

    def _run(self) -> None:
        index = text_index_of(self._database)
        while not self._ended.is_set():
            try:
                with closing(index.connect()) as connection:
                    self._follow(index, connection)
            except (sqlite3.Error, PeeweeException, OSError) as error:
                self._recover(index, error)
        self._database.close()

    def _recover(self, index: TextIndex, error: Exception) -> None:
        """Begin a broken file anew; for a full disk, wait: the search reads without the index meanwhile."""
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            index.discard(error)
            return
        log.error("The text index could not be filled; the next try is in a while", exc_info=error)
        self._ended.wait(LONGEST_WAIT_S)

    def _follow(self, index: TextIndex, connection: sqlite3.Connection) -> None:
        """Fill the file until it is another one: whoever finds it broken makes it anew."""
        untidy, file = False, index.path.stat().st_ino
        while not self._ended.is_set() and index.path.stat().st_ino == file:
            self._wait_for_calm()
            filled = index.fill(connection)
            untidy = untidy or filled > 0
            if filled < BATCH:
                if not self._news.wait(IDLE_S if untidy else None):
                    untidy = index.tidy(connection)
                self._ended.wait(PAUSE_S if self._news.is_set() else 0)
                self._news.clear()

    def _wait_for_calm(self) -> None:
        """Wait while much arrives: what came within the last pause tells."""
        patience_ends = time.monotonic() + LONGEST_WAIT_S
        while time.monotonic() < patience_ends:
            arrived, self._arrived = self._arrived, 0
            if arrived < FLOOD * PAUSE_S or self._ended.wait(PAUSE_S):
                return
