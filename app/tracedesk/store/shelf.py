"""Reads and writes layered things (traces, observations) in bulk: many rows a statement, never one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson
from peewee import Database

from tracedesk.records.json import Json
from tracedesk.store.database import executemany, rows
from tracedesk.store.layers import Layered, pack_stamps, stamp_of, unpack_stamps

KEYS_AT_ONCE = 500  # bound values of one IN list
PAYLOAD = ("input", "output", "metadata", "metadata_layers")


class Statement(Protocol):
    """What traces and observations have in common."""

    @property
    def said_ns(self) -> int: ...
    @property
    def creation(self) -> bool: ...
    @property
    def cleared(self) -> frozenset[str]: ...
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

    @property
    def fields(self) -> tuple[str, ...]:
        return self.last + self.first + self.other


@dataclass(slots=True)
class Entry:
    """One thing of a commit: its row as it was, and what has been said since."""

    seq: int
    keys: dict[str, Any]
    layers: Layered
    created_ns: int
    touched: bool = False

    def say(self, statement: Statement, shape: Shape) -> int:
        """Lay a statement and return its stamp."""
        self.touched = True
        stamp = stamp_of(statement.said_ns, creation=statement.creation)
        self.layers.lay(statement, stamp, last=shape.last, first=shape.first)
        if statement.cleared:
            self.layers.clear(statement.cleared, stamp)
        self.layers.lay_payload(statement.input, statement.output, statement.metadata, stamp)
        return stamp


@dataclass(slots=True)
class Shelf:
    """The entries of one table that a commit touches."""

    shape: Shape
    database: Database
    now_ns: int
    entries: list[Entry] = field(default_factory=list)
    _next_seq: int = 0

    def add(self, keys: dict[str, Any]) -> Entry:
        """Put a new thing on the shelf; numbers are given here, as the payload table shares them."""
        if not self._next_seq:
            found = rows(self.database, f"SELECT coalesce(max(seq), 0) FROM {self.shape.table}")
            self._next_seq = int(found[0][0]) + 1
        entry = Entry(self._next_seq, keys, Layered(), self.now_ns, touched=True)
        self._next_seq += 1
        self.entries.append(entry)
        return entry

    def load(self, condition: str, constants: tuple[object, ...], ids: Iterable[str]) -> Iterator[Entry]:
        """Put the stored things on the shelf that satisfy ``condition``, in which ``{}`` stands for the list of ids."""
        shape = self.shape
        columns = ("seq", "said_stamp", "stamps", "created_ns", *shape.keys, *shape.fields)
        listed = ", ".join([f"t.{column}" for column in columns] + [f"p.{column}" for column in PAYLOAD])
        source = f"{shape.table} t LEFT JOIN {shape.table}_payload p ON p.seq = t.seq"
        for chunk in chunks(sorted(ids)):
            marks = ", ".join("?" * len(chunk))
            sql = f"SELECT {listed} FROM {source} WHERE {condition.format(marks)}"
            for row in rows(self.database, sql, (*constants, *chunk)):
                entry = self._entry(dict(zip((*columns, *PAYLOAD), row, strict=True)))
                self.entries.append(entry)
                yield entry

    def save(self) -> None:
        """Write every entry that something was said of."""
        shape = self.shape
        touched = [entry for entry in self.entries if entry.touched]
        columns = (
            "seq", "said_stamp", "stamps", "created_ns", "updated_ns", *shape.keys, *shape.fields, *shape.derived
        )  # fmt: skip
        changes = ", ".join(f"{column} = excluded.{column}" for column in columns[1:] if column != "created_ns")
        self._write_many(
            f"INSERT INTO {shape.table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))}) "
            f"ON CONFLICT (seq) DO UPDATE SET {changes}",
            [self._row(entry) for entry in touched],
        )
        self._write_many(
            f"INSERT OR REPLACE INTO {shape.table}_payload (seq, input, output, metadata, metadata_layers) "
            "VALUES (?, ?, ?, ?, ?)",
            [_payload_row(entry) for entry in touched if entry.layers.payload_changed],
        )

    def _write_many(self, sql: str, many: list[tuple[object, ...]]) -> None:
        if many:
            executemany(self.database, sql, many)

    def _row(self, entry: Entry) -> tuple[object, ...]:
        shape, keys = self.shape, entry.keys
        values = entry.layers.values
        common, others = pack_stamps(entry.layers.stamps, values)
        told = {name: orjson.dumps(values[name]).decode() for name in shape.packed if values.get(name) is not None}
        get = (values | told).get if told else values.get
        return (
            entry.seq, common, others, entry.created_ns, self.now_ns,
            *[keys[name] for name in shape.keys], *map(get, shape.fields), *map(get, shape.derived),
        )  # fmt: skip

    def _entry(self, row: dict[str, Any]) -> Entry:
        shape = self.shape
        values = {
            name: orjson.loads(row[name]) if name in shape.packed and row[name] is not None else row[name]
            for name in shape.fields
        }
        values |= {"input": row["input"], "output": row["output"]}
        told = values | {"metadata": row["metadata"]}
        layers = Layered(values, unpack_stamps(row["said_stamp"], row["stamps"], told))
        if row["metadata_layers"] is not None:
            layers.metadata_layers = [(stamp, patch) for stamp, patch in orjson.loads(row["metadata_layers"])]
        elif row["metadata"] is not None:
            layers.metadata_layers = [(layers.stamps["metadata"], orjson.loads(row["metadata"]))]
        return Entry(row["seq"], {name: row[name] for name in shape.keys}, layers, row["created_ns"])


def _payload_row(entry: Entry) -> tuple[object, ...]:
    layers = entry.layers
    metadata = orjson.dumps(layers.metadata()).decode() if layers.metadata_layers else None
    several = orjson.dumps(layers.metadata_layers).decode() if len(layers.metadata_layers) > 1 else None
    return entry.seq, layers.values.get("input"), layers.values.get("output"), metadata, several


def chunks(keys: list[str]) -> Iterator[list[str]]:
    for begin in range(0, len(keys), KEYS_AT_ONCE):
        yield keys[begin : begin + KEYS_AT_ONCE]
