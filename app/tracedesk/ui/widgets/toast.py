"""A note over the window that goes away by itself, with one thing to do about it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from tracedesk.ui.theme import theme_keeper

SHOWN_MS = 6_000


class Toast(QFrame):
    """Floats at the bottom of its parent; a new note replaces the old one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setObjectName("toast")
        self.setProperty("role", "card")
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton(self)
        self._button.setObjectName("toast_action")
        self._button.setFlat(True)
        self._act: Callable[[], None] = lambda: None
        self._button.clicked.connect(self._take)
        gap = theme_keeper().gap
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap * 4, gap, gap * 2, gap)
        layout.addWidget(self._text)
        layout.addWidget(self._button)
        self._time = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._time.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def show_message(self, text: str, action: str = "", act: Callable[[], None] = lambda: None) -> None:
        self._text.setText(text)
        self._button.setText(action)
        self._button.setToolTip(action)
        self._button.setVisible(bool(action))
        self._act = act
        self._place()
        self.show()
        self.raise_()
        self._time.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _take(self) -> None:
        self.hide()
        self._act()

    def _place(self) -> None:
        self.adjustSize()
        window = self._window
        margin = theme_keeper().gap * 10
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - margin)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
