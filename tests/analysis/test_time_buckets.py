import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis.time_buckets import (
    NS_PER_DAY,
    Granularity,
    bucket_start,
    bucket_starts,
    fitting_granularity,
)
from tracedesk.formats.times import format_time, parse_time
from tracedesk.records.units import LAST_NS

HOUR_NS = NS_PER_DAY // 24


@pytest.mark.parametrize(
    ("span_ns", "granularity"),
    [
        (1, "minute"),
        (2 * HOUR_NS - 1, "minute"),
        (2 * HOUR_NS, "hour"),
        (72 * HOUR_NS - 1, "hour"),
        (72 * HOUR_NS, "day"),
        (60 * NS_PER_DAY - 1, "day"),
        (60 * NS_PER_DAY, "week"),
        (365 * NS_PER_DAY - 1, "week"),
        (365 * NS_PER_DAY, "month"),
    ],
)
def test_a_longer_span_has_longer_buckets(span_ns: int, granularity: str) -> None:
    assert fitting_granularity(span_ns) == granularity


@pytest.mark.parametrize(
    ("granularity", "start"),
    [
        ("minute", "2026-03-04T05:06:00.000Z"),
        ("hour", "2026-03-04T05:00:00.000Z"),
        ("day", "2026-03-04T00:00:00.000Z"),
        ("week", "2026-03-02T00:00:00.000Z"),  # a Monday
        ("month", "2026-03-01T00:00:00.000Z"),
    ],
)
def test_a_bucket_starts_where_the_calendar_says(granularity: Granularity, start: str) -> None:
    assert format_time(bucket_start(parse_time("2026-03-04T05:06:07.890Z"), granularity)) == start


def test_the_first_week_starts_before_the_epoch() -> None:
    assert bucket_start(0, "week") == -3 * NS_PER_DAY


def test_buckets_cover_a_span_without_its_end() -> None:
    found = bucket_starts(parse_time("2026-01-31T12:00:00Z"), parse_time("2026-05-01T00:00:00Z"), "month")
    assert [format_time(start)[:10] for start in found] == ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"]


@given(st.integers(0, LAST_NS), st.sampled_from(["minute", "hour", "day", "week", "month"]))
def test_a_bucket_has_one_start(time_ns: int, granularity: Granularity) -> None:
    start_ns = bucket_start(time_ns, granularity)
    assert start_ns <= time_ns
    assert list(bucket_starts(time_ns, time_ns + 1, granularity)) == [start_ns]
    assert bucket_start(start_ns, granularity) == start_ns
