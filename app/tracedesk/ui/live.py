"""News of the store as one Qt signal, at most ten times a second.

The receiver tells what it stored by lines on its standard output. What other processes write shows in SQLite's
``data_version``, which is looked at once a second while a window is in front.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from tracedesk.store.database import Database, rows

INTERVAL_MS = 100
POLL_MS = 1_000
EVERYTHING = frozenset({"traces", "observations", "scores", "clients", "inbox"})


class Live(QObject):
    """Screens connect to ``changed`` and ask again."""

    changed = Signal(frozenset)  # of kinds: "traces", "observations", "scores", "projects", "clients", "inbox"
    _told = Signal(frozenset)  # from any thread

    def __init__(self, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._kinds: set[str] = set()
        self._pause = QTimer(self, singleShot=True, interval=INTERVAL_MS)
        self._pause.timeout.connect(self._flush)
        self._told.connect(self._gather)
        self._version = self._data_version()
        self._stopped = False
        self._poll = QTimer(self, interval=POLL_MS, timerType=Qt.TimerType.CoarseTimer)
        self._poll.timeout.connect(self._look)
        self._poll.start()

    def stop(self) -> None:
        """Be silent from now on, whatever other threads have sent already; the window closes."""
        self._stopped = True
        self._poll.stop()
        self._pause.stop()

    def tell(self, kinds: Iterable[str]) -> None:
        """Say that something changed; callable from any thread."""
        self._told.emit(frozenset(kinds))

    def _gather(self, kinds: frozenset[str]) -> None:
        if self._stopped:
            return
        self._kinds |= kinds
        if not self._pause.isActive():
            self._flush()

    def _flush(self) -> None:
        if self._kinds:
            kinds, self._kinds = frozenset(self._kinds), set()
            self._pause.start()
            self._version = self._data_version()
            self.changed.emit(kinds)

    def _look(self) -> None:
        if QGuiApplication.applicationState() != Qt.ApplicationState.ApplicationActive:
            return
        version = self._data_version()
        if version != self._version:
            self._version = version
            self._gather(EVERYTHING)

    def _data_version(self) -> int:
        return int(rows(self._database, "PRAGMA data_version")[0][0])
