"""A place in the window, as a value: for history, deep links and tests."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Screen: TypeAlias = Literal["traces", "trace", "connect", "settings"]
SCREENS: tuple[Screen, ...] = get_args(Screen)


@dataclass(frozen=True, slots=True)
class Location:
    """``trace_id`` and ``observation_id`` say which one the screen "trace" shows."""

    screen: Screen
    trace_id: str | None = None
    observation_id: str | None = None

    def __str__(self) -> str:
        return "/".join(part for part in (self.screen, self.trace_id, self.observation_id) if part is not None)


def parse_location(text: str) -> Location:
    """Undo ``str``.

    Raises:
        ValueError: it is no place of ours.
    """
    name, _, rest = text.partition("/")
    for screen in SCREENS:
        if screen == name and bool(rest) == (screen == "trace"):
            trace_id, _, observation_id = rest.partition("/")
            return Location(screen, trace_id or None, observation_id or None)
    raise ValueError(f"{text!r} is no place in Tracedesk")
