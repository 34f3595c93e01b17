"""Times as text: what SDKs write takes a shorter way, and comes out the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracedesk.formats.times import format_time, parse_time
from tracedesk.records.units import LAST_NS, NS_PER_S

SECOND = 1_772_356_500
USUAL = "2026-03-01T09:15:00"


@given(time_us=st.integers(0, LAST_NS // 1_000 - 1))
def test_milliseconds_and_microseconds_are_read_exactly(time_us: int) -> None:
    milliseconds = format_time(time_us * 1_000)
    assert parse_time(milliseconds) == time_us // 1_000 * 1_000_000
    assert parse_time(f"{milliseconds[:20]}{time_us % 1_000_000:06d}Z") == time_us * 1_000


@pytest.mark.parametrize(
    ("text", "fraction_ns"),
    [
        (f"{USUAL}.123Z", 123_000_000),
        (f"{USUAL}.123456Z", 123_456_000),
        (f"{USUAL}.123456789Z", 123_456_789),
        (f"{USUAL},5z", 500_000_000),
        (f"{USUAL}Z", 0),
        ("2026-03-01 10:15:00.250+01:00", 250_000_000),
        ("2026-03-01T09:14:60.000Z", 0),
    ],
)
def test_other_spellings_are_read(text: str, fraction_ns: int) -> None:
    assert parse_time(text) == SECOND * NS_PER_S + fraction_ns


@pytest.mark.parametrize(
    "text",
    [
        "2026-W09-7T09:15:00.000Z", "2026-03-01T09:15:00.000", "2026-02-30T09:15:00.000Z",
        "1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z", "2026-03-01T25:15:00.000Z", "٢٠٢٦-03-01T09:15:00.000Z",
        "x" * 24, "", 5, None,
    ],
)  # fmt: skip
def test_what_is_no_time_with_an_offset_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match=r"ISO 8601|outside|day|hour"):
        parse_time(text)
