"""The status bar: where Tracedesk listens, how much comes, what is shown, how large the store is."""

from collections import deque
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QToolButton, QWidget

from tracedesk.ui.receiver import ReceiverState
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.widgets.live_light import LiveLight
from tracedesk.ui.words import number, size

TICK_MS = 1_000
RATE_S = 5  # the rate is the mean of so many seconds


class Status(QStatusBar):
    """Always there."""

    def __init__(self, database: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setSizeGripEnabled(False)
        self._database = database
        self._seconds: deque[int] = deque([0] * RATE_S, RATE_S)
        self._light = LiveLight(self)
        self._address = QToolButton(self)
        self._address.setObjectName("status_address")
        self._address.setAutoRaise(True)
        self._address.setToolTip(self.tr("Where programs send their traces; a click copies it"))
        self._address.clicked.connect(self._copy_address)
        self._rate = self._label("status_rate", self.tr("Observations that come in"))
        self._sums = self._label("status_selection", self.tr("Sums of the selected rows"))
        self._rows = self._label("status_rows", self.tr("Rows shown, of all that there are"))
        self._size = self._label("status_size", self.tr("Size of the database"))
        left = QWidget(self)
        row = QHBoxLayout(left)
        gap = theme_keeper().gap
        row.setContentsMargins(gap * 2, 0, 0, 0)
        row.setSpacing(gap)
        for widget in (self._light, self._address, self._rate):
            row.addWidget(widget)
        self.addWidget(left)
        for label in (self._sums, self._rows, self._size):
            self.addPermanentWidget(label)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._measure)
        self._tick.start()
        self._show_rate()
        self._show_size()

    def show_receiver(self, state: ReceiverState) -> None:
        words = {
            "starting": self.tr("Starting the receiver…"),
            "listening": state.url or "",
            "port_taken": self.tr("Port %1 is taken").replace("%1", str(state.port)),
            "failed": self.tr("The receiver does not run"),
        }
        self._address.setText(words[state.phase])
        self._address.setAccessibleName(words[state.phase])
        broken = state.phase in ("port_taken", "failed")
        self._light.show_light("broken" if broken else "ready" if state.phase == "listening" else "waiting")

    def count(self, observations: int) -> None:
        """Add to the rate of this second."""
        self._seconds[-1] += observations

    def show_rows(self, loaded: int, total: str) -> None:
        self._rows.setText(self.tr("%1 of %2 traces").replace("%1", number(loaded)).replace("%2", total))

    def show_selection(self, words: str) -> None:
        self._sums.setText(words)

    def _measure(self) -> None:
        self._show_rate()
        self._seconds.append(0)
        self._show_size()

    def _show_rate(self) -> None:
        rate = sum(self._seconds) / RATE_S
        if self._light.light in ("ready", "receiving"):
            self._light.show_light("receiving" if rate else "ready")
        shown = f"{rate:.0f}" if rate >= 10 or rate == 0 else f"{rate:.1f}"
        self._rate.setText(self.tr("%1 observations/s").replace("%1", shown))

    def _show_size(self) -> None:
        files = self._database.parent.glob(f"{self._database.stem}*.db*")  # with its log and the text index
        self._size.setText(size(sum(file.stat().st_size for file in files if file.exists())))

    def _label(self, name: str, tip: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setProperty("role", "muted")
        label.setToolTip(tip)
        label.setContentsMargins(theme_keeper().gap * 2, 0, theme_keeper().gap * 2, 0)
        return label

    def _copy_address(self) -> None:
        QGuiApplication.clipboard().setText(self._address.text())
        self.showMessage(self.tr("Copied"), TICK_MS)
