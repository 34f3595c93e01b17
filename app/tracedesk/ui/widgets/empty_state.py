"""What a screen shows when it has nothing to show: what that means, and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.widgets.icon_label import IconLabel

ICON_PIXELS = 40
TEXT_CHARACTERS = 72


class EmptyState(QWidget):
    """An icon, a sentence, an explanation and one button."""

    acted = Signal()  # the button was pressed

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty_state")
        self._picture = IconLabel(icon_name, "muted", ICON_PIXELS, self)
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._text = QLabel(self)
        self._text.setProperty("role", "muted")
        self._text.setWordWrap(True)
        self._text.setFixedWidth(self.fontMetrics().averageCharWidth() * TEXT_CHARACTERS)
        self._button = QPushButton(self)
        self._button.setObjectName("empty_state_action")
        self._button.clicked.connect(self.acted)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme_keeper().gap * 2)
        layout.addStretch(2)
        for label in (self._picture, self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, title: str, text: str, action: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._text.setMinimumHeight(self._text.heightForWidth(self._text.width()))
        self._button.setText(action)
        self._button.setToolTip(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
