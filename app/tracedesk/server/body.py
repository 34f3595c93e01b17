"""Reads the body of a request, unpacked, and never more of it than fits."""

import zlib

from starlette.requests import ClientDisconnect, Request

from tracedesk.server.problems import ApiError

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
        return _gunzip(packed)
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
    unpacked: list[bytes] = []
    size = 0
    rest = packed
    try:
        while rest:  # a gzip body may have several members
            member = zlib.decompressobj(zlib.MAX_WBITS | 16)
            part = member.decompress(rest, LARGEST_BODY + 1 - size)
            size += len(part)
            if size > LARGEST_BODY:
                raise _too_large()
            if not member.eof:
                raise zlib.error("it is cut short")
            unpacked.append(part)
            rest = member.unused_data
    except zlib.error as error:
        raise ApiError(400, f"The body is not valid gzip: {error}.", "InvalidRequestError") from None
    return b"".join(unpacked)


def _too_large() -> ApiError:
    return ApiError(
        413,
        f"The body is larger than {LARGEST_BODY // MB} MB. Send smaller batches.",
        "PayloadTooLargeError",
    )
