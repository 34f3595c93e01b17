"""Which traces have the words of a search, by the text index and by reading what it does not know yet."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass

import orjson
from peewee import Database

from tracedesk.queries.snapshot import snapshot
from tracedesk.store.companion import Companion
from tracedesk.store.database import rows
from tracedesk.store.text_index import Document, TextIndex, text_index_of
from tracedesk.store.words import Term, plain, terms

MOST_READ = 20_000  # payloads that are read again, newest first: those the index does not know, and those of a phrase
SHORTEST_ID = 6  # letters of the beginning of an id
MOST_IDS = 1_000
TERMS_AT_ONCE = 50  # SQLite takes no more than a few hundred parts of one statement
REMEMBERED = 4  # searches; a list asks for the same one again and again

_BY_WORD = """
    SELECT d.trace_seq FROM word w JOIN document d ON d.payload_id = w.rowid
    WHERE w.word MATCH ? AND d.payload_id NOT IN (SELECT value FROM json_each(?))
    UNION SELECT value FROM json_each(?)
"""
_CANDIDATES = """
    SELECT d.payload_id FROM word w JOIN document d ON d.payload_id = w.rowid
    WHERE w.word MATCH ? ORDER BY w.rowid DESC LIMIT ?
"""
_BY_ID = """
    SELECT trace_seq FROM (
        SELECT seq AS trace_seq FROM trace
        WHERE project_seq = (SELECT seq FROM project WHERE project_id = ?1) AND trace_id BETWEEN ?2 AND ?3 LIMIT ?4
    )
    UNION SELECT trace_seq FROM (
        SELECT trace_seq FROM observation
        WHERE project_seq = (SELECT seq FROM project WHERE project_id = ?1) AND observation_id BETWEEN ?2 AND ?3
        LIMIT ?4
    )
"""


@dataclass(frozen=True, slots=True)
class _Search:
    """One search at one state of the store."""

    database: Database
    index: TextIndex
    connection: sqlite3.Connection
    project_id: str
    unread: list[tuple[int, str]]  # number of the trace, and plain text, of what the index does not know yet
    gone: str  # payloads that the index still knows, as JSON

    def traces(self, found: tuple[Term, ...]) -> str:
        """Return the numbers of the traces that have all terms, as a JSON array."""
        known = self._among(found[:TERMS_AT_ONCE], None)
        for at in range(TERMS_AT_ONCE, len(found), TERMS_AT_ONCE):
            known = self._among(found[at : at + TERMS_AT_ONCE], known)
        return known

    def _among(self, found: tuple[Term, ...], known: str | None) -> str:
        parts = [] if known is None else ["SELECT value AS trace_seq FROM json_each(?)"]
        values: list[object] = [] if known is None else [known]
        for term in found:
            others = orjson.dumps(sorted(self._unread_with(term) | self._by_id(term))).decode()
            if term.is_phrase:
                parts.append("SELECT value AS trace_seq FROM json_each(?) UNION SELECT value FROM json_each(?)")
                values += [orjson.dumps(sorted(self._with_phrase(term))).decode(), others]
            else:
                parts.append(_BY_WORD)
                values += [term.tokens[0], self.gone, others]
        every = " INTERSECT ".join(f"SELECT * FROM ({part})" for part in parts)
        sql = f"SELECT json_group_array(trace_seq) FROM ({every})"
        return str(self.connection.execute(sql, values).fetchone()[0])

    def _unread_with(self, term: Term) -> set[int]:
        return {seq for seq, text in self.unread if term.pattern.search(text)}

    def _with_phrase(self, term: Term) -> set[int]:
        """Read the payloads that have all words of a phrase: the index does not know in which order."""
        wanted = (" AND ".join(term.tokens), MOST_READ)
        numbers = [row[0] for row in self.connection.execute(_CANDIDATES, wanted)]
        return {one.trace_seq for one in self.index.documents(numbers) if term.pattern.search(_plain(one))}

    def _by_id(self, term: Term) -> set[int]:
        if len(term.text) < SHORTEST_ID or " " in term.text or not term.text.isprintable():
            return set()
        bounds = (self.project_id, term.text, f"{term.text}\U0010ffff", MOST_IDS)
        return {row[0] for row in rows(self.database, _BY_ID, bounds)}


class TextSearches:
    """The last searches of one database, by what was stored when they were made."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[tuple[str, str, int], str] = {}

    def traces(self, project_id: str, search: str) -> str | None:
        """Return the numbers of the traces with all words of a search, as a JSON array; None: it has no words."""
        found = terms(search)
        if not found:
            return None
        newest = int(rows(self._database, "SELECT coalesce(max(payload_id), 0) FROM payload")[0][0])
        key = (project_id, search, newest)
        known = self._known.get(key)
        if known is None:
            known = self._search(project_id, found)
            self._known = dict([*self._known.items(), (key, known)][-REMEMBERED:])
        return known

    def _search(self, project_id: str, found: tuple[Term, ...]) -> str:
        index = text_index_of(self._database)
        try:
            return self._search_by(index, project_id, found)
        except sqlite3.DatabaseError as error:  # the file is broken where nobody has looked yet
            index.discard(error)
            return self._search_by(index, project_id, found)

    def _search_by(self, index: TextIndex, project_id: str, found: tuple[Term, ...]) -> str:
        # First the state of the database, then that of the index: what is forgotten in between is found by neither.
        with snapshot(self._database):
            gone = [row[0] for row in rows(self._database, "SELECT payload_id FROM payload_gone")]
            with closing(index.connect()) as connection:
                connection.execute("BEGIN")  # one state of the index for all that follows
                unread = [(one.trace_seq, _plain(one)) for one in index.unread(connection, MOST_READ)]
                state = _Search(self._database, index, connection, project_id, unread, orjson.dumps(gone).decode())
                return state.traces(found)


def _plain(document: Document) -> str:
    return "\n".join(map(plain, document.texts))


text_searches_of = Companion(TextSearches).of
