"""Says above every screen what is marked to be compared, and takes the mark back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from tracedesk.ui.icons import icon
from tracedesk.ui.widgets.labels import ElidedLabel


class CompareChip(QFrame):
    """Hidden while nothing is marked."""

    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_chip")
        self.setProperty("role", "warning")
        self._told = ElidedLabel()
        self._told.setObjectName("compare_chip_text")
        drop = QToolButton()
        drop.setObjectName("compare_chip_drop")
        drop.setAutoRaise(True)
        drop.setIcon(icon("close", "muted"))
        drop.setAccessibleName(self.tr("Take the mark back"))
        drop.setToolTip(self.tr("Take the mark back (Esc)"))
        drop.clicked.connect(self.dropped)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 6, 3)
        row.addWidget(self._told, 1)
        row.addWidget(drop)
        self.hide()

    def show_mark(self, name: str | None) -> None:
        """Show what is marked; None: nothing."""
        self.setVisible(name is not None)
        if name is not None:
            told = self.tr("A: {name} is marked. Press c on another trace or step to compare, Esc to take it back.")
            self._told.show_text(told.format(name=name))
