"""Payloads on disk: compressed in their table, or in files named by their hash when they are large.

A payload is never changed: what replaces it is a new row with a higher number, which is how the text index knows what
it has not read yet.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from peewee import Database

from tracedesk.store.companion import Companion
from tracedesk.store.database import executemany, rows
from tracedesk.store.dictionaries import Dictionaries
from tracedesk.store.hashed_files import HashedFiles
from tracedesk.store.payload_body import NO_PAYLOAD, Payload, read_body

log = logging.getLogger(__name__)

LARGEST_ROW = 1024 * 1024  # bytes of a plain body; beyond, it is a file
FOLDER = "payloads"  # beside the database
# Of the bytes types, Python's sqlite3 binds only bytearray without looking for an adapter.
_INSERT = """
    INSERT INTO payload (payload_id, trace_seq, observation_seq, dictionary, body, file) VALUES (?, ?, ?, ?, ?, ?)
"""


class Draft(NamedTuple):
    """A payload that is to be stored. ``observation_seq`` None: it is the trace's own; ``dictionary`` None: its body
    is not compressed yet.
    """

    payload_id: int
    trace_seq: int
    observation_seq: int | None
    dictionary: int | None
    body: bytes


@dataclass(slots=True)
class NewPayloads:
    """What one commit says of payloads: new ones, and old ones that these replace."""

    payloads: "Payloads"
    drafts: list[Draft] = field(default_factory=list)
    replaced: list[int] = field(default_factory=list)
    _next_id: int = 0

    def add(self, trace_seq: int, observation_seq: int | None, body: bytes, dictionary: int | None = None) -> int:
        """Return the number that the payload will have."""
        payload_id = self._next_id or self.payloads.next_id()
        self._next_id = payload_id + 1
        self.drafts.append(Draft(payload_id, trace_seq, observation_seq, dictionary, body))
        return payload_id

    def save(self) -> None:
        self.payloads.save(self.drafts)
        self.payloads.delete(self.replaced)


class Payloads:
    """The payloads of one database. ``read`` is for every thread, the rest for the one that writes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._files = HashedFiles(Path(str(database.database)).parent / FOLDER)
        self._dictionaries = Dictionaries(database)

    def next_id(self) -> int:
        """Return the first number that no payload has ever had."""
        found = rows(self._database, "SELECT seq FROM sqlite_sequence WHERE name = 'payload'")
        return int(found[0][0]) + 1 if found else 1

    def save(self, drafts: Sequence[Draft]) -> None:
        """Store payloads inside the transaction that is open; files are on disk before it ends."""
        plain = [draft for draft in drafts if draft.dictionary is None and draft.body]
        dictionary, packed = self._dictionaries.pack([draft.body for draft in plain])
        many: list[tuple[object, ...]] = []
        for draft, body in zip(plain, packed, strict=True):
            large = len(draft.body) > LARGEST_ROW
            place = (None, self._files.save(body)) if large else (bytearray(body), None)
            many.append((*draft[:3], dictionary, *place))
        for draft in drafts:
            if draft.dictionary is not None:
                many.append((*draft[:4], bytearray(draft.body), None))
            elif not draft.body:
                many.append((*draft[:3], 0, None, None))
        many.sort()  # rows that come in the order of their numbers fill their pages
        executemany(self._database, _INSERT, many)

    def pack(self, bodies: Sequence[bytes]) -> tuple[int, list[bytes]]:
        """Compress bodies; the number is that of their dictionary."""
        return self._dictionaries.pack(bodies)

    def delete(self, payload_ids: Sequence[int]) -> None:
        """Delete payloads, and note their numbers for the text index; ``store.sweeper`` deletes their files."""
        gone = [(one,) for one in payload_ids]
        executemany(self._database, "DELETE FROM payload WHERE payload_id = ?", gone)
        executemany(self._database, "INSERT INTO payload_gone VALUES (?)", gone)

    def read(self, dictionary: int | None, body: bytes | None, file: str | None) -> Payload:
        """Return the payload of a row; a row that is not there has none, and one without its file is ``lost``."""
        if file is not None:
            try:
                body = self._files.path(file).read_bytes()
            except FileNotFoundError:
                log.warning("The file %s of a payload is missing", self._files.path(file))
                return Payload(lost=f"{FOLDER}/{file[:2]}/{file}")
        return self.unpack(dictionary, body) if body else NO_PAYLOAD

    def unpack(self, dictionary: int | None, body: bytes) -> Payload:
        """Return what a body says; ``dictionary`` None: it is not compressed."""
        return read_body(body if dictionary is None else self._dictionaries.unpack(dictionary, body))

    def close(self) -> None:
        self._dictionaries.close()


payloads_of = Companion(Payloads).of
