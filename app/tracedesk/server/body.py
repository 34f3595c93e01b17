"""Reads the body of a request, unpacked, and never more of it than fits."""

import gzip
import io
import zlib
from collections.abc import Callable

import zstandard
from starlette.requests import ClientDisconnect, Request

from tracedesk.server.problems import ApiError
from tracedesk.server.service import service_of

MB = 1024 * 1024
LARGEST_BODY = 64 * MB  # as sent, and again unpacked
LARGEST_WINDOW = 128 * MB  # of zstd; a few bytes can ask for gigabytes
KEPT = MB  # the beginning of a body that cannot be read
LARGEST_DRAIN = 512 * MB  # of a body that is too large, read and dropped so that its client hears the answer


class UnreadBodyError(ApiError):
    """A body that cannot be read; ``beginning`` is what came first of it, as it was sent."""

    def __init__(self, status: int, message: str, beginning: bytes, error: str = "InvalidRequestError") -> None:
        super().__init__(status, message, error)
        self.beginning = beginning[:KEPT]


async def read_body(request: Request) -> bytes:
    """Return the whole body, with gzip, deflate or zstd undone.

    Raises:
        UnreadBodyError: 413 when it is too large, 400 when it cannot be unpacked.
    """
    packed = await _read_packed(request)
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        return packed
    name = next((name for name in _UNPACKERS if name in encoding), None)
    if name is None:
        message = f"Content-Encoding {encoding!r} cannot be read here; send {', '.join(_UNPACKERS)} or none."
        raise UnreadBodyError(400, message, packed)
    return await service_of(request).run(_unpacked, name, packed)


async def _read_packed(request: Request) -> bytes:
    chunks: list[bytes] = []
    beginning = b""
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size <= LARGEST_BODY:
                chunks.append(chunk)
            else:
                beginning = beginning or b"".join((*chunks, chunk))[:KEPT]
                chunks.clear()
            if size > LARGEST_DRAIN:
                break
    except ClientDisconnect:
        raise UnreadBodyError(400, "The body ended before its announced length.", b"".join(chunks)) from None
    if size > LARGEST_BODY:
        raise _too_large(beginning)
    return b"".join(chunks)


def _unpacked(name: str, packed: bytes) -> bytes:
    try:
        unpacked = _UNPACKERS[name](packed)
    except (OSError, EOFError, zlib.error, zstandard.ZstdError) as error:
        raise UnreadBodyError(400, f"The body is not valid {name}: {error}.", packed) from None
    if len(unpacked) > LARGEST_BODY:
        raise _too_large(packed)
    return unpacked


def _gunzip(packed: bytes) -> bytes:
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
        return file.read(LARGEST_BODY + 1)


def _inflate(packed: bytes) -> bytes:
    """HTTP's deflate has zlib's head; some clients send it without."""
    try:
        return _inflated(zlib.decompressobj(), packed)
    except zlib.error:
        return _inflated(zlib.decompressobj(-zlib.MAX_WBITS), packed)


def _inflated(stream: "zlib._Decompress", packed: bytes) -> bytes:
    unpacked = stream.decompress(packed, LARGEST_BODY + 1)
    if len(unpacked) <= LARGEST_BODY and not stream.eof:
        raise EOFError("it ends in the middle")
    return unpacked


def _unzstd(packed: bytes) -> bytes:
    with zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW).stream_reader(packed) as stream:
        return stream.read(LARGEST_BODY + 1)


_UNPACKERS: dict[str, Callable[[bytes], bytes]] = {"gzip": _gunzip, "deflate": _inflate, "zstd": _unzstd}


def _too_large(beginning: bytes) -> UnreadBodyError:
    message = f"The body is larger than {LARGEST_BODY // MB} MB. Send smaller batches."
    return UnreadBodyError(413, message, beginning, "PayloadTooLargeError")
