"""Numbers and times as people read them, at the borders of their units."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracedesk.records.units import NS_PER_S, PUSD_PER_USD
from tracedesk.ui.words import UNKNOWN, clock, cost, duration, exact_time, number, size, tokens

US, MS, S, MINUTE, HOUR = 1_000, 1_000_000, NS_PER_S, 60 * NS_PER_S, 3_600 * NS_PER_S
CENT = PUSD_PER_USD // 100


@pytest.mark.parametrize(
    ("length_ns", "words"),
    [
        (None, UNKNOWN),
        (0, "0 ms"),
        (1, "<1 µs"),
        (1 * US, "1 µs"),
        (999 * US, "999 µs"),
        (999_499, "999 µs"),
        (999_500, "1 ms"),
        (1 * MS, "1 ms"),
        (4 * MS, "4 ms"),
        (999 * MS, "999 ms"),
        (999_499_999, "999 ms"),
        (999_500_000, "1.00 s"),
        (1_240 * MS, "1.24 s"),
        (9_994 * MS, "9.99 s"),
        (9_995 * MS, "10.0 s"),
        (59_949 * MS, "59.9 s"),
        (59_950 * MS, "1 m 00 s"),
        (123 * S, "2 m 03 s"),
        (3_599 * S, "59 m 59 s"),
        (3_599_600 * MS, "1 h 00 m"),
        (65 * MINUTE, "1 h 05 m"),
        (30 * HOUR, "30 h 00 m"),
        (-5 * S, "-5.00 s"),
    ],
)
def test_a_duration_takes_the_unit_that_fits(length_ns: int | None, words: str) -> None:
    assert duration(length_ns) == words


@given(st.integers(1, 10**18))
def test_a_duration_that_is_not_zero_never_looks_like_zero(length_ns: int) -> None:
    assert duration(length_ns).strip("0. msµhn") != ""


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, UNKNOWN),
        (0, "$0"),
        (1, "$1e-12"),
        (4 * CENT, "$0.0400"),
        (99 * CENT, "$0.9900"),
        (PUSD_PER_USD, "$1.00"),
        (1_234_567 * CENT, "$12,345.67"),
        (PUSD_PER_USD // 1_000, "$0.0010"),
        (PUSD_PER_USD // 10_000, "$0.0001"),
        (4_560_000, "$4.6e-06"),
    ],
)
def test_a_cost_shows_the_digits_that_matter(amount: int | None, words: str) -> None:
    assert cost(amount) == words


@given(st.integers(1, 2 * PUSD_PER_USD) | st.integers(-2 * PUSD_PER_USD, -1))
def test_a_cost_that_is_not_zero_never_looks_like_zero_and_is_nearly_right(amount: int) -> None:
    shown = float(cost(amount).replace("$", ""))
    assert shown == pytest.approx(amount / PUSD_PER_USD, rel=0.06)
    assert shown != 0


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (None, UNKNOWN), (0, "0"), (935, "935"), (9_999, "9,999"), (10_000, "10.0k"), (12_345, "12.3k"),
        (999_949, "999.9k"), (999_950, "1.0M"), (4_600_000, "4.6M"),
    ],
)  # fmt: skip
def test_tokens_are_counted_in_thousands_and_millions(count: int | None, words: str) -> None:
    assert tokens(count) == words


def test_a_number_has_its_thousands_apart() -> None:
    assert [number(0), number(999), number(1_234_567)] == ["0", "999", "1,234,567"]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 B"), (512, "512 B"), (999, "999 B"), (1_000, "1.0 kB"), (99_400, "99.4 kB"), (99_500, "100 kB"),
        (999_499, "999 kB"), (999_500, "1.0 MB"), (3_400_000, "3.4 MB"), (2_000_000_000, "2.0 GB"),
        (5_000_000_000_000, "5000 GB"),
    ],
)  # fmt: skip
def test_a_size_takes_the_unit_that_fits(count: int, words: str) -> None:
    assert size(count) == words


def local_ns(moment: str) -> int:
    return round(datetime.fromisoformat(moment).astimezone().timestamp()) * NS_PER_S


def test_the_clock_names_the_day_when_it_is_another_and_the_year_when_that_is() -> None:
    now_ns = local_ns("2026-05-20 18:00:00")
    assert clock(local_ns("2026-05-20 09:05:07"), now_ns) == "09:05:07"
    assert clock(local_ns("2026-05-19 23:59:59"), now_ns) == "May 19 23:59:59"
    assert clock(local_ns("2025-12-31 23:59:59"), now_ns) == "2025-12-31 23:59:59"


def test_an_exact_time_has_milliseconds_and_the_offset_of_the_zone() -> None:
    shown = exact_time(local_ns("2026-05-20 09:05:07") + 42_999_999)
    assert shown.startswith("2026-05-20 09:05:07.042 ")
    assert datetime.strptime(shown, "%Y-%m-%d %H:%M:%S.%f %z").microsecond == 42_000
