"""The rail at the left: one button a screen."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from tracedesk.ui.icons import icon
from tracedesk.ui.location import Screen
from tracedesk.ui.theme import letter_width, theme_keeper
from tracedesk.ui.widgets.project_button import ProjectButton
from tracedesk.ui.words import number

ICON_PIXELS = 20


class Rail(QFrame):
    """Says which screen is wanted."""

    chosen = Signal(str)  # a Screen

    def __init__(self, projects: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.project = ProjectButton(projects, self)
        self._buttons: dict[Screen, QToolButton] = {}
        self._group = QButtonGroup(self)
        gap = theme_keeper().gap
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap * 2, gap, gap * 2)
        layout.setSpacing(gap)
        layout.addWidget(self.project)
        layout.addWidget(self._button("traces", "traces", self.tr("Traces"), "Ctrl+1"))
        layout.addWidget(self._button("connect", "connect", self.tr("Connect"), "Ctrl+2"))
        layout.addWidget(self._button("inbox", "inbox", self.tr("Inbox"), "Ctrl+3"))
        layout.addStretch(1)
        layout.addWidget(self._button("settings", "settings", self.tr("Settings"), "Ctrl+,"))

    def show_screen(self, screen: Screen) -> None:
        self._buttons["traces" if screen in ("trace", "compare") else screen].setChecked(True)

    def show_inbox_count(self, count: int) -> None:
        """Say how many refused payloads wait in the inbox."""
        title = self.tr("Inbox")
        button = self._buttons["inbox"]
        button.setText(f"{title} ({number(count)})" if count else title)
        button.setAccessibleName(button.text())
        button.setIcon(icon("inbox", "warning" if count else "text"))

    def _button(self, screen: Screen, icon_name: str, title: str, keys: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"rail_{screen}")
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(ICON_PIXELS, ICON_PIXELS))
        button.setText(title)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setAutoRaise(True)
        button.setCheckable(True)
        button.setToolTip(f"{title} ({keys})")
        button.setAccessibleName(title)
        button.setMinimumWidth(round(letter_width(self.fontMetrics()) * 11))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.chosen.emit(screen))
        self._group.addButton(button)
        self._buttons[screen] = button
        return button
