"""Histograms of latencies, and of what metrics ask for."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis.histogram import Histogram, linear_histogram, log_histogram

SMALLEST = 1_000_000.0


@given(st.lists(st.integers(0, 10**15), min_size=1, max_size=200), st.integers(1, 40))
def test_every_value_is_counted_once_and_the_bins_cover_them(values: list[int], bins: int) -> None:
    found = log_histogram(values, bins, SMALLEST)
    assert sum(found.counts) == len(values)
    assert len(found.edges) == len(found.counts) + 1 == bins + 1
    assert all(low < high for low, high in pairwise(found.edges))
    assert found.edges[0] <= max(SMALLEST, min(values))
    assert max(SMALLEST, max(values)) <= found.edges[-1]


@given(st.lists(st.integers(0, 10**15), min_size=2, max_size=200))
def test_a_count_is_the_number_of_values_between_its_edges(values: list[int]) -> None:
    found = log_histogram(values, 5, SMALLEST)
    raised = [max(SMALLEST, value) for value in values]
    for place, (low, high) in enumerate(pairwise(found.edges)):
        last = place == len(found.counts) - 1
        assert found.counts[place] == sum(low <= value < high or (last and value == high) for value in raised)


def test_the_bins_have_equal_ratios() -> None:
    found = log_histogram([1e6, 1e9], 3, SMALLEST)
    assert found.edges == pytest.approx((1e6, 1e7, 1e8, 1e9))
    assert found.counts == (1, 0, 1)


def test_values_that_are_all_but_equal_share_a_bin() -> None:
    found = log_histogram([5e9, 5.01e9, 5.02e9], 9, SMALLEST)
    assert max(found.counts) == 3


def test_nothing_gives_nothing() -> None:
    found = log_histogram([], 10, SMALLEST)
    assert (found.edges, found.counts) == ((), ())


def test_bins_of_equal_width_hold_what_lies_between_their_edges() -> None:
    assert linear_histogram([0, 1, 2, 2.5, 4], 4) == Histogram((0.0, 1.0, 2.0, 3.0, 4.0), (1, 1, 2, 1))


def test_equal_values_share_one_bin() -> None:
    assert linear_histogram([7, 7, 7], 4) == Histogram((7.0, 7.0), (3,))
    assert linear_histogram([], 4) == Histogram((), ())


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=50), st.integers(1, 20))
def test_no_finite_values_are_too_near_or_too_far(values: list[float], bins: int) -> None:
    found = linear_histogram(values, bins)
    assert sum(found.counts) == len(values)
    assert (found.edges[0], found.edges[-1]) == (min(values), max(values))
