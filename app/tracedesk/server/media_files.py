"""The bytes of media, taken in and handed out at addresses that need no key (``media_urls``)."""

import base64
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response

from tracedesk.analysis.content_types import HEAD_BYTES, safe_type
from tracedesk.records.media import Media
from tracedesk.server.body import LARGEST_DRAIN
from tracedesk.server.media import KINDS
from tracedesk.server.media_urls import addressed_media
from tracedesk.server.problems import ApiError, not_found
from tracedesk.server.service import service_of
from tracedesk.store.hashed_files import FileDraft
from tracedesk.store.media import keep_upload
from tracedesk.store.media_rows import media_files_of

PART = 1024 * 1024  # bytes that are written at once
_PASSIVE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private",
}


async def put_media_file(request: Request) -> Response:
    """Take the bytes of a medium; a success means that they are on disk and are those that were announced."""
    media = await addressed_media(request, "upload")
    service = service_of(request)
    draft = await run_in_threadpool(media_files_of(service.database).draft)
    try:
        size = await _receive(request, draft, media.content_length)
        _check(media, draft, size, request.headers.get("x-amz-checksum-sha256"))
        await run_in_threadpool(draft.finish)
        await service.edit(media.project_id, lambda edit: keep_upload(edit, media.number, draft), kinds=KINDS)
    finally:
        await run_in_threadpool(draft.drop)
    return Response()


async def get_media_file(request: Request) -> Response:
    """Hand out the bytes of a medium, as a download, and as nothing that a browser would run."""
    media = await addressed_media(request, "download")
    path = media_files_of(service_of(request).database).path(media.file)
    try:
        head = await run_in_threadpool(_head, path)
    except FileNotFoundError:
        raise not_found(f"The bytes of the medium {media.media_id} are not here.") from None
    kind = safe_type(media.content_type, head)
    return FileResponse(path, headers=_PASSIVE, media_type=kind, filename=media.media_id)


async def _receive(request: Request, draft: FileDraft, most: int) -> int:
    """Write at most ``most`` bytes of the body and return its size; more is dropped, so that the answer is heard."""
    waiting = bytearray()
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size <= most:
                waiting += part
            if len(waiting) >= PART:
                await run_in_threadpool(draft.write, bytes(waiting))
                waiting.clear()
            if size > most + LARGEST_DRAIN:
                break
    except ClientDisconnect:
        raise ApiError(400, "The body ended before its announced length.", "InvalidRequestError") from None
    await run_in_threadpool(draft.write, bytes(waiting))
    return size


def _check(media: Media, draft: FileDraft, size: int, told_hash: str | None) -> None:
    if size != media.content_length:
        message = f"The body has {size} bytes; {media.content_length} were announced."
        raise ApiError(400, message, "InvalidRequestError")
    announced = base64.b64encode(bytes.fromhex(media.file)).decode()
    if draft.name != media.file or told_hash not in (None, announced):
        raise ApiError(400, f"The SHA-256 of the body is not the announced one, {announced}.", "InvalidRequestError")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)
