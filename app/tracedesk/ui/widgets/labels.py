"""Labels for text from outside: it is never read as markup."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from tracedesk.analysis.long_text import shortened
from tracedesk.ui.icons import icon_pixmap

LONGEST_LINE = 400  # characters; a name may be megabytes, and Qt measures all of it


def plain_label(text: str, *, bold: bool = False) -> QLabel:
    """Return a label whose text can be selected."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if bold:
        label.setProperty("role", "heading")
    return label


def muted_label(text: str) -> QLabel:
    label = plain_label(text)
    label.setProperty("role", "muted")
    return label


def note(text: str) -> QWidget:
    """Return a sentence that stands where content would be; a margin of the label itself would not survive a theme."""
    label = muted_label(text)
    label.setWordWrap(True)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(10, 4, 10, 8)
    column.addWidget(label)
    column.addStretch(1)
    return page


def icon_label(name: str, color: QColor, side: int = 15) -> QLabel:
    label = QLabel()
    label.setPixmap(icon_pixmap(name, color.name(QColor.NameFormat.HexArgb), side, label.devicePixelRatioF()))
    return label


def tool_tip(text: str, longest: int = 500) -> str:
    """Return text for a tool tip: Qt reads tool tips as HTML, so it is escaped."""
    return escape(shortened(text, longest)).replace("\n", "<br>")


class ElidedLabel(QLabel):
    """One line that is cut with a sign when there is no room; the tool tip has it in full."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(24)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        one_line = " ".join(shortened(text, LONGEST_LINE).split())
        self.setText(one_line)
        self.setToolTip(tool_tip(text))
        self.setAccessibleName(one_line)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        painter.drawText(self.rect(), flags, text)
