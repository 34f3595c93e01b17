"""Reads refused payloads once more: after an update, or a new rule, they may be understood."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

from tracedesk.formats.batch import Batch, FormatError, reasons_of
from tracedesk.formats.decoding import Encoding, Task, decode
from tracedesk.formats.packing import unpack
from tracedesk.queries.inbox import refusal
from tracedesk.queries.mapping_rules import mapping_rules
from tracedesk.queries.score_configs import fitted_scores
from tracedesk.records.inbox import UNREAD, Refusal
from tracedesk.records.mapping_rule import MappingRule
from tracedesk.store.database import Database
from tracedesk.store.inbox import change_reason, drop_refusals
from tracedesk.store.writer import Writer

KINDS = frozenset({"inbox"})
LARGEST_UNPACKED = 64 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Retried:
    """How many items were understood and have left the inbox, and how many are still in it."""

    understood: int
    refused: int


def retry_refusals(
    database: Database,
    writer: Writer,
    project_id: str,
    items: Sequence[int],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Retried:
    """Store what can be read of ``items`` now; what was stored of one before is said again and changes nothing.

    Raises:
        WriterBusyError, WriterClosedError: as ``Writer.save`` does; what was done until then stays.
    """
    understood = 0
    for number, item in enumerate(items):
        if cancelled():
            break
        known = refusal(database, project_id, item)
        understood += known is not None and _retry(database, writer, project_id, item, known)
        progress(number + 1, len(items))
    return Retried(understood, len(items) - understood)


def _retry(database: Database, writer: Writer, project_id: str, item: int, known: Refusal) -> bool:
    if known.encoding == UNREAD:
        return False
    try:
        batch = _decode(known, mapping_rules(database))
    except FormatError as error:
        reason = str(error)
        writer.edit(project_id, lambda edit: change_reason(edit, item, None, reason), kinds=KINDS).result()
        return False
    records, misfits = fitted_scores(database, project_id, batch.records)
    writer.save(project_id, records).result()
    if not batch.rejected and not misfits:
        writer.edit(project_id, lambda edit: drop_refusals(edit, [item]), kinds=KINDS).result()
        return True
    count = len(batch.rejected) + len(misfits)
    reasons = "\n".join([*reasons_of(batch.rejected), *dict.fromkeys(misfits)])
    writer.edit(project_id, lambda edit: change_reason(edit, item, count, reasons), kinds=KINDS).result()
    return False


def _decode(known: Refusal, rules: tuple[MappingRule, ...]) -> Batch:
    name, _, packing = known.encoding.partition("+")
    for encoding in get_args(Encoding):
        if encoding == name:
            task = Task(encoding, now_ns=known.received_ns, scores_only=known.scores_only, rules=rules)
            return decode(task, unpack(packing, known.payload, LARGEST_UNPACKED) if packing else known.payload)
    raise FormatError(f"Nothing here reads {known.encoding!r}.")
