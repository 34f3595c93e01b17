"""As what a file from outside may be handed out: never as something that a browser would run."""

import codecs

HEAD_BYTES = 512  # of a file that tell its kind
BINARY = "application/octet-stream"
TEXT = "text/plain; charset=utf-8"

_OGG, _EBML, _ZIP, _OLE, _BOX = b"OggS", b"\x1aE\xdf\xa3", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"ftyp"
_MP3 = ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2"))
_OOXML = "application/vnd.openxmlformats-officedocument"
# Where which bytes stand in a file of a kind. Kinds that can hold scripts a browser runs (HTML, SVG, XML, ...) are
# missing on purpose.
_SIGNATURES: dict[str, tuple[tuple[int, bytes], ...]] = {
    "image/png": ((0, b"\x89PNG\r\n\x1a\n"),),
    "image/jpeg": ((0, b"\xff\xd8\xff"),),
    "image/jpg": ((0, b"\xff\xd8\xff"),),
    "image/webp": ((8, b"WEBP"),),
    "image/gif": ((0, b"GIF87a"), (0, b"GIF89a")),
    "image/tiff": ((0, b"II*\0"), (0, b"MM\0*")),
    "image/bmp": ((0, b"BM"),),
    "image/avif": ((4, b"ftypavif"), (4, b"ftypavis"), (4, b"ftypmif1")),
    "image/heic": ((4, b"ftypheic"), (4, b"ftypheix"), (4, b"ftypmif1"), (4, b"ftypmsf1")),
    "audio/mpeg": _MP3,
    "audio/mp3": _MP3,
    "audio/wav": ((8, b"WAVE"),),
    "audio/ogg": ((0, _OGG),),
    "audio/oga": ((0, _OGG),),
    "audio/opus": ((0, _OGG),),
    "audio/aac": ((0, b"\xff\xf1"), (0, b"\xff\xf9"), (0, b"ADIF")),
    "audio/mp4": ((4, _BOX),),
    "audio/flac": ((0, b"fLaC"),),
    "audio/webm": ((0, _EBML),),
    "video/mp4": ((4, _BOX),),
    "video/webm": ((0, _EBML),),
    "video/ogg": ((0, _OGG),),
    "video/mpeg": ((0, b"\0\0\x01\xba"), (0, b"\0\0\x01\xb3")),
    "video/quicktime": ((4, _BOX), (4, b"moov"), (4, b"mdat"), (4, b"wide")),
    "video/x-msvideo": ((8, b"AVI "),),
    "video/x-matroska": ((0, _EBML),),
    "application/pdf": ((0, b"%PDF-"),),
    "application/msword": ((0, _OLE),),
    "application/vnd.ms-excel": ((0, _OLE),),
    f"{_OOXML}.spreadsheetml.sheet": ((0, _ZIP),),
    f"{_OOXML}.wordprocessingml.document": ((0, _ZIP),),
    f"{_OOXML}.presentationml.presentation": ((0, _ZIP),),
    "application/zip": ((0, _ZIP), (0, b"PK\x05\x06")),
    "application/vnd.apache.parquet": ((0, b"PAR1"),),
    "application/gzip": ((0, b"\x1f\x8b"),),
    "application/x-tar": ((257, b"ustar"),),
    "application/x-7z-compressed": ((0, b"7z\xbc\xaf\x27\x1c"),),
}


def safe_type(told: str, head: bytes) -> str:
    """Return the content type for a file that begins with ``head`` and was said to be ``told``.

    What was said counts only if the bytes say the same; otherwise it is text, if it is text, or mere bytes.
    """
    if any(head.startswith(signature, place) for place, signature in _SIGNATURES.get(told, ())):
        return told
    return TEXT if told not in _SIGNATURES and told != BINARY and _is_text(head) else BINARY


def _is_text(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last character may be cut in two
    except UnicodeDecodeError:
        return False
    return b"\0" not in head
