"""A line across the window that says what is the matter, and offers what to do about it."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from tracedesk.ui.icons import SIZE
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.widgets.icon_label import IconLabel

Role: TypeAlias = Literal["good", "warning", "bad"]
_ICONS: dict[Role, str] = {"good": "check", "warning": "warning", "bad": "error"}


class Banner(QFrame):
    """Shows plain text, whatever it holds."""

    def __init__(self, name: str, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", role)
        self._picture = IconLabel(_ICONS[role], role, SIZE, self)
        self._text = QLabel(self)
        self._text.setObjectName(f"{name}_text")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        gap = theme_keeper().gap
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(gap * 3, gap * 2, gap * 3, gap * 2)
        self._layout.setSpacing(gap * 2)
        self._layout.addWidget(self._picture)
        self._layout.addWidget(self._text, 1)

    def say(self, text: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)

    def offer(self, name: str, title: str, act: Callable[[], None]) -> None:
        """Add a button."""
        button = QPushButton(title, self)
        button.setObjectName(name)
        button.setToolTip(title)
        button.clicked.connect(lambda: act())
        self._layout.addWidget(button)
