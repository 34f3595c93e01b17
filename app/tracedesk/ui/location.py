"""A place in the window, as a value: for history, deep links and tests."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args
from urllib.parse import quote, unquote

Screen: TypeAlias = Literal["traces", "trace", "connect", "inbox", "settings"]
SCREENS: tuple[Screen, ...] = get_args(Screen)


@dataclass(frozen=True, slots=True)
class Location:
    """``trace_id`` and ``observation_id`` say which one the screen "trace" shows."""

    screen: Screen
    trace_id: str | None = None
    observation_id: str | None = None

    def __str__(self) -> str:
        ids = (quote(part, safe="") for part in (self.trace_id, self.observation_id) if part is not None)
        return "/".join((self.screen, *ids))


def parse_location(text: str) -> Location:
    """Undo ``str``.

    Raises:
        ValueError: it is no place of ours.
    """
    name, *ids = text.split("/")
    for screen in SCREENS:
        if screen == name and all(ids) and len(ids) in ((1, 2) if screen == "trace" else (0,)):
            return Location(screen, *map(unquote, ids))
    raise ValueError(f"{text!r} is no place in Tracedesk")
