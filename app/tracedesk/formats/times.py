"""Times as text: ISO 8601 with an offset in, milliseconds and Z out."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from tracedesk.records.units import LAST_NS, NS_PER_MS, NS_PER_S

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d)(?::([0-5]\d|60))?(?:[.,](\d{1,9})\d*)?\s*(Z|z|[+-]\d\d:?\d\d)", re.ASCII
)


def parse_time(value: object) -> int:
    """Return nanoseconds since the epoch.

    Raises:
        ValueError: it is not an ISO 8601 time with an offset, or lies before 1970 or after 2115.
    """
    found = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"{value!r} is not an ISO 8601 time with an offset, such as 2026-03-01T09:15:00.000Z")
    minute, second, fraction, offset = found.groups()
    time_ns = (_minute_s(minute, offset) + int(second or 0)) * NS_PER_S
    if fraction:
        time_ns += int(fraction) * 10 ** (9 - len(fraction))
    if not 0 <= time_ns <= LAST_NS:
        raise ValueError(f"{value!r} lies outside the years 1970 to 2115")
    return time_ns


@lru_cache(maxsize=256)  # the times of one batch lie within a few minutes
def _minute_s(minute: str, offset: str) -> int:
    return (datetime.fromisoformat(minute + offset.upper()) - _EPOCH) // timedelta(seconds=1)


def format_time(time_ns: int) -> str:
    """Return the time as Langfuse writes it, cut to milliseconds."""
    seconds, rest = divmod(time_ns, NS_PER_S)
    moment = _EPOCH + timedelta(seconds=seconds)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{rest // NS_PER_MS:03d}Z"
