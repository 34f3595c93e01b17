"""What the receiver and its decoding process say to each other, as bytes with their length before them.

Both ends are the same program, so the parts are pickled; nothing from outside is ever read as a pickle.
"""

import pickle
import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

from tracedesk.formats.batch import FormatError, Rejected
from tracedesk.formats.decoding import Task, decode
from tracedesk.store.commit import Record
from tracedesk.store.payloads import Payloads
from tracedesk.store.prepare import prepared

HEAD = struct.Struct(">II")  # the lengths of the two parts of a frame


class PackedRecords(Sequence[Record]):
    """Records that are unpacked when they are first read, which is not before the writer does."""

    def __init__(self, packed: bytes, count: int) -> None:
        self._packed = packed
        self._count = count
        self._records: tuple[Record, ...] | None = None

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> Record: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Record]: ...
    def __getitem__(self, number: int | slice) -> Record | Sequence[Record]:
        return self._unpacked()[number]

    def __iter__(self) -> Iterator[Record]:
        return iter(self._unpacked())

    def _unpacked(self) -> tuple[Record, ...]:
        if self._records is None:
            self._records, self._packed = pickle.loads(self._packed), b""
        return self._records


class Decoded(NamedTuple):
    """As ``formats.batch.Batch``, with records that may be ready for the writer already."""

    records: Sequence[Record]
    rejected: tuple[Rejected, ...]
    accepted: tuple[str, ...]
    names_configs: bool


def task_frame(task: Task, payload: bytes) -> list[bytes]:
    told = pickle.dumps(tuple(task))
    return [HEAD.pack(len(told), len(payload)), told, payload]


def answer_frame(told: bytes, payload: bytes, payloads: Payloads) -> bytes:
    """Do what a task frame asks for and return the frame of the answer."""
    try:
        batch = decode(Task(*pickle.loads(told)), payload)
    except FormatError as error:
        return _frame(pickle.dumps(str(error)), b"")
    head = pickle.dumps((len(batch.records), batch.rejected, batch.accepted, batch.names_configs))
    return _frame(head, pickle.dumps(prepared(batch.records, payloads)))


def read_answer(told: bytes, records: bytes) -> Decoded:
    """Read the parts of an answer.

    Raises:
        FormatError: the payload cannot be read.
    """
    answer = pickle.loads(told)
    if isinstance(answer, str):
        raise FormatError(answer)
    count, rejected, accepted, names_configs = answer
    return Decoded(PackedRecords(records, count), rejected, accepted, names_configs)


def _frame(told: bytes, records: bytes) -> bytes:
    return b"".join((HEAD.pack(len(told), len(records)), told, records))
