"""Percentiles of latencies, over all and over time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


def percentile(values: Sequence[float] | NDArray[np.float64], share: float) -> float:
    """Return the value below which ``share`` (0 to 1) of ``values`` lies, in their unit.

    Raises:
        ValueError: ``values`` is empty, or ``share`` lies outside 0 to 1.

    Source: Hyndman & Fan (1996), definition 7 (linear), NumPy's default.
    """
    if not len(values) or not 0 <= share <= 1:
        raise ValueError("a percentile needs values, and a share from 0 to 1")
    # np.quantile takes ten times as long for a few values, and metrics ask for the percentiles of many small groups.
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    place = share * (len(ordered) - 1)
    lower = int(place)
    low, high = float(ordered[lower]), float(ordered[min(lower + 1, len(ordered) - 1)])
    return low + (high - low) * (place - lower)


@dataclass(frozen=True, slots=True)
class PercentileSeries:
    """One point a bucket of time that has values: the middle of the bucket, p50, p95 and the number of values."""

    middle: tuple[int, ...]
    p50: tuple[float, ...]
    p95: tuple[float, ...]
    count: tuple[int, ...]


def percentiles_over_time(times: Sequence[int], values: Sequence[int], buckets: int) -> PercentileSeries:
    """Split the span of ``times`` into equal buckets and return the percentiles of each that has values.

    ``middle`` is in the unit of ``times``, the percentiles are in the unit of ``values``.
    """
    if not times:
        return PercentileSeries((), (), (), ())
    moments = np.asarray(times, dtype=np.int64)
    amounts = np.asarray(values, dtype=np.float64)
    first = int(moments.min())
    width = max(1, -(-(int(moments.max()) - first + 1) // buckets))
    places = (moments - first) // width
    order = np.argsort(places, kind="stable")
    places, amounts = places[order], amounts[order]
    found, starts = np.unique(places, return_index=True)
    groups = np.split(amounts, starts[1:])
    return PercentileSeries(
        tuple(first + int(place) * width + width // 2 for place in found),
        tuple(float(np.quantile(group, 0.5)) for group in groups),
        tuple(float(np.quantile(group, 0.95)) for group in groups),
        tuple(len(group) for group in groups),
    )
