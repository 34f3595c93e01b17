"""Reads and writes layered things (traces, observations) in bulk: many rows a statement, never one by one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson
from peewee import Database

from tracedesk.records.json import Json
from tracedesk.records.trace import Observation
from tracedesk.store.database import chunks, executemany, rows
from tracedesk.store.layers import Layered, pack_stamps, stamp_of, unpack_stamps
from tracedesk.store.payload_body import payload_body
from tracedesk.store.payloads import NewPayloads
from tracedesk.store.whole import Whole


class Statement(Protocol):
    """What traces and observations have in common."""

    @property
    def said_ns(self) -> int: ...
    @property
    def creation(self) -> bool: ...
    @property
    def cleared(self) -> frozenset[str]: ...
    @property
    def again(self) -> bool: ...
    @property
    def input(self) -> str | None: ...
    @property
    def output(self) -> str | None: ...
    @property
    def metadata(self) -> dict[str, Json] | None: ...


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table holds layered things. ``last`` and ``first`` name the rule of each field (see ``store.layers``)."""

    table: str
    last: tuple[str, ...]
    first: tuple[str, ...]
    other: tuple[str, ...]  # layered by rules of their own
    keys: tuple[str, ...]  # plain columns that are not layered
    derived: tuple[str, ...]  # plain columns that follow from the others
    packed: frozenset[str]  # kept as JSON text
    searched: tuple[str, ...]  # what the text index reads of the row, besides the payload
    trace_key: str | None  # the column that numbers the trace; None: the row is the trace

    @property
    def fields(self) -> tuple[str, ...]:
        return self.last + self.first + self.other

    @property
    def columns(self) -> tuple[str, ...]:
        return (
            "seq", "said_stamp", "stamps", "created_ns", "updated_ns", "payload_id", *self.keys, *self.fields,
            *self.derived,
        )  # fmt: skip


@dataclass(slots=True)
class Entry:
    """One thing of a commit: its row as it was, and what has been said since. ``payload_id`` 0: it has none yet."""

    seq: int
    keys: dict[str, Any]
    layers: Layered
    created_ns: int
    payload_id: int = 0
    touched: bool = False
    was: Mapping[str, Any] | None = None  # the row before the commit; None: there was none
    sought: tuple[object, ...] = ()
    lost: bool = False  # its payload cannot be read, and must not be replaced by an empty one

    def say(self, statement: Statement, shape: Shape) -> int:
        """Lay a statement and return its stamp."""
        self.touched = True
        stamp = stamp_of(statement.said_ns, creation=statement.creation)
        if not statement.again:
            self._lay(statement, stamp, shape)
            return stamp
        changed, before = self.layers.payload_changed, self.layers.payload()
        self.layers.retract(stamp)
        self._lay(statement, stamp, shape)
        self.layers.payload_changed = changed or self.layers.payload() != before
        return stamp

    def _lay(self, statement: Statement, stamp: int, shape: Shape) -> None:
        self.layers.lay(statement, stamp, last=shape.last, first=shape.first)
        if statement.cleared:
            self.layers.clear(statement.cleared, stamp)
        source = statement.source if isinstance(statement, Observation) else None
        self.layers.lay_payload(statement.input, statement.output, statement.metadata, source, stamp)


