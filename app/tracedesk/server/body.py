"""Reads the body of a request, unpacked, and never more of it than fits."""

import gzip
import io
import zlib

from starlette.requests import ClientDisconnect, Request

from tracedesk.server.problems import ApiError
from tracedesk.server.service import service_of

MB = 1024 * 1024
LARGEST_BODY = 64 * MB  # as sent, and again unpacked
LARGEST_DRAIN = 512 * MB  # of a body that is too large, read and dropped so that its client hears the answer


async def read_body(request: Request) -> bytes:
    """Return the whole body, with gzip undone.

    Raises:
        ApiError: 413 when it is too large, 400 when it cannot be unpacked.
    """
    packed = await _read_packed(request)
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        return packed
    if "gzip" in encoding:
        return await service_of(request).run(_gunzip, packed)
    raise ApiError(400, f"Content-Encoding {encoding!r} cannot be read here; send gzip or none.", "InvalidRequestError")


async def _read_packed(request: Request) -> bytes:
    chunks: list[bytes] = []
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size <= LARGEST_BODY:
                chunks.append(chunk)
            else:
                chunks.clear()
            if size > LARGEST_DRAIN:
                break
    except ClientDisconnect:
        raise ApiError(400, "The body ended before its announced length.", "InvalidRequestError") from None
    if size > LARGEST_BODY:
        raise _too_large()
    return b"".join(chunks)


def _gunzip(packed: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
            unpacked = file.read(LARGEST_BODY + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ApiError(400, f"The body is not valid gzip: {error}.", "InvalidRequestError") from None
    if len(unpacked) > LARGEST_BODY:
        raise _too_large()
    return unpacked


def _too_large() -> ApiError:
    return ApiError(
        413,
        f"The body is larger than {LARGEST_BODY // MB} MB. Send smaller batches.",
        "PayloadTooLargeError",
    )
