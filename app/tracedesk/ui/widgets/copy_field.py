"""Text to be copied: monospaced, selectable, with a button that copies all of it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from tracedesk.ui.icons import icon
from tracedesk.ui.theme import monospace_font, theme_keeper

THANKS_MS = 1_500


class CopyField(QFrame):
    """Shows ``shown`` and copies ``copied``, which may say more (a key that is masked)."""

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "card")
        self._copied = ""
        self._text = QLabel(self)
        self._text.setObjectName(f"{name}_text")
        self._text.setFont(monospace_font())
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text.setAccessibleName(spoken)
        self._button = QToolButton(self)
        self._button.setObjectName(f"{name}_copy")
        self._button.setAutoRaise(True)
        self._button.setToolTip(self.tr("Copy"))
        self._button.setAccessibleName(self.tr("Copy: %1").replace("%1", spoken))
        self._button.clicked.connect(self.copy)
        self._thanks = QTimer(self, singleShot=True, interval=THANKS_MS)
        self._thanks.timeout.connect(self._rest)
        gap = theme_keeper().gap
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(gap * 3, gap, gap, gap)
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        self._rest()

    def set_texts(self, shown: str, copied: str) -> None:
        self._copied = copied
        self._text.setText(shown)
        self._button.setEnabled(bool(copied))

    def add_button(self, button: QToolButton) -> None:
        """Put another button before the one that copies."""
        self._layout.insertWidget(self._layout.count() - 1, button, 0, Qt.AlignmentFlag.AlignTop)

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self._button.setIcon(icon("check", "good"))
        self._thanks.start()

    def _rest(self) -> None:
        self._button.setIcon(icon("copy", "muted"))
