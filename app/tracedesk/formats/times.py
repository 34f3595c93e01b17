"""Times as text: ISO 8601 with an offset in, milliseconds and Z out."""

import re
from datetime import UTC, datetime, timedelta

from tracedesk.records.units import LAST_NS, NS_PER_MS, NS_PER_S

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_S_PER_DAY = 86_400
_USUAL_LENGTHS = (len("2026-03-01T09:15:00.000Z"), len("2026-03-01T09:15:00.000000Z"))
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d)(?::([0-5]\d|60))?(?:[.,](\d{1,9})\d*)?\s*(Z|z|[+-]\d\d:?\d\d)", re.ASCII
)

_LOST_PLUS = re.compile(r" (\d\d:?\d\d)$")


def parse_time(value: object) -> int:
    """Return nanoseconds since the epoch.

    Raises:
        ValueError: it is not an ISO 8601 time with an offset, or lies before 1970 or after 2115.
    """
    time_ns = _usual_time(value) if isinstance(value, str) and len(value) in _USUAL_LENGTHS else None
    return _any_time(value) if time_ns is None else time_ns


def _usual_time(value: str) -> int | None:
    """Read what SDKs write, ``2026-03-01T09:15:00.000Z`` with 3 or 6 digits; None: it is something else."""
    if value[7] != "-" or value[10] != "T" or value[19] != "." or value[-1] != "Z" or not value.isascii():
        return None
    try:
        since = datetime.fromisoformat(value) - _EPOCH
    except ValueError:
        return None
    time_ns = (since.days * _S_PER_DAY + since.seconds) * NS_PER_S + since.microseconds * 1_000
    return time_ns if 0 <= time_ns <= LAST_NS else None


def _any_time(value: object) -> int:
    found = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"{value!r} is not an ISO 8601 time with an offset, such as 2026-03-01T09:15:00.000Z")
    minute, second, fraction, offset = found.groups()
    minute_s = (datetime.fromisoformat(minute + offset.upper()) - _EPOCH) // timedelta(seconds=1)
    time_ns = (minute_s + int(second or 0)) * NS_PER_S
    if fraction:
        time_ns += int(fraction) * 10 ** (9 - len(fraction))
    if not 0 <= time_ns <= LAST_NS:
        raise ValueError(f"{value!r} lies outside the years 1970 to 2115")
    return time_ns


def with_plus(text: str) -> str:
    """Return a time of an address with the ``+`` of its offset, which arrives as a space when it was not encoded."""
    return _LOST_PLUS.sub(r"+\1", text)


def format_time(time_ns: int) -> str:
    """Return the time as Langfuse writes it, cut to milliseconds."""
    seconds, rest = divmod(time_ns, NS_PER_S)
    moment = _EPOCH + timedelta(seconds=seconds)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{rest // NS_PER_MS:03d}Z"
