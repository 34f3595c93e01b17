"""Bytes as a person can read them: text where they are text, otherwise a hex dump."""

LONGEST_DUMP = 64 * 1024  # bytes; each becomes four characters
BYTES_A_LINE = 16


def readable(data: bytes) -> str:
    """Return text as it is, and of anything else a dump of its beginning."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return hex_dump(data[:LONGEST_DUMP])
    return hex_dump(data[:LONGEST_DUMP]) if "\0" in text else text


def hex_dump(data: bytes) -> str:
    """Return lines of an offset, sixteen bytes in hexadecimal, and the same as ASCII where that can be printed."""
    return "\n".join(_line(start, data[start : start + BYTES_A_LINE]) for start in range(0, len(data), BYTES_A_LINE))


def _line(start: int, part: bytes) -> str:
    printed = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in part)
    return f"{start:08x}  {part.hex(' '):<{BYTES_A_LINE * 3 - 1}}  {printed}"
