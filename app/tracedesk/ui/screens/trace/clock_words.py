"""What is said of clocks that differ: in the head of the page, and at the steps that show it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from tracedesk.analysis.clock_skew import Clock, ClockSkew
from tracedesk.ui import words

translate = QCoreApplication.translate


def skew_sentence(skew: ClockSkew) -> str:
    """Return "Clock of billing is about 120 ms behind web"."""
    clock, against = _names(skew)
    behind = skew.offset_ns < 0
    if skew.least:  # no step can show that a clock is at least so far ahead
        told = translate("Clocks", "Clock of {clock} is at least {time} behind {against}")
    elif behind:
        told = translate("Clocks", "Clock of {clock} is about {time} behind {against}")
    else:
        told = translate("Clocks", "Clock of {clock} is about {time} ahead of {against}")
    return told.format(clock=clock, time=words.duration(abs(skew.offset_ns)), against=against)


def skew_notes(skews: Sequence[ClockSkew]) -> dict[str, str]:
    """Return a sentence for each step that shows a difference, by its id."""
    return {step: skew_sentence(skew) for skew in skews for step in skew.observation_ids}


def _names(skew: ClockSkew) -> tuple[str, str]:
    return _name(skew.clock, skew.against), _name(skew.against, skew.clock)


def _name(clock: Clock, other: Clock) -> str:
    """Return the name of a service, with its host where the other one is the same service."""
    if clock.service != other.service or not clock.host:
        return clock.service
    return translate("Clocks", "{service} on {host}").format(service=clock.service, host=clock.host)
