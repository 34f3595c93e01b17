"""The button that names the project that is shown, and opens the menu of projects."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from tracedesk.ui.icons import icon
from tracedesk.ui.widgets.labels import tool_tip

LONGEST = 10  # characters of a name


class ProjectButton(QToolButton):
    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("project_button")
        self.setAutoRaise(True)
        self.setIcon(icon("project"))
        self.setIconSize(QSize(20, 20))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMenu(menu)

    def show_name(self, name: str) -> None:
        shown = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
        self.setText(shown.replace("&", "&&"))
        self.setAccessibleName(self.tr("Project %1").replace("%1", name))
        self.setToolTip(tool_tip(self.tr("Project %1 (Ctrl+P)").replace("%1", name)))
