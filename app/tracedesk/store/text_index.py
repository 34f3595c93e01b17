"""The text index: a file of its own beside the database, filled behind the writer, made anew whenever it is missing.

It holds words and the payloads that have them, no text. Apart from the database it can be written while the database
is, and lost without loss. Its progress is the number of the last payload that it has read: payloads are never changed
(see ``store.payloads``), so the next ones are all that is new.
"""

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from peewee import Database

from tracedesk.store.companion import Companion
from tracedesk.store.database import LARGEST_IDLE_LOG, executemany, rows, write
from tracedesk.store.payloads import payloads_of
from tracedesk.store.words import indexed

log = logging.getLogger(__name__)

NAME = "tracedesk-text.db"
FORMAT = 2  # of the words; an index of another one is made anew
LONGEST_TEXT = 256 * 1024  # characters of one payload that can be found
BATCH = 500  # payloads; a few ten milliseconds
BUSY_TIMEOUT_S = 15
MERGED_PAGES = -64  # at once; negative: all parts become one

# Only which payload has a word, not where in it: with places it would be as large as the payloads themselves.
WORD_TABLE = "CREATE VIRTUAL TABLE word USING fts5(text, content='', columnsize=0, detail=none)"
_SCHEMA = (
    WORD_TABLE,
    "CREATE TABLE document (payload_id INTEGER PRIMARY KEY, trace_seq INTEGER NOT NULL) STRICT",
    "CREATE TABLE progress (payload_id INTEGER NOT NULL, project_id TEXT NOT NULL) STRICT",
    f"PRAGMA user_version = {FORMAT}",
)
_DOCUMENTS = """
    SELECT p.payload_id, p.trace_seq, p.dictionary, p.body, p.file, o.name, o.model, o.status_message, t.name,
        t.user_id, t.session_id, t.release, t.version, t.tags, t.trace_id
    FROM payload p
    LEFT JOIN observation o ON o.seq = p.observation_seq
    LEFT JOIN trace t ON t.seq = p.trace_seq AND p.observation_seq IS NULL
"""
_NEXT = f"{_DOCUMENTS} WHERE p.payload_id > ? ORDER BY p.payload_id LIMIT ?"
_NEWEST = f"{_DOCUMENTS} WHERE p.payload_id > ? ORDER BY p.payload_id DESC LIMIT ?"
_SOME = f"{_DOCUMENTS} WHERE p.payload_id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Document:
    """What can be found of one payload and the row that it belongs to. ``texts``: each a text or JSON text."""

    payload_id: int
    trace_seq: int
    texts: tuple[str, ...]


