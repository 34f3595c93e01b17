"""All keys on one sheet."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from tracedesk.ui.theme import monospace_font, theme_keeper


def _keys() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    translate = QCoreApplication.translate
    return (
        (
            translate("KeySheet", "Everywhere"),
            (
                ("Ctrl+1 … Ctrl+3  Ctrl+,", translate("KeySheet", "Traces, Connect, Inbox, Settings")),
                ("Ctrl+P", translate("KeySheet", "projects")),
                ("Alt+←  Alt+→", translate("KeySheet", "back, forward")),
                ("Ctrl+Z  Ctrl+Shift+Z", translate("KeySheet", "undo, redo")),
                ("Ctrl+E", translate("KeySheet", "export")),
                ("Ctrl++  Ctrl+−  Ctrl+0", translate("KeySheet", "size of the text")),
                ("F11", translate("KeySheet", "full screen")),
                ("?", translate("KeySheet", "this sheet")),
            ),
        ),
        (
            translate("KeySheet", "List"),
            (
                ("/  Ctrl+F", translate("KeySheet", "filter")),
                ("j  k  ↓  ↑", translate("KeySheet", "next, previous")),
                ("Enter", translate("KeySheet", "open")),
                ("x  Shift+↓", translate("KeySheet", "select more")),
                ("1  2  0", translate("KeySheet", "rate good, bad, take back")),
                ("n", translate("KeySheet", "comment on the rating")),
                ("c  Esc", translate("KeySheet", "compare: first one, then the other; take the mark back")),
                ("Ctrl+C", translate("KeySheet", "copy the rows")),
                ("Ctrl+L", translate("KeySheet", "follow, or hold still")),
            ),
        ),
        (
            translate("KeySheet", "Trace"),
            (
                ("j  k  ↓  ↑", translate("KeySheet", "next, previous step")),
                ("h  l  ←  →", translate("KeySheet", "fold, unfold")),
                (",  .", translate("KeySheet", "previous, next step beside it")),
                ("f  w  s  a  d", translate("KeySheet", "zoom to the step, in, out, left, right")),
                ("[  ]", translate("KeySheet", "previous, next trace")),
                ("e  Shift+E", translate("KeySheet", "next, previous error")),
                ("m", translate("KeySheet", "how the payload is shown")),
                ("y  Ctrl+C  Ctrl+Shift+C", translate("KeySheet", "copy, what to copy")),
                ("c  x", translate("KeySheet", "compare the trace or step with another, take the mark back")),
                ("1  2  0  n", translate("KeySheet", "rate, comment")),
                ("Esc", translate("KeySheet", "back to the list")),
            ),
        ),
        (
            translate("KeySheet", "Comparison"),
            (
                ("F3  Shift+F3", translate("KeySheet", "next, previous row that differs")),
                ("m", translate("KeySheet", "by lines, by words, by the values of JSON")),
                ("s", translate("KeySheet", "swap A and B")),
                ("Enter", translate("KeySheet", "open the step")),
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
