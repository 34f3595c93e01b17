"""Where the person has been: back and forward, as in a browser."""

from tracedesk.ui.location import Location

LONGEST = 200


class History:
    """Going somewhere forgets what lay ahead."""

    def __init__(self, start: Location) -> None:
        self._places = [start]
        self._at = 0

    @property
    def here(self) -> Location:
        return self._places[self._at]

    def go(self, place: Location) -> None:
        """Be at ``place``; another step of the same trace replaces the last one."""
        here = self.here
        if place == here:
            return
        if place.screen == "trace" and here.screen == "trace" and place.trace_id == here.trace_id:
            self._places[self._at] = place
            return
        self._places = [*self._places[: self._at + 1], place][-LONGEST:]
        self._at = len(self._places) - 1

    def back(self) -> Location:
        self._at = max(0, self._at - 1)
        return self.here

    def forward(self) -> Location:
        self._at = min(len(self._places) - 1, self._at + 1)
        return self.here
