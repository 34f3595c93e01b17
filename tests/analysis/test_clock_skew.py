"""Clocks of services, as their calls show them."""

import time
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis.clock_skew import LEAST_NS, Call, Clock, clock_skews, stray_steps
from tracedesk.records.units import NS_PER_MS

WEB, BILLING = Clock("web", "web-1"), Clock("billing", "billing-1")


@dataclass(frozen=True)
class Step:
    observation_id: str
    parent_id: str | None
    start_ns: int
    end_ns: int | None


def call(
    start_ms: float, end_ms: float | None, *, waits: bool = True, called: Clock = BILLING, name: str = "c"
) -> Call:
    """A call that its caller saw from 0 to 200 ms."""
    ends = None if end_ms is None else round(end_ms * NS_PER_MS)
    return Call(WEB, called, 0, 200 * NS_PER_MS, round(start_ms * NS_PER_MS), ends, waits, name)


def offsets(*calls: Call) -> list[tuple[float, bool]]:
    return [(skew.offset_ns / NS_PER_MS, skew.least) for skew in clock_skews(calls)]


def test_a_server_that_begins_before_its_client_has_a_clock_that_is_behind() -> None:
    (skew,) = clock_skews([call(-110, 70, name="charge")])
    assert (skew.clock, skew.against, skew.observation_ids) == (BILLING, WEB, ("charge",))
    assert (skew.offset_ns, skew.least) == (-120 * NS_PER_MS, False)


def test_a_server_that_ends_after_its_client_has_a_clock_that_is_ahead() -> None:
    assert offsets(call(130, 310)) == [(120, False)]


def test_a_server_inside_of_its_client_tells_nothing() -> None:
    assert offsets(call(0, 200), call(5, 190)) == []


def test_less_than_a_millisecond_is_not_worth_a_word() -> None:
    assert offsets(call(-0.9, 100)) == []
    assert offsets(call(-1, 99)) != []


def test_of_several_calls_the_one_with_the_shortest_wait_counts() -> None:
    assert offsets(call(-160, 10), call(-119, 79), call(-100, 20)) == [(-120, False)]


def test_a_server_that_works_longer_than_its_client_waits_is_no_sign_of_a_clock() -> None:
    assert offsets(call(2, 500)) == []


def test_without_waiting_only_the_beginning_counts_and_is_a_bound() -> None:
    assert offsets(call(-30, 20, waits=False), call(-50, 900, waits=False)) == [(-50, True)]
    assert offsets(call(130, 310, waits=False)) == []
    assert offsets(call(-40, None)) == [(-40, True)]


def test_services_of_one_host_share_a_clock_and_hosts_of_one_service_do_not() -> None:
    assert offsets(call(-110, 70, called=Clock("billing", "web-1"))) == []
    assert offsets(call(-110, 70, called=Clock("web", "web-2"))) == [(-120, False)]
    assert offsets(call(-110, 70, called=Clock("web", ""))) == []
    assert offsets(call(-110, 70, called=Clock("", "billing-1"))) == []
    assert offsets(call(-110, 70, called=Clock("billing", ""))) == [(-120, False)]


@given(
    offset=st.integers(-(10**12), 10**12),
    way_in=st.integers(0, 10**9),
    work=st.integers(0, 10**9),
    way_out=st.integers(0, 10**9),
)
def test_an_offset_is_found_to_half_of_the_wait(offset: int, way_in: int, work: int, way_out: int) -> None:
    end = way_in + work + way_out
    begun = way_in + offset
    skews = clock_skews([Call(WEB, BILLING, 0, end, begun, begun + work, True, "c")])
    if skews:
        assert abs(skews[0].offset_ns - offset) <= (way_in + way_out) / 2 + 1
    else:
        assert abs(offset) < max(way_in, way_out) + LEAST_NS


def test_steps_beyond_their_parent_are_found_with_it_the_early_ones_first() -> None:
    steps = [
        Step("root", None, 0, 100),
        Step("late", "root", 50, 101),
        Step("inside", "root", 0, 100),
        Step("early", "root", -1, 50),
        Step("open", "root", 10, None),
        Step("orphan", "nowhere", -50, 500),
    ]
    assert stray_steps(steps, 10) == [(3, 0), (1, 0)]
    assert stray_steps(steps, 1) == [(3, 0)]


def test_few_of_a_hundred_thousand_strays_are_chosen_quickly_from_everywhere() -> None:
    steps = [Step("root", None, 0, 100), *(Step(str(i), "root", 1, 101 + i) for i in range(100_000))]
    before = time.perf_counter()
    chosen = stray_steps(steps, 300)
    assert time.perf_counter() - before < 1, "ten times slower than measured"
    assert 250 <= len(chosen) <= 300
    assert chosen[-1][0] > 99_000
