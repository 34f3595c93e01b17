"""A place in the window, as a value: for history, deep links and tests."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args
from urllib.parse import quote, unquote

Screen: TypeAlias = Literal["traces", "trace", "compare", "connect", "inbox", "settings"]
SCREENS: tuple[Screen, ...] = get_args(Screen)


@dataclass(frozen=True, slots=True)
class Location:
    """``trace_id`` and ``observation_id`` say which one the screen "trace" shows.

    "compare" shows them beside ``other_trace_id`` and ``other_observation_id``; without observations, whole traces.
    """

    screen: Screen
    trace_id: str | None = None
    observation_id: str | None = None
    other_trace_id: str | None = None
    other_observation_id: str | None = None

    def __str__(self) -> str:
        if self.screen == "compare":
            steps = (self.observation_id or "", self.other_observation_id or "")
            ids = [self.trace_id or "", self.other_trace_id or "", *(steps if any(steps) else ())]
        else:
            ids = [part for part in (self.trace_id, self.observation_id) if part is not None]
        return "/".join((self.screen, *(quote(part, safe="") for part in ids)))


def parse_location(text: str) -> Location:
    """Undo ``str``.

    Raises:
        ValueError: it is no place of ours.
    """
    name, *ids = text.split("/")
    if name == "compare":
        found = _comparison([unquote(part) for part in ids])
        if found is not None:
            return found
    for screen in SCREENS:
        if screen == name != "compare" and all(ids) and len(ids) in ((1, 2) if screen == "trace" else (0,)):
            return Location(screen, *map(unquote, ids))
    raise ValueError(f"{text!r} is no place in Tracedesk")


def _comparison(ids: list[str]) -> Location | None:
    """Read two traces, and a step of each or of one of them."""
    if len(ids) not in (2, 4) or not all(ids[:2]) or (len(ids) == 4 and not any(ids[2:])):
        return None
    trace_id, other_trace_id, step, other_step = (*ids, "", "")[:4]
    return Location("compare", trace_id, step or None, other_trace_id, other_step or None)
