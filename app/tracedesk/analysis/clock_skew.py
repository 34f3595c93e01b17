"""How far the clocks of services are apart, as the calls between them show it.

A server works while its client waits, so its span lies inside the client's; and nothing begins before what caused it.
Where spans say otherwise, clocks differ. One call tells the offset as one exchange of NTP does, right to half of what
the client waited beyond the server's work; of several calls, the one with the shortest such wait counts.

Source: RFC 5905 (NTP version 4), section 8 (offset and delay of one exchange) and section 10 (clock filter).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from tracedesk.records.units import NS_PER_MS

LEAST_NS = NS_PER_MS  # spans of one machine are as far apart, too


class TimedStep(Protocol):
    """What is asked of a step."""

    @property
    def observation_id(self) -> str: ...
    @property
    def parent_id(self) -> str | None: ...
    @property
    def start_ns(self) -> int: ...
    @property
    def end_ns(self) -> int | None: ...


class Clock(NamedTuple):
    """A service on a host; "": it is not known which."""

    service: str
    host: str

    def differs(self, other: "Clock") -> bool:
        """Tell whether these may be two clocks: services of one host share one."""
        if "" in (self.service, other.service):
            return False
        if self.host and other.host:
            return self.host != other.host
        return self.service != other.service


class Call(NamedTuple):
    """A step and the one that caused it, each by its own clock. ``waits``: the caller waits for the step's end."""

    caller: Clock
    called: Clock
    caller_start_ns: int
    caller_end_ns: int | None
    start_ns: int
    end_ns: int | None
    waits: bool
    observation_id: str


@dataclass(frozen=True, slots=True)
class ClockSkew:
    """``clock`` is ``offset_ns`` ahead of ``against`` (behind, when negative), as ``observation_ids`` show.

    ``least``: at least that far; how much more cannot be told.
    """

    clock: Clock
    against: Clock
    offset_ns: int
    least: bool
    observation_ids: tuple[str, ...]


class _Sign(NamedTuple):
    """What one call says. ``delay_ns`` None: its offset is only a bound."""

    offset_ns: int
    delay_ns: int | None
    observation_id: str


def stray_steps(steps: Sequence[TimedStep], most: int) -> list[tuple[int, int]]:
    """Return places of steps that reach beyond their parent, each with the parent's, and at most ``most`` of them.

    Those that begin before their parent go before those that only end after it, which is common inside of one service.
    """
    index = {step.observation_id: place for place, step in enumerate(steps)}
    early, late = [], []
    for place, step in enumerate(steps):
        above = None if step.parent_id is None else index.get(step.parent_id)
        if above is None:
            continue
        parent = steps[above]
        if step.start_ns < parent.start_ns:
            early.append((place, above))
        elif step.end_ns is not None and parent.end_ns is not None and step.end_ns > parent.end_ns:
            late.append((place, above))
    chosen = _spread(early, most)
    return chosen + _spread(late, most - len(chosen))


def clock_skews(calls: Iterable[Call]) -> tuple[ClockSkew, ...]:
    """Return what the calls say of each two clocks, in the order in which they are met."""
    signs: dict[tuple[Clock, Clock], list[_Sign]] = {}
    for call in calls:
        sign = _sign(call) if call.called.differs(call.caller) else None
        if sign is not None:
            signs.setdefault((call.called, call.caller), []).append(sign)
    return tuple(_skew(*clocks, found) for clocks, found in signs.items())


def _sign(call: Call) -> _Sign | None:
    """Return the offset that a call shows; None: its times are possible with equal clocks."""
    most = call.start_ns - call.caller_start_ns  # the called clock is not further ahead, for effect follows cause
    if call.waits and call.end_ns is not None and call.caller_end_ns is not None:
        least = call.end_ns - call.caller_end_ns
        if least <= most:  # otherwise it went on after its caller had given up, or had its answer
            wrong = most <= -LEAST_NS or least >= LEAST_NS
            return _Sign((least + most) // 2, most - least, call.observation_id) if wrong else None
    return _Sign(most, None, call.observation_id) if most <= -LEAST_NS else None


def _skew(clock: Clock, against: Clock, signs: Sequence[_Sign]) -> ClockSkew:
    told = [(sign.delay_ns, sign.offset_ns) for sign in signs if sign.delay_ns is not None]
    offset_ns = min(told)[1] if told else min(sign.offset_ns for sign in signs)
    return ClockSkew(clock, against, offset_ns, not told, tuple(sign.observation_id for sign in signs))


def _spread(pairs: list[tuple[int, int]], most: int) -> list[tuple[int, int]]:
    """Return at most ``most`` of them, from everywhere."""
    if most <= 0:
        return []
    return pairs[:: -(-len(pairs) // most)] if pairs else []
