"""Percentiles against their definition."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis.percentiles import percentile, percentiles_over_time

LATENCIES = st.integers(0, 10**13)
SAMPLES = st.lists(st.tuples(st.integers(0, 2**62), LATENCIES), min_size=1, max_size=60)


def by_definition(values: list[int], share: float) -> float:
    """Hyndman & Fan's definition 7: linear between the two values round the place (n - 1) * share."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low, high = ordered[math.floor(place)], ordered[math.ceil(place)]
    return low + (high - low) * (place - math.floor(place))


@given(st.lists(LATENCIES, min_size=1), st.floats(0, 1))
def test_a_percentile_is_what_its_definition_says(values: list[int], share: float) -> None:
    assert percentile(values, share) == pytest.approx(by_definition(values, share), rel=1e-9, abs=1e-6)


@given(st.lists(LATENCIES, min_size=1))
def test_half_is_never_above_ninety_five_hundredths(values: list[int]) -> None:
    assert min(values) <= percentile(values, 0.5) <= percentile(values, 0.95) <= max(values)


def test_known_percentiles() -> None:
    assert percentile([4, 1, 3, 2], 0.5) == 2.5
    assert percentile([7], 0.95) == 7
    assert percentile(range(101), 0.95) == 95


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1], -0.01), ([1], 1.01)])
def test_no_values_or_a_share_beyond_the_whole_are_refused(values: list[int], share: float) -> None:
    with pytest.raises(ValueError, match="share from 0 to 1"):
        percentile(values, share)


@given(SAMPLES, st.integers(1, 50))
def test_every_value_is_in_one_bucket_and_buckets_go_forward(samples: list[tuple[int, int]], buckets: int) -> None:
    times, values = [time for time, _ in samples], [value for _, value in samples]
    series = percentiles_over_time(times, values, buckets)
    assert sum(series.count) == len(samples)
    assert len(series.middle) == len(series.p50) == len(series.p95) == len(series.count) <= buckets
    assert list(series.middle) == sorted(set(series.middle))
    assert min(times) <= series.middle[0]
    assert all(p50 <= p95 for p50, p95 in zip(series.p50, series.p95, strict=True))
    assert min(values) <= min(series.p50)
    assert max(series.p95) <= max(values)


@given(SAMPLES)
def test_one_bucket_has_the_percentiles_of_all(samples: list[tuple[int, int]]) -> None:
    values = [value for _, value in samples]
    series = percentiles_over_time([time for time, _ in samples], values, 1)
    assert series.count == (len(values),)
    assert (series.p50[0], series.p95[0]) == tuple(np.quantile(values, (0.5, 0.95)))


def test_buckets_without_values_are_left_out() -> None:
    series = percentiles_over_time([0, 1, 98, 99], [10, 20, 30, 50], 10)
    assert series.middle == (5, 95)
    assert series.p50 == (15, 40)
    assert series.count == (2, 2)


def test_nothing_gives_nothing() -> None:
    series = percentiles_over_time([], [], 10)
    assert (series.middle, series.p50, series.p95, series.count) == ((), (), (), ())
