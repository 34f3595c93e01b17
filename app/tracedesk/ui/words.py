"""Numbers and times as people read them. What is unknown is a dash, never 0."""

import math
from datetime import datetime

from tracedesk.records.units import NS_PER_MS, NS_PER_S, usd

UNKNOWN = "–"
_NS_PER_US = 1_000


def duration(length_ns: int | None) -> str:
    """Return "4 ms", "1.24 s", "2 m 03 s" or "1 h 05 m"; negative where a program's clock went back."""
    if length_ns is None:
        return UNKNOWN
    if length_ns < 0:
        return f"-{duration(-length_ns)}"
    if length_ns < 999_500:
        few = "0 ms" if length_ns == 0 else "<1 µs"
        return f"{length_ns / _NS_PER_US:.0f} µs" if length_ns >= _NS_PER_US else few
    if length_ns < 999_500_000:
        return f"{length_ns / NS_PER_MS:.0f} ms"
    seconds = length_ns / NS_PER_S
    if seconds < 59.95:
        return f"{seconds:.2f} s" if seconds < 9.995 else f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 3_600:
        return f"{whole // 60} m {whole % 60:02d} s"
    return f"{whole // 3_600} h {whole % 3_600 // 60:02d} m"


def cost(amount_pusd: int | None) -> str:
    """Return dollars with enough digits to see that they are not zero."""
    if amount_pusd is None:
        return UNKNOWN
    dollars = usd(amount_pusd)
    if dollars == 0:
        return "$0"
    if abs(dollars) >= 0.995:
        return f"${dollars:,.2f}"
    if abs(dollars) >= 0.00095:
        return f"${dollars:.4f}"
    if abs(dollars) < 1e-5:  # all those zeros fit into no column
        return f"${dollars:.2g}"
    digits = 2 - math.floor(math.log10(abs(dollars)))  # behind the point, for three that are not zero
    return "$" + f"{dollars:.{digits}f}".rstrip("0")


def tokens(count: int | None) -> str:
    """Return "935", "12.3k" or "4.6M"."""
    if count is None:
        return UNKNOWN
    if count < 10_000:
        return f"{count:,}"
    if count < 999_950:
        return f"{count / 1_000:.1f}k"
    return f"{count / 1_000_000:.1f}M"


def number(count: int) -> str:
    """Return a whole number with its thousands apart."""
    return f"{count:,}"


def size(count: int) -> str:
    """Return bytes as "512 B", "3.4 MB"."""
    amount = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 999.5 or unit == "GB":
            break
        amount /= 1_000
    return f"{amount:.0f} {unit}" if unit == "B" or amount >= 99.5 else f"{amount:.1f} {unit}"


def clock(time_ns: int, now_ns: int) -> str:
    """Return the local time of day, with the date when it was not today."""
    moment, today = _local(time_ns), _local(now_ns).date()
    time_of_day = f"{moment:%H:%M:%S}"
    if moment.date() == today:
        return time_of_day
    date = f"{moment:%b} {moment.day}" if moment.year == today.year else f"{moment:%Y-%m-%d}"
    return f"{date} {time_of_day}"


def exact_time(time_ns: int) -> str:
    """Return date and time to the millisecond, with the offset of this machine's zone."""
    moment = _local(time_ns)
    return f"{moment:%Y-%m-%d %H:%M:%S}.{time_ns % NS_PER_S // NS_PER_MS:03d} {moment:%z}"


def _local(time_ns: int) -> datetime:
    return datetime.fromtimestamp(time_ns // NS_PER_S).astimezone()
