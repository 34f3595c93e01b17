"""Stores what a payload holds, and keeps in the inbox what could not be read of it."""

import logging

from starlette.requests import Request

from tracedesk.formats.batch import FormatError, reasons_of
from tracedesk.formats.decoding import Task
from tracedesk.queries.score_configs import fitted_scores
from tracedesk.records.inbox import UNREAD, Refusal
from tracedesk.server.auth import Access, client_name
from tracedesk.server.body import UnreadBodyError, packing_of, read_body
from tracedesk.server.frames import Decoded
from tracedesk.server.problems import ApiError
from tracedesk.server.service import service_of
from tracedesk.store.inbox import note_refusal

log = logging.getLogger(__name__)


async def store_payload(request: Request, access: Access, task: Task, payload: bytes) -> Decoded:
    """Return what was made of a payload, once it is on disk.

    Raises:
        FormatError: nothing of it can be read.
        ApiError: 503 when too much waits.
    """
    service = service_of(request)
    try:
        batch = await service.decoder.decode(task, payload)
    except FormatError as error:
        await keep(request, access, task, payload, str(error))
        raise
    records, misfits = batch.records, list[str]()
    if batch.names_configs:
        records, misfits = await service.run(fitted_scores, service.database, access.project_id, records)
    await service.save(access.project_id, records)
    if misfits:  # clients would send all of it again, so they are not told
        log.warning("%d scores of %s do not fit their configs", len(misfits), client_name(request))
    if batch.rejected or misfits:
        reasons = "\n".join([*reasons_of(batch.rejected), *dict.fromkeys(misfits)])
        await keep(request, access, task, payload, reasons, refused_count=len(batch.rejected) + len(misfits))
    return batch


async def telemetry_body(request: Request, access: Access, task: Task) -> bytes:
    """Return the body of a request; what came of one that cannot be read is kept.

    Raises:
        ApiError: as ``read_body`` does.
    """
    try:
        return await read_body(request)
    except UnreadBodyError as error:
        packing = packing_of(request)
        encoding = f"{task.encoding}+{packing}" if packing else task.encoding
        reason = str(error)
        if not error.whole:
            encoding = UNREAD
            missing = error.size - len(error.received)
            reason += f"\nKept are the first {len(error.received):,} bytes; at least {missing:,} more came."
        await keep(request, access, task, error.received, reason, encoding=encoding)
        raise


async def keep(
    request: Request,
    access: Access,
    task: Task,
    payload: bytes,
    reason: str,
    *,
    refused_count: int | None = None,
    encoding: str | None = None,
) -> None:
    """Keep a payload of which ``refused_count`` items were refused; None: all of it.

    ``encoding`` says what the bytes are where they are not what the task reads.
    """
    refusal = Refusal(
        received_ns=task.now_ns,
        client=client_name(request),
        way=request.url.path,
        encoding=encoding or task.encoding,
        scores_only=task.scores_only,
        refused_count=refused_count,
        reason=reason,
        payload=payload,
    )
    try:
        await service_of(request).edit(
            access.project_id, lambda edit: note_refusal(edit, refusal), kinds=frozenset({"inbox"})
        )
    except ApiError as error:  # the answer to the payload itself is worth more than this
        log.warning("A refused payload of %s could not be kept: %s", refusal.client, error)
