"""The time axis of the bars."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis.time_axis import NARROWEST_NS, TimeAxis, end_is_missing, is_running, whole_axis
from tracedesk.records.trace import ObservationType
from tracedesk.records.units import NS_PER_MS, NS_PER_S


@dataclass(frozen=True)
class FakeStep:
    start_ns: int
    end_ns: int | None
    type: ObservationType = "SPAN"


def test_the_axis_holds_every_step() -> None:
    assert whole_axis([FakeStep(5_000, 9_000), FakeStep(2_000, 3_000)], now_ns=None) == TimeAxis(2_000, 9_000)


def test_a_running_step_reaches_to_now_but_an_event_does_not() -> None:
    running, event = FakeStep(2_000, None), FakeStep(4_000, None, "EVENT")
    assert is_running(running)
    assert not is_running(event)
    assert whole_axis([running, event], now_ns=90_000) == TimeAxis(2_000, 90_000)
    assert whole_axis([FakeStep(2_000, 9_000), event], now_ns=90_000) == TimeAxis(2_000, 9_000)
    assert whole_axis([running, event], now_ns=None) == TimeAxis(2_000, 4_000)


def test_an_end_before_the_start_and_a_step_of_no_length_still_give_an_axis() -> None:
    assert whole_axis([FakeStep(5_000, 1_000)], now_ns=None) == TimeAxis(5_000, 5_000 + NARROWEST_NS)
    assert whole_axis([], now_ns=None, empty_ns=7) == TimeAxis(7, 7 + NARROWEST_NS)


def test_an_end_is_missing_after_ten_silent_minutes_or_in_an_old_trace() -> None:
    assert not end_is_missing(0, 0, 600 * NS_PER_S)
    assert end_is_missing(0, 0, 601 * NS_PER_S)
    day_ns = 24 * 3600 * NS_PER_S
    assert not end_is_missing(day_ns, 0, day_ns)
    assert end_is_missing(day_ns + 1, 0, day_ns + 1)


def test_zoom_keeps_its_centre_and_stays_inside() -> None:
    whole = TimeAxis(0, 1_000_000)
    near = whole.zoomed(0.1, around=0.25)
    assert near.share(250_000) == pytest.approx(0.25)
    assert whole.zoomed(2).within(whole) == whole
    assert near.moved(-100).within(whole) == TimeAxis(0, 100_000)


@pytest.mark.parametrize(
    ("length_ns", "step_ns"),
    [
        (1_000, 200),
        (7 * NS_PER_MS, 2 * NS_PER_MS),
        (100 * NS_PER_S, 20 * NS_PER_S),
        (101 * NS_PER_S, 30 * NS_PER_S),
        (11 * 60 * NS_PER_S, 300 * NS_PER_S),
        (30 * 3600 * NS_PER_S, 10 * 3600 * NS_PER_S),
    ],
)
def test_marks_are_round(length_ns: int, step_ns: int) -> None:
    marks = TimeAxis(0, length_ns).marks(5, zero_ns=0)
    assert marks[:2] == [0, step_ns]


@given(st.integers(0, 2**62), st.integers(NARROWEST_NS, 2**62), st.integers(1, 20), st.integers(0, 2**62))
def test_marks_are_few_and_in_view(start: int, length: int, most: int, zero: int) -> None:
    axis = TimeAxis(start, start + length)
    marks = axis.marks(most, zero_ns=zero)
    assert len(marks) <= most + 1
    assert all(0 <= axis.share(zero + mark) <= 1 for mark in marks)
