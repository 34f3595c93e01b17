"""What is marked to be compared: the first press marks a trace or a step, the second opens the comparison."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from tracedesk.ui.location import Location


@dataclass(frozen=True, slots=True)
class Marked:
    """A trace, or a step of it, with the name that it is shown by."""

    trace_id: str
    observation_id: str | None
    name: str


class CompareMarks(QObject):
    """Holds one mark for all screens of a window."""

    changed = Signal(object)  # Marked, or None
    completed = Signal(Location)  # both are known

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.marked: Marked | None = None

    def press(self, thing: Marked) -> None:
        """Mark a thing, or compare it with what is marked; the same thing once more takes the mark back."""
        first = self.marked
        if first is None:
            self.marked = thing
            self.changed.emit(thing)
            return
        self.clear()
        if (first.trace_id, first.observation_id) != (thing.trace_id, thing.observation_id):
            ids = first.trace_id, first.observation_id, thing.trace_id, thing.observation_id
            self.completed.emit(Location("compare", *ids))

    def clear(self) -> bool:
        """Take the mark back; return whether there was one."""
        was_marked = self.marked is not None
        self.marked = None
        if was_marked:
            self.changed.emit(None)
        return was_marked
