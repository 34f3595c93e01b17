"""How often values of each size occur, in bins of equal ratio, as latencies need them, or of equal width."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Histogram:
    """``edges`` has one entry more than ``counts``; both are empty without values."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


def log_histogram(values: Sequence[float], bins: int, smallest: float) -> Histogram:
    """Count ``values`` in ``bins`` bins of equal ratio; what is below ``smallest`` (above 0) counts as that."""
    if not values:
        return Histogram((), ())
    amounts = np.maximum(np.asarray(values, dtype=np.float64), smallest)
    low, high = float(amounts.min()), float(amounts.max())
    if high / low < 1.05:  # all but equal: one bin round them, instead of noise
        low, high = low / 1.5, high * 1.5
    edges = np.geomspace(low, high, bins + 1)
    edges[0], edges[-1] = low, high  # rounding must not push the extremes out
    counts, _ = np.histogram(amounts, edges)
    return Histogram(tuple(map(float, edges)), tuple(map(int, counts)))


def linear_histogram(values: Sequence[float] | NDArray[np.float64], bins: int) -> Histogram:
    """Count ``values`` in ``bins`` bins of equal width; values that are all the same share one bin without width."""
    amounts = np.asarray(values, dtype=np.float64)
    if not len(amounts):
        return Histogram((), ())
    low, high = float(amounts.min()), float(amounts.max())
    if low == high:
        return Histogram((low, high), (len(amounts),))
    # Not np.histogram: it refuses values that are too near to each other, or too far apart to be subtracted.
    shares = np.arange(bins + 1) / bins
    edges = low * (1 - shares) + high * shares
    counts = np.bincount(np.searchsorted(edges[1:-1], amounts, side="right"), minlength=bins)
    return Histogram(tuple(map(float, edges)), tuple(map(int, counts)))
