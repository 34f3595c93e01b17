"""All keys on one sheet."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from tracedesk.ui.theme import monospace_font, theme_keeper


def _keys() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    tr = QCoreApplication.translate
    return (
        (
            tr("KeySheet", "Everywhere"),
            (
                ("Ctrl+1  Ctrl+2  Ctrl+,", tr("KeySheet", "Traces, Connect, Settings")),
                ("Alt+←  Alt+→", tr("KeySheet", "back, forward")),
                ("Ctrl+Z  Ctrl+Shift+Z", tr("KeySheet", "undo, redo")),
                ("Ctrl+E", tr("KeySheet", "export")),
                ("Ctrl++  Ctrl+−  Ctrl+0", tr("KeySheet", "size of the text")),
                ("F11", tr("KeySheet", "full screen")),
                ("?", tr("KeySheet", "this sheet")),
            ),
        ),
        (
            tr("KeySheet", "List"),
            (
                ("/  Ctrl+F", tr("KeySheet", "filter")),
                ("j  k  ↓  ↑", tr("KeySheet", "next, previous")),
                ("Enter", tr("KeySheet", "open")),
                ("x  Shift+↓", tr("KeySheet", "select more")),
                ("1  2  0", tr("KeySheet", "rate good, bad, take back")),
                ("n", tr("KeySheet", "comment on the rating")),
                ("Ctrl+C", tr("KeySheet", "copy the rows")),
                ("Ctrl+L", tr("KeySheet", "follow, or hold still")),
            ),
        ),
        (
            tr("KeySheet", "Trace"),
            (
                ("j  k  ↓  ↑", tr("KeySheet", "next, previous step")),
                ("h  l  ←  →", tr("KeySheet", "fold, unfold")),
                ("[  ]", tr("KeySheet", "previous, next trace")),
                ("e  Shift+E", tr("KeySheet", "next, previous error")),
                ("m", tr("KeySheet", "how the payload is shown")),
                ("1  2  0  n", tr("KeySheet", "rate, comment")),
                ("Esc", tr("KeySheet", "back to the list")),
            ),
        ),
    )


class KeySheet(QDialog):
    """Shown by ``?``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("key_sheet")
        self.setWindowTitle(self.tr("Keys"))
        gap = theme_keeper().gap
        grid = QGridLayout(self)
        grid.setContentsMargins(gap * 6, gap * 5, gap * 6, gap * 6)
        grid.setHorizontalSpacing(gap * 6)
        grid.setVerticalSpacing(gap * 2)
        row = 0
        for title, keys in _keys():
            heading = QLabel(title, self)
            heading.setProperty("role", "heading")
            grid.addWidget(heading, row, 0, 1, 2)
            row += 1
            for key, meaning in keys:
                label = QLabel(key, self)
                label.setFont(monospace_font())
                label.setProperty("role", "muted")
                grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(QLabel(meaning, self), row, 1)
                row += 1
