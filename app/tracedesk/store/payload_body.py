"""One payload as bytes: a line of lengths, then its texts, one after the other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Payload:
    """The texts of one observation or trace. ``metadata`` and ``metadata_layers`` are JSON text.

    ``lost``: the file that they were in, when it is missing.
    """

    input: str | None = None
    output: str | None = None
    metadata: str | None = None
    metadata_layers: str | None = None
    source: bytes | None = None
    lost: str | None = None


NO_PAYLOAD = Payload()


def payload_body(
    input_text: str | None,
    output_text: str | None,
    metadata: bytes | None,
    metadata_layers: bytes | None = None,
    source: bytes | None = None,
) -> bytes:
    """Return the bytes of the texts of a ``Payload``; of nothing at all, no bytes."""
    given = b"" if input_text is None else input_text.encode()
    result = b"" if output_text is None else output_text.encode()
    lengths = (
        f"{'' if input_text is None else len(given)},{'' if output_text is None else len(result)}"
        f",{'' if metadata is None else len(metadata)},{'' if metadata_layers is None else len(metadata_layers)}"
        f",{'' if source is None else len(source)}"
    ).rstrip(",")
    if not lengths:
        return b""
    return b"".join((lengths.encode(), b"\n", given, result, metadata or b"", metadata_layers or b"", source or b""))


def read_body(body: bytes) -> Payload:
    """Undo ``payload_body``."""
    lengths, _, rest = body.partition(b"\n")
    parts: list[bytes | None] = []
    begin = 0
    for length in lengths.split(b",") if lengths else ():
        end = begin + int(length or 0)
        parts.append(rest[begin:end] if length else None)
        begin = end
    parts += [None] * (5 - len(parts))
    given, result, metadata, layers = [None if part is None else part.decode() for part in parts[:4]]
    return Payload(given, result, metadata, layers, parts[4])
