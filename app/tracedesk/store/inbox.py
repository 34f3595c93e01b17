"""The inbox: refused payloads as rows, each once, however often its program sends it again."""

import hashlib
from collections.abc import Sequence

import zstandard

from tracedesk.records.inbox import Refusal
from tracedesk.store.database import chunks, execute, rows
from tracedesk.store.edit import Edit

MOST_ITEMS = 1_000  # of a project; the oldest make room
MOST_BYTES = 256 * 1024 * 1024  # of a project, packed
LONGEST_REASON = 4_000
LEVEL = 3

_SAVE = """
    INSERT INTO inbox (project_seq, hash, received_ns, times, client, way, encoding, scores_only, refused_count, reason,
        size, packed) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (project_seq, hash) DO UPDATE SET received_ns = excluded.received_ns, times = times + 1,
        client = excluded.client, way = excluded.way, encoding = excluded.encoding,
        scores_only = excluded.scores_only, refused_count = excluded.refused_count, reason = excluded.reason
"""
_SIZES = "SELECT item, length(packed) FROM inbox WHERE project_seq = ? ORDER BY received_ns DESC, item DESC"


def note_refusal(edit: Edit, refusal: Refusal) -> None:
    """Keep a refused payload; the oldest ones go when there are too many."""
    payload = refusal.payload
    packed = zstandard.ZstdCompressor(level=LEVEL).compress(payload)
    told = f"{refusal.encoding}\n".encode()
    row = (
        edit.project_seq, hashlib.sha256(told + payload).digest(), refusal.received_ns, refusal.client, refusal.way,
        refusal.encoding, refusal.scores_only, refusal.refused_count, refusal.reason[:LONGEST_REASON], len(payload),
        packed,
    )  # fmt: skip
    execute(edit.database, _SAVE, row)
    _make_room(edit)


def drop_refusals(edit: Edit, items: Sequence[int]) -> None:
    """Forget items; unknown ones are fine."""
    for chunk in chunks(items):
        marks = ", ".join("?" * len(chunk))
        execute(
            edit.database,
            f"DELETE FROM inbox WHERE project_seq = ? AND item IN ({marks})",
            (edit.project_seq, *chunk),
        )


def change_reason(edit: Edit, item: int, refused_count: int | None, reason: str) -> None:
    """Say why an item was refused again."""
    execute(
        edit.database,
        "UPDATE inbox SET refused_count = ?, reason = ? WHERE project_seq = ? AND item = ?",
        (refused_count, reason[:LONGEST_REASON], edit.project_seq, item),
    )


def _make_room(edit: Edit) -> None:
    kept = 0
    surplus: list[int] = []
    for number, (item, size) in enumerate(rows(edit.database, _SIZES, (edit.project_seq,))):
        kept += size
        if number and (number >= MOST_ITEMS or kept > MOST_BYTES):
            surplus.append(item)
    drop_refusals(edit, surplus)