class TextIndex:
    """The index of one database. Every thread may use it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.path = Path(str(database.database)).with_name(NAME)

    def progress(self, index: sqlite3.Connection) -> int:
        """Return the number of the last payload that was read."""
        return int(index.execute("SELECT payload_id FROM progress").fetchone()[0])

    def unread(self, index: sqlite3.Connection, limit: int) -> Iterator[Document]:
        """Yield the newest of what was not read yet."""
        return self._documents(_NEWEST, (self.progress(index), limit))

    def documents(self, payload_ids: Sequence[int]) -> Iterator[Document]:
        return self._documents(_SOME, (orjson.dumps(payload_ids).decode(),))

    def _documents(self, sql: str, values: tuple[object, ...]) -> Iterator[Document]:
        payloads = payloads_of(self._database)
        for payload_id, trace_seq, dictionary, body, file, *names in rows(self._database, sql, values):
            payload = payloads.read(dictionary, body, file)
            texts = (*names, payload.input, payload.output, *_values(payload.metadata))
            yield Document(payload_id, trace_seq, tuple([text[:LONGEST_TEXT] for text in texts if text]))

    def fill(self, index: sqlite3.Connection) -> int:
        """Read the next payloads into the index, in one transaction. Returns how many."""
        with _transaction(index):
            after = self.progress(index)
            documents = list(self._documents(_NEXT, (after, BATCH)))
            if documents:
                texts = [(one.payload_id, "\n".join(map(indexed, one.texts))) for one in documents]
                index.executemany("INSERT INTO word (rowid, text) VALUES (?, ?)", texts)
                places = [(one.payload_id, one.trace_seq) for one in documents]
                index.executemany("INSERT OR REPLACE INTO document VALUES (?, ?)", places)
                after = documents[-1].payload_id
                index.execute("UPDATE progress SET payload_id = ?", (after,))
        self._forget(index, after)
        return len(documents)

    def tidy(self, index: sqlite3.Connection) -> bool:
        """Do a part of the work of merging what many commits left apart. Returns False when there is none left."""
        before = index.total_changes
        index.execute("INSERT INTO word (word, rank) VALUES ('merge', ?)", (MERGED_PAGES,))
        return index.total_changes - before > 1  # one change is the command itself

    def connect(self) -> sqlite3.Connection:
        """Open the index on this thread, made empty if it is missing, of another format, or of another database."""
        try:
            return self._open()
        except sqlite3.DatabaseError as error:
            self.discard(error)
            return self._open()

    def discard(self, error: sqlite3.DatabaseError) -> None:
        """Remove a broken file. Raises the error again when it is no fault of the file."""
        if isinstance(error, sqlite3.OperationalError):  # it is locked, or the disk is full
            raise error
        log.warning("The text index is broken (%s) and is made anew", error)
        for tail in ("", "-wal", "-shm"):
            self.path.with_name(NAME + tail).unlink(missing_ok=True)

    def rebuild(self) -> None:
        """Forget everything; what fills the index begins anew."""
        with closing(self.connect()) as index:
            self._make(index)

    def _open(self) -> sqlite3.Connection:
        self.path.touch(mode=0o600)
        index = sqlite3.connect(self.path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
        try:
            if int(index.execute("PRAGMA user_version").fetchone()[0]) != FORMAT or self._is_strange(index):
                self._make(index)
            index.execute("PRAGMA synchronous = normal")
            index.execute(f"PRAGMA journal_size_limit = {LARGEST_IDLE_LOG}")
        except BaseException:
            index.close()
            raise
        return index

    def _make(self, index: sqlite3.Connection) -> None:
        index.execute("PRAGMA journal_mode = wal")
        with _transaction(index):
            for table in ("word", "document", "progress"):
                index.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in _SCHEMA:
                index.execute(statement)
            index.execute("INSERT INTO progress VALUES (0, ?)", (self._first_project(),))

    def _is_strange(self, index: sqlite3.Connection) -> bool:
        """Whether it was made for another database, or for a later state of this one, which has lost payloads since."""
        progress, project_id = index.execute("SELECT payload_id, project_id FROM progress").fetchone()
        return bool(progress >= payloads_of(self._database).next_id() or project_id != self._first_project())

    def _first_project(self) -> str:
        """Return the id that no other database has."""
        found = rows(self._database, "SELECT project_id FROM project ORDER BY seq LIMIT 1")
        return str(found[0][0]) if found else ""

    def _forget(self, index: sqlite3.Connection, progress: int) -> None:
        """Drop the documents of payloads that are gone."""
        gone = rows(self._database, "SELECT payload_id FROM payload_gone WHERE payload_id <= ?", (progress,))
        if gone:
            with _transaction(index):
                index.executemany("DELETE FROM document WHERE payload_id = ?", gone)
            with write(self._database):
                executemany(self._database, "DELETE FROM payload_gone WHERE payload_id = ?", gone)


@contextmanager
def _transaction(index: sqlite3.Connection) -> Iterator[None]:
    index.execute("BEGIN IMMEDIATE")  # whatever else fills it waits, and then goes on from where this one ends
    try:
        yield
    except BaseException:
        index.execute("ROLLBACK")
        raise
    index.execute("COMMIT")


def _values(metadata: str | None) -> Iterator[str]:
    """Return the texts in a metadata object: its keys are the same everywhere."""
    if metadata is not None:
        yield from _texts(orjson.loads(metadata))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif value is not None:
        yield str(value)


text_index_of = Companion(TextIndex).of
