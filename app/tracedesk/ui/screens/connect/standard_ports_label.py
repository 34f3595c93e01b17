"""One line of words: what else comes in by OpenTelemetry's own ports, and what is in the way there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tracedesk.ui.receiver import StandardPort
from tracedesk.ui.words import number


class StandardPortsLabel(QLabel):
    """Hidden until the receiver has told of its ports."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("connect_standard_ports")
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)  # the names of programs come from outside
        self._ports: Sequence[StandardPort] = ()
        self._metrics = 0
        self.hide()

    def show_ports(self, ports: Sequence[StandardPort]) -> None:
        self._ports = ports
        self._fill()

    def count_metrics(self, points: int) -> None:
        """Add to the points of metrics that came in since the window was opened."""
        self._metrics += points
        self._fill()

    def _fill(self) -> None:
        sentences = [self._of_port(port) for port in self._ports]
        if self._metrics:
            words = self.tr("Points of metrics that came in and are not kept: %1.")
            sentences.append(words.replace("%1", number(self._metrics)))
        self.setText(" ".join(sentences))
        self.setVisible(bool(sentences))

    def _of_port(self, port: StandardPort) -> str:
        if port.state == "listening":
            words = self.tr("OpenTelemetry's port %1 (%2) works too, without a key.")
        elif port.state == "taken":
            owner = port.owner or self.tr("another program")
            words = self.tr("OpenTelemetry's port %1 (%2) is taken by %3.").replace("%3", owner)
        else:
            words = self.tr("OpenTelemetry's port %1 (%2) needs the package grpcio, which is not installed.")
        return words.replace("%1", str(port.number)).replace("%2", port.protocol)
