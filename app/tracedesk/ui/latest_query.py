"""Queries off the GUI thread: a new request makes the older ones moot."""

import logging
from collections.abc import Callable
from concurrent.futures import Executor

from PySide6.QtCore import QObject, Signal, Slot

log = logging.getLogger(__name__)


class LatestQuery(QObject):
    """Runs queries on an executor and answers the newest request only.

    ``start`` is for another question: the answer to the one before is of no use any more. ``follow`` is for the same
    question about newer data: the answer that is under way is still worth showing, and the next one comes after it.
    """

    loaded = Signal(object)  # what the query returned
    failed = Signal(Exception)
    _finished = Signal(int, object)  # connected to _deliver: queued, so it lands on the GUI thread

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._newest = 0
        self._answered = 0
        self._next: Callable[[], object] | None = None
        self._finished.connect(self._deliver)

    @property
    def busy(self) -> bool:
        """Whether the newest request still waits for its answer."""
        return self._answered < self._newest

    def follow(self, query: Callable[[], object]) -> None:
        if self.busy:
            self._next = query
        else:
            self.start(query)

    def start(self, query: Callable[[], object]) -> None:
        self._next = None
        self._newest += 1
        try:
            self._executor.submit(self._run, self._newest, query)
        except RuntimeError:  # its threads have ended: the window closes, and a last timer of it asks
            log.debug("Nobody answers queries any more")

    def _run(self, ticket: int, query: Callable[[], object]) -> None:
        try:
            outcome = query()
        except Exception as error:  # noqa: BLE001 - delivered to whoever asked
            outcome = error
        try:
            self._finished.emit(ticket, outcome)
        except RuntimeError:  # the widget that asked is gone
            log.debug("Nobody waits for a query any more")

    @Slot(int, object)
    def _deliver(self, ticket: int, outcome: object) -> None:
        if ticket != self._newest:
            return
        self._answered = ticket
        if isinstance(outcome, Exception):
            log.error("A query failed", exc_info=outcome)
            self.failed.emit(outcome)
        else:
            self.loaded.emit(outcome)
        following, self._next = self._next, None
        if following is not None:
            self.start(following)
