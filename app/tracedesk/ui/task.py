"""A workflow off the GUI thread: progress, cancel, and how it ended."""

import threading
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

Progress: TypeAlias = Callable[[int, int], None]
Cancelled: TypeAlias = Callable[[], bool]


class Task(QObject):
    """Runs once. ``work`` gets a callable for its progress and one that says whether to stop."""

    progressed = Signal(int, int)  # done, in all
    done = Signal(object)  # what the work returned
    failed = Signal(Exception)

    def __init__(
        self, executor: Executor, work: Callable[[Progress, Cancelled], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._executor = executor
        self._work = work
        self._stop = threading.Event()

    def start(self) -> None:
        self._executor.submit(self._run)

    def cancel(self) -> None:
        """Ask the work to stop; it ends with ``failed`` and the error that it raises then."""
        self._stop.set()

    def _run(self) -> None:
        try:
            outcome = self._work(self.progressed.emit, self._stop.is_set)
        except Exception as error:  # noqa: BLE001 - delivered to whoever started the task
            self.failed.emit(error)
        else:
            self.done.emit(outcome)
