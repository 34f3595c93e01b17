"""Text exactly as it was stored, in a fixed-width font, a page at a time."""

from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from tracedesk.analysis.long_text import break_long_lines, page_end
from tracedesk.ui import words
from tracedesk.ui.theme import monospace_font

LEAST_HEIGHT = 28  # pixels; Qt would keep 75 for each view, also for one line


class MoreBar(QWidget):
    """Says how much of a text is shown, and asks for more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("more_bar")
        self.button = QPushButton(self.tr("Show more"))
        self.button.setObjectName("show_more")
        self.button.setToolTip(self.tr("Show the next part of this text"))
        self.button.setAccessibleName(self.tr("Show more of the text"))
        self._told = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self._told, 1)
        row.addWidget(self.button)
        self.hide()

    def tell(self, shown: int, total: int) -> None:
        """Say that ``shown`` of ``total`` characters are in view; nothing is said when that is all."""
        self._told.setText(
            self.tr("{shown} of {total} characters shown").format(shown=words.number(shown), total=words.number(total))
        )
        self.setVisible(shown < total)


class RawView(QWidget):
    """Shows text as it is; nothing in it is read as markup."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("raw_view")
        self._text = ""
        self._shown = 0
        self._edit = QPlainTextEdit()
        self._edit.setObjectName("raw_text")
        self._edit.setReadOnly(True)
        self._edit.setFont(monospace_font())
        self._edit.setProperty("role", "bare")
        self._edit.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._edit.setAccessibleName(self.tr("Text as it was stored"))
        self._edit.document().setDocumentMargin(8)
        self._edit.setMinimumHeight(LEAST_HEIGHT)
        self._more = MoreBar()
        self._more.button.clicked.connect(self._show_more)
        self.setFocusProxy(self._edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._edit, 1)
        column.addWidget(self._more)

    def show_text(self, text: str) -> None:
        """Show the first page of ``text``."""
        self._text, self._shown = text, 0
        self._edit.clear()
        self._show_more()
        self._edit.moveCursor(QTextCursor.MoveOperation.Start)

    def content_height(self) -> int:
        """Return the height at which the first page is in view, by the number of its lines as they are wrapped."""
        return round(self._edit.document().size().height() * self._edit.fontMetrics().lineSpacing()) + 18

    def _show_more(self) -> None:
        end = page_end(self._text, self._shown)
        cursor = QTextCursor(self._edit.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(break_long_lines(self._text[self._shown : end]))
        self._shown = end
        self._more.tell(self._shown, len(self._text))