@dataclass(slots=True)
class Shelf:
    """The things of one table that a commit touches."""

    shape: Shape
    database: Database
    new_payloads: NewPayloads
    now_ns: int
    entries: list[Entry] = field(default_factory=list)
    _rows: list[tuple[object, ...]] = field(default_factory=list)
    _dropped: list[Entry] = field(default_factory=list)
    _next_seq: int = 0

    def add(self, keys: dict[str, Any]) -> Entry:
        """Put a new thing on the shelf."""
        entry = Entry(self._new_seq(), keys, Layered(), self.now_ns, touched=True)
        self.entries.append(entry)
        return entry

    def add_row(self, keys: tuple[object, ...], one: Whole, derived: tuple[object, ...], trace_seq: int) -> None:
        """Put a new observation on the shelf that is ready for its row."""
        seq = self._new_seq()
        payload_id = self.new_payloads.add(trace_seq, seq, one.body, one.dictionary)
        self._rows.append((seq, one.stamp, None, self.now_ns, None, payload_id, *keys, *one.fields, *derived))

    def load(self, condition: str, constants: tuple[object, ...], keys: Iterable[object]) -> Iterator[Entry]:
        """Put stored things on the shelf; in the SQL ``condition``, ``{}`` stands for the list of keys."""
        columns = self.shape.columns
        listed = ", ".join([f"t.{column}" for column in columns] + ["p.dictionary", "p.body", "p.file"])
        source = f"{self.shape.table} t LEFT JOIN payload p ON p.payload_id = t.payload_id"
        for chunk in chunks(keys):
            sql = f"SELECT {listed} FROM {source} WHERE {condition.format(', '.join('?' * len(chunk)))}"
            for row in rows(self.database, sql, constants + chunk):
                entry = self._entry(dict(zip(columns, row, strict=False)), row[-3:])
                self.entries.append(entry)
                yield entry

    def drop(self, entry: Entry) -> None:
        """Take a thing off the shelf and out of the store."""
        entry.touched = False
        self._dropped.append(entry)

    def save(self) -> None:
        """Write every entry that something was said of."""
        columns = self.shape.columns
        changes = ", ".join(f"{column} = excluded.{column}" for column in columns[1:] if column != "created_ns")
        insert = f"INSERT INTO {self.shape.table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        if self._rows:
            executemany(self.database, insert, self._rows)
        touched = [self._row(entry) for entry in self.entries if entry.touched]
        if touched:
            executemany(self.database, f"{insert} ON CONFLICT (seq) DO UPDATE SET {changes}", touched)
        dropped = [(entry.seq,) for entry in self._dropped]
        executemany(self.database, f"DELETE FROM {self.shape.table} WHERE seq = ?", dropped)
        self.new_payloads.replaced += [entry.payload_id for entry in self._dropped if entry.payload_id]

    def _new_seq(self) -> int:
        if not self._next_seq:
            found = rows(self.database, f"SELECT coalesce(max(seq), 0) FROM {self.shape.table}")
            self._next_seq = int(found[0][0]) + 1
        seq = self._next_seq
        self._next_seq += 1
        return seq

    def _row(self, entry: Entry) -> tuple[object, ...]:
        shape, keys = self.shape, entry.keys
        values = entry.layers.values
        common, others = pack_stamps(entry.layers.stamps, values)
        told = {name: orjson.dumps(values[name]).decode() for name in shape.packed if values.get(name) is not None}
        get = (values | told).get if told else values.get
        return (
            entry.seq, common, others, entry.created_ns, self.now_ns, self._payload_id(entry),
            *[keys[name] for name in shape.keys], *map(get, shape.fields), *map(get, shape.derived),
        )  # fmt: skip

    def _payload_id(self, entry: Entry) -> int:
        """Store the payload anew when it, or what is searched beside it, has changed."""
        sought = self._sought(entry)
        if entry.payload_id and not entry.layers.payload_changed and (sought == entry.sought or entry.lost):
            return entry.payload_id
        if entry.payload_id:
            self.new_payloads.replaced.append(entry.payload_id)
        if self.shape.trace_key:
            return self.new_payloads.add(entry.keys[self.shape.trace_key], entry.seq, _body(entry.layers))
        return self.new_payloads.add(entry.seq, None, _body(entry.layers))

    def _sought(self, entry: Entry) -> tuple[object, ...]:
        values = entry.layers.values
        return (entry.keys.get(self.shape.trace_key or ""), *map(values.get, self.shape.searched))

    def _entry(self, row: dict[str, Any], packed: tuple[Any, ...]) -> Entry:
        shape = self.shape
        payload = self.new_payloads.payloads.read(*packed)
        values = {
            name: orjson.loads(row[name]) if name in shape.packed and row[name] is not None else row[name]
            for name in shape.fields
        }
        values |= {"input": payload.input, "output": payload.output, "source": payload.source}
        told = values | {"metadata": payload.metadata}
        layers = Layered(values, unpack_stamps(row["said_stamp"], row["stamps"], told))
        if payload.metadata_layers is not None:
            layers.metadata_layers = [(stamp, patch) for stamp, patch in orjson.loads(payload.metadata_layers)]
        elif payload.metadata is not None:
            layers.metadata_layers = [(layers.stamps["metadata"], orjson.loads(payload.metadata))]
        entry = Entry(row["seq"], {name: row[name] for name in shape.keys}, layers, row["created_ns"])
        entry.payload_id, entry.was = row["payload_id"], row
        entry.sought, entry.lost = self._sought(entry), payload.lost is not None
        return entry


def _body(layers: Layered) -> bytes:
    values = layers.values
    metadata = orjson.dumps(layers.metadata()) if layers.metadata_layers else None
    several = orjson.dumps(layers.metadata_layers) if len(layers.metadata_layers) > 1 else None
    return payload_body(values.get("input"), values.get("output"), metadata, several, values.get("source"))
