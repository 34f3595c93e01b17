"""Stores what a payload holds, and keeps in the inbox what could not be read of it."""

import logging
import time

from starlette.requests import Request

from tracedesk.formats.batch import FormatError, reasons_of
from tracedesk.formats.decoding import Task
from tracedesk.queries.score_configs import fitted_scores
from tracedesk.records.inbox import UNREAD, Refusal
from tracedesk.server.auth import Access, client_name
from tracedesk.server.body import UnreadBodyError, read_body
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
        await keep_refused(request, access, task, payload, None, str(error))
        raise
    records, misfits = batch.records, list[str]()
    if batch.names_configs:
        records, misfits = await service.run(fitted_scores, service.database, access.project_id, records)
    await service.save(access.project_id, records)
    if misfits:  # clients would send all of it again, so they are not told
        log.warning("%d scores of %s do not fit their configs", len(misfits), client_name(request))
    if batch.rejected or misfits:
        reasons = "\n".join([*reasons_of(batch.rejected), *dict.fromkeys(misfits)])
        await keep_refused(request, access, task, payload, len(batch.rejected) + len(misfits), reasons)
    return batch


async def telemetry_body(request: Request, access: Access) -> bytes:
    """Return the body of a request; of one that cannot be read, the beginning is kept.

    Raises:
        ApiError: as ``read_body`` does.
    """
    try:
        return await read_body(request)
    except UnreadBodyError as error:
        await keep_unread(request, access, error.beginning, str(error))
        raise


async def keep_unread(request: Request, access: Access, payload: bytes, reason: str) -> None:
    """Keep bytes of which nobody knows what they are."""
    await _keep(request, access, time.time_ns(), UNREAD, payload, reason)


async def keep_refused(
    request: Request, access: Access, task: Task, payload: bytes, refused_count: int | None, reason: str
) -> None:
    """Keep a payload of which ``refused_count`` items were refused; None: all of it."""
    await _keep(
        request, access, task.now_ns, task.encoding, payload, reason, task.scores_only, refused_count=refused_count
    )


async def _keep(
    request: Request,
    access: Access,
    received_ns: int,
    encoding: str,
    payload: bytes,
    reason: str,
    scores_only: bool = False,
    refused_count: int | None = None,
) -> None:
    refusal = Refusal(
        received_ns=received_ns,
        client=client_name(request),
        way=request.url.path,
        encoding=encoding,
        scores_only=scores_only,
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
