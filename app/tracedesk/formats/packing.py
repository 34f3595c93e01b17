"""Bodies that come packed, as ``Content-Encoding`` says; never more of them than fits."""

import gzip
import io
import zlib
from collections.abc import Callable

import zstandard

from tracedesk.formats.batch import FormatError

LARGEST_WINDOW = 128 * 1024 * 1024  # of zstd; a few bytes can ask for gigabytes
ZSTD_PORTION = 1024  # bytes; they unpack to 32 MB at most


class TooLargeError(FormatError):
    """Unpacked, the body is larger than asked for."""


def unpack(packing: str, packed: bytes, largest: int) -> bytes:
    """Return the body without its packing; ``packing`` is what its client said of it.

    Raises:
        TooLargeError: it has more than ``largest`` bytes.
        FormatError: nothing here undoes this packing, or the bytes are broken.
    """
    name = next((name for name in _UNPACKERS if name in packing), None)
    if name is None:
        raise FormatError(f"Content-Encoding {packing!r} cannot be read here; send {', '.join(_UNPACKERS)} or none.")
    try:
        unpacked = _UNPACKERS[name](packed, largest + 1)
    except (OSError, EOFError, zlib.error, zstandard.ZstdError) as error:
        raise FormatError(f"The body is not valid {name}: {error}.") from None
    if len(unpacked) > largest:
        raise TooLargeError(f"The body has more than {largest} bytes when it is unpacked.")
    return unpacked


def _gunzip(packed: bytes, most: int) -> bytes:
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
        return file.read(most)


def _inflate(packed: bytes, most: int) -> bytes:
    """HTTP's deflate has zlib's head; some clients send it without."""
    try:
        return _inflated(zlib.decompressobj(), packed, most)
    except zlib.error:
        return _inflated(zlib.decompressobj(-zlib.MAX_WBITS), packed, most)


def _inflated(stream: "zlib._Decompress", packed: bytes, most: int) -> bytes:
    unpacked = stream.decompress(packed, most)
    if len(unpacked) < most and not stream.eof:
        raise EOFError("it ends in the middle")
    return unpacked


def _unzstd(packed: bytes, most: int) -> bytes:
    unpacked: list[bytes] = []
    room = most
    stream = None
    for start in range(0, len(packed), ZSTD_PORTION):
        rest = packed[start : start + ZSTD_PORTION]
        while rest and room > 0:
            if stream is None or stream.eof:  # a body may have several frames
                stream = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW).decompressobj()
            unpacked.append(stream.decompress(rest)[:room])
            room -= len(unpacked[-1])
            rest = stream.unused_data if stream.eof else b""
    if room > 0 and stream is not None and not stream.eof:
        raise EOFError("it ends in the middle")
    return b"".join(unpacked)


_UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {"gzip": _gunzip, "deflate": _inflate, "zstd": _unzstd}
