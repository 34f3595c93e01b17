"""How often values of each size occur, in bins of equal ratio: latencies span orders of magnitude."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


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
