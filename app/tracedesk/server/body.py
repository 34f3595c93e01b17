"""Reads the body of a request, unpacked, and never more of it than fits."""

from starlette.requests import ClientDisconnect, Request

from tracedesk.formats.batch import FormatError
from tracedesk.formats.packing import TooLargeError, unpack
from tracedesk.server.problems import ApiError
from tracedesk.server.service import service_of

MB = 1024 * 1024
LARGEST_BODY = 64 * MB  # as sent, and again unpacked
LARGEST_DRAIN = 512 * MB  # of a body that is too large, read and dropped so that its client hears the answer
KEPT = MB  # of a body that did not come whole


class UnreadBodyError(ApiError):
    """A body that cannot be read. ``received`` is all of it, still packed, or, unless ``whole``, its beginning.

    ``size`` counts the bytes that came.
    """

    def __init__(self, status: int, message: str, error: str, received: bytes, *, size: int, whole: bool) -> None:
        super().__init__(status, message, error)
        self.received = received
        self.size = size
        self.whole = whole


async def read_body(request: Request) -> bytes:
    """Return the whole body, with gzip, deflate or zstd undone.

    Raises:
        UnreadBodyError: 413 when it is too large, 400 when it cannot be unpacked.
    """
    packed = await _read_packed(request)
    packing = packing_of(request)
    if not packing:
        return packed
    try:
        return await service_of(request).run(unpack, packing, packed, LARGEST_BODY)
    except TooLargeError:
        raise _too_large(packed, len(packed), whole=True) from None
    except FormatError as error:
        raise UnreadBodyError(400, str(error), "InvalidRequestError", packed, size=len(packed), whole=True) from None


def packing_of(request: Request) -> str:
    """Return how the body is packed; empty: it is not."""
    packing = request.headers.get("content-encoding", "").strip().lower()
    return "" if packing == "identity" else packing


async def _read_packed(request: Request) -> bytes:
    chunks: list[bytes] = []
    beginning: bytes | None = None  # of a body that is too large
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size <= LARGEST_BODY:
                chunks.append(chunk)
            elif beginning is None:
                beginning = b"".join([*chunks, chunk])[:KEPT]
                chunks.clear()
            if size > LARGEST_DRAIN:
                break
    except ClientDisconnect:
        message = "The body ended before its announced length."
        received = beginning or b"".join(chunks)[:KEPT]
        raise UnreadBodyError(400, message, "InvalidRequestError", received, size=size, whole=False) from None
    if beginning is not None:
        raise _too_large(beginning, size, whole=False)
    return b"".join(chunks)


def _too_large(received: bytes, size: int, *, whole: bool) -> UnreadBodyError:
    message = f"The body is larger than {LARGEST_BODY // MB} MB. Send smaller batches."
    return UnreadBodyError(413, message, "PayloadTooLargeError", received, size=size, whole=whole)
