"""The time axis that the bars of a trace share: what part of time is in view, and where its ruler has marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from tracedesk.records.trace import ObservationType
from tracedesk.records.units import NS_PER_S

NARROWEST_NS = 1_000  # a microsecond across the whole view; below that the clocks of most programs are mute
SILENCE_NS = 600 * NS_PER_S
LONGEST_RUN_NS = 24 * 3600 * NS_PER_S


class TimedStep(Protocol):
    """What the axis needs to know of an observation."""

    @property
    def type(self) -> ObservationType: ...
    @property
    def start_ns(self) -> int: ...
    @property
    def end_ns(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The instants at the left and the right edge. ``end_ns`` is after ``start_ns``."""

    start_ns: int
    end_ns: int

    @property
    def length_ns(self) -> int:
        return self.end_ns - self.start_ns

    def share(self, instant_ns: int) -> float:
        """Return where an instant lies: 0 at the left edge, 1 at the right, beyond when out of view."""
        return (instant_ns - self.start_ns) / self.length_ns

    def zoomed(self, factor: float, *, around: float = 0.5) -> "TimeAxis":
        """Return the axis with its length times ``factor``; the instant at the share ``around`` stays in place."""
        length = max(NARROWEST_NS, round(self.length_ns * factor))
        start = self.start_ns + round((self.length_ns - length) * around)
        return TimeAxis(start, start + length)

    def moved(self, share: float) -> "TimeAxis":
        """Return the axis moved by a share of its own length, to the right when positive."""
        by = round(self.length_ns * share)
        return TimeAxis(self.start_ns + by, self.end_ns + by)

    def within(self, whole: "TimeAxis") -> "TimeAxis":
        """Return this axis moved, and where needed cut, so that it lies inside ``whole``."""
        length = min(self.length_ns, whole.length_ns)
        start = min(max(self.start_ns, whole.start_ns), whole.end_ns - length)
        return TimeAxis(start, start + length)

    def marks(self, most: int, *, zero_ns: int) -> list[int]:
        """Return at most ``most`` + 1 round distances from ``zero_ns`` that are in view, evenly spaced, in ns."""
        step = _round_step(self.length_ns / max(1, most))
        first = -(-(self.start_ns - zero_ns) // step) * step
        return list(range(first, self.end_ns - zero_ns + 1, step))


def is_running(step: TimedStep) -> bool:
    """Tell whether the step has an end to come: an event is an instant and never runs."""
    return step.end_ns is None and step.type != "EVENT"


def end_is_missing(heard_ns: int, last_ns: int, now_ns: int) -> bool:
    """Tell whether the ends of open steps are not to be awaited any more.

    ``heard_ns`` is when we last heard of them, by our clock; ``last_ns`` the last instant that they tell of, by the
    program's clock, which may be another (or the trace is old, and was only brought in now).
    """
    return now_ns - heard_ns > SILENCE_NS or now_ns - last_ns > LONGEST_RUN_NS


def whole_axis(steps: Iterable[TimedStep], *, now_ns: int | None, empty_ns: int = 0) -> TimeAxis:
    """Return the axis that holds all steps; running ones reach to ``now_ns``, or to the last known instant if None.

    Without steps it begins at ``empty_ns``.
    """
    known = list(steps)
    if not known:
        return TimeAxis(empty_ns, empty_ns + NARROWEST_NS)
    starts = [step.start_ns for step in known]
    start, last = min(starts), max(starts)
    last = max(last, max((step.end_ns for step in known if step.end_ns is not None), default=last))
    if now_ns is not None and any(map(is_running, known)):
        last = max(last, now_ns)
    return TimeAxis(start, max(last, start + NARROWEST_NS))


def _round_step(length_ns: float) -> int:
    """Return the smallest round distance that is at least ``length_ns``: 1, 2, 5, 10, ... up to 20 s, then by clock."""
    for seconds in (30, 60, 120, 300, 600, 1200, 1800, 3600):
        if 20 * NS_PER_S < length_ns <= seconds * NS_PER_S:
            return seconds * NS_PER_S
    if length_ns > 3600 * NS_PER_S:
        return 3600 * NS_PER_S * _round_step(length_ns / (3600 * NS_PER_S))
    power = 1
    while power * 10 < length_ns:
        power *= 10
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= length_ns)
