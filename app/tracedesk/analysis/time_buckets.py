"""Time cut into minutes, hours, days, weeks (from Monday) and months, UTC; times are nanoseconds since the epoch."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias

from tracedesk.records.units import NS_PER_S

Granularity: TypeAlias = Literal["minute", "hour", "day", "week", "month"]

NS_PER_DAY = 86_400 * NS_PER_S
WIDTHS_NS: dict[Granularity, int] = {  # a month has none
    "minute": 60 * NS_PER_S,
    "hour": 3_600 * NS_PER_S,
    "day": NS_PER_DAY,
    "week": 7 * NS_PER_DAY,
}
MONDAY_NS = 3 * NS_PER_DAY  # from the Monday before the epoch, a Thursday, to the epoch
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def fitting_granularity(span_ns: int) -> Granularity:
    """Return the granularity that a chart of ``span_ns`` is best drawn with."""
    if span_ns < 2 * WIDTHS_NS["hour"]:
        return "minute"
    if span_ns < 72 * WIDTHS_NS["hour"]:
        return "hour"
    if span_ns < 60 * NS_PER_DAY:
        return "day"
    return "week" if span_ns < 365 * NS_PER_DAY else "month"


def bucket_start(time_ns: int, granularity: Granularity) -> int:
    """Return the start of the bucket that a moment lies in."""
    if granularity == "month":
        first = (_EPOCH + timedelta(seconds=time_ns // NS_PER_S)).replace(day=1, hour=0, minute=0, second=0)
        return (first - _EPOCH) // timedelta(seconds=1) * NS_PER_S
    shift_ns = MONDAY_NS if granularity == "week" else 0
    return (time_ns + shift_ns) // WIDTHS_NS[granularity] * WIDTHS_NS[granularity] - shift_ns


def bucket_starts(from_ns: int, to_ns: int, granularity: Granularity) -> Iterator[int]:
    """Return the starts of all buckets that have a part between ``from_ns`` and, not included, ``to_ns``."""
    start_ns = bucket_start(from_ns, granularity)
    while start_ns < to_ns:
        yield start_ns
        # A month has at most 31 days, so this lies in the next one.
        width_ns = 32 * NS_PER_DAY if granularity == "month" else WIDTHS_NS[granularity]
        start_ns = bucket_start(start_ns + width_ns, granularity)
