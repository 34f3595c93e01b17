"""What was refused, newest first."""

from dataclasses import dataclass

import zstandard
from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ
from tracedesk.records.inbox import Refusal
from tracedesk.store.database import rows

_COLUMNS = "item, received_ns, times, client, way, encoding, refused_count, reason, size"
_ONE = f"""
    SELECT received_ns, client, way, encoding, scores_only, refused_count, reason, packed, size
    FROM inbox WHERE project_seq = {PROJECT_SEQ} AND item = ?
"""


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A refused payload without its bytes. ``times``: how often it was sent; ``size`` is in bytes."""

    item: int
    received_ns: int
    times: int
    client: str
    way: str
    encoding: str
    refused_count: int | None
    reason: str
    size: int


def inbox_lines(database: Database, project_id: str) -> list[InboxLine]:
    found = rows(
        database,
        f"SELECT {_COLUMNS} FROM inbox INDEXED BY inbox_by_time WHERE project_seq = {PROJECT_SEQ} "
        "ORDER BY received_ns DESC",
        (project_id,),
    )
    return [InboxLine(*row) for row in found]


def inbox_count(database: Database, project_id: str) -> int:
    sql = f"SELECT count(*) FROM inbox WHERE project_seq = {PROJECT_SEQ}"
    return int(rows(database, sql, (project_id,))[0][0])


def refusal(database: Database, project_id: str, item: int) -> Refusal | None:
    """Return an item with its bytes; None: it is not there any more."""
    for received_ns, client, way, encoding, scores_only, refused_count, reason, packed, size in rows(
        database, _ONE, (project_id, item)
    ):
        return Refusal(
            received_ns=received_ns,
            client=client,
            way=way,
            encoding=encoding,
            scores_only=bool(scores_only),
            refused_count=refused_count,
            reason=reason,
            payload=zstandard.ZstdDecompressor().decompress(packed, max_output_size=size),
        )
    return None
