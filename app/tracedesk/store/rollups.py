"""Hourly roll-ups, for charts over months: observations by model, traces by name and latency.

They are kept by difference: what a commit changes is taken from its old hour and added to its new one.
"""

import math
from dataclasses import dataclass, field

from peewee import Database

from tracedesk.records.units import INT64_MAX
from tracedesk.store.database import executemany
from tracedesk.store.totals import NO_SUMS, SUMS, Share

NS_PER_HOUR = 3_600 * 10**9
BUCKETS_PER_DOUBLING = 8  # a percentile read from the buckets is at most 9 per cent off
NO_LATENCY = -1

_SUMS = ("observation_count", "error_count", *SUMS)


def _adding(table: str, keys: int, sums: tuple[str, ...]) -> str:
    added = ", ".join(f"{name} = min({name} + excluded.{name}, {INT64_MAX})" for name in sums)
    return f"INSERT INTO {table} VALUES ({', '.join('?' * (keys + len(sums)))}) ON CONFLICT DO UPDATE SET {added}"


_ADD_OBSERVATIONS = _adding("observation_hour", 3, _SUMS)
_ADD_TRACES = _adding("trace_hour", 4, ("trace_count",))
_DROP_OBSERVATIONS = """
    DELETE FROM observation_hour WHERE project_seq = ? AND hour = ? AND model = ? AND observation_count = 0
"""
_DROP_TRACES = """
    DELETE FROM trace_hour
    WHERE project_seq = ? AND hour = ? AND name = ? AND latency_bucket = ? AND trace_count = 0
"""


def hour_of(time_ns: int) -> int:
    return time_ns // NS_PER_HOUR


def latency_bucket(latency_ns: int | None) -> int:
    """Return the number of the bucket; its bounds are ``2 ** (number / 8)`` ns and the next."""
    if latency_ns is None:
        return NO_LATENCY
    return math.floor(BUCKETS_PER_DOUBLING * math.log2(latency_ns)) if latency_ns > 0 else 0


@dataclass(slots=True)
class Rollups:
    """The differences that one commit makes to the hours of a project."""

    project_seq: int
    _observations: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    _traces: dict[tuple[int, str, int], int] = field(default_factory=dict)

    def add(self, share: Share, times: int = 1) -> None:
        """Add an observation; ``times`` -1 takes it away."""
        key = (share.start_ns // NS_PER_HOUR, share.model or "")
        sums = self._observations.get(key)
        if sums is None:
            sums = self._observations[key] = [0] * len(_SUMS)
        sums[0] += times
        sums[1] += share.error * times
        if share.sums != NO_SUMS:
            for place, more in enumerate(share.sums, start=2):
                sums[place] += (more or 0) * times

    def add_trace(self, timestamp_ns: int, name: str | None, latency_ns: int | None, times: int = 1) -> None:
        key = (hour_of(timestamp_ns), name or "", latency_bucket(latency_ns))
        self._traces[key] = self._traces.get(key, 0) + times

    def save(self, database: Database) -> None:
        seq = self.project_seq
        observations = {key: sums for key, sums in self._observations.items() if any(sums)}
        traces = {key: count for key, count in self._traces.items() if count}
        executemany(
            database, _ADD_OBSERVATIONS, [(seq, *key, *map(_storable, sums)) for key, sums in observations.items()]
        )
        executemany(database, _ADD_TRACES, [(seq, *key, count) for key, count in traces.items()])
        less = [(seq, *key) for key, sums in observations.items() if sums[0] < 0]
        executemany(database, _DROP_OBSERVATIONS, less)
        executemany(database, _DROP_TRACES, [(seq, *key) for key, count in traces.items() if count < 0])


def _storable(difference: int) -> int:
    return max(-INT64_MAX, min(difference, INT64_MAX))
