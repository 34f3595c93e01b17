"""Shows a comparison of texts: what was taken out struck through, what was put in underlined, a page at a time."""

from collections.abc import Iterable, Iterator
from itertools import chain

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from tracedesk.ui.screens.compare.diff_pieces import Piece
from tracedesk.ui.theme import monospace_font, theme_keeper

PAGE = 30_000  # characters
MOST_PIECES = 2_000  # on a page; each change of format costs


class DiffTextView(QWidget):
    """Colour is not the only sign: lines begin with − or +, and words are struck through or underlined."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diff_text_view")
        self._pieces: tuple[Piece, ...] = ()
        self._waiting: Iterator[Piece] = iter(())
        self._edit = QPlainTextEdit()
        self._edit.setObjectName("diff_text")
        self._edit.setAccessibleName(self.tr("What differs between A and B"))
        self._edit.setReadOnly(True)
        self._edit.setFont(monospace_font())
        self._edit.setProperty("role", "bare")
        self._edit.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._edit.document().setDocumentMargin(8)
        self._more = QPushButton(self.tr("Show more"))
        self._more.setObjectName("diff_more")
        self._more.setToolTip(self.tr("Show the next part of the comparison"))
        self._more.clicked.connect(self._show_page)
        self.setFocusProxy(self._edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._edit, 1)
        column.addWidget(self._more)
        theme_keeper().changed.connect(self._show_again)
        self._more.hide()

    def show_pieces(self, pieces: Iterable[Piece]) -> None:
        self._pieces = tuple(pieces)
        self._show_again()

    def as_text(self) -> str:
        """Return the comparison as it is written, all of it."""
        return "".join(piece.text for piece in self._pieces)

    def _show_again(self) -> None:
        self._edit.clear()
        self._waiting = iter(self._pieces)
        self._show_page()
        self._edit.moveCursor(QTextCursor.MoveOperation.Start)

    def _show_page(self) -> None:
        cursor = QTextCursor(self._edit.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        room = PAGE
        for count, piece in enumerate(self._waiting, 1):
            cursor.insertText(piece.text[:room], _format(piece))
            if len(piece.text) > room:
                rest = Piece(piece.text[room:], piece.kind, piece.strong)
                self._waiting = chain([rest], self._waiting)
            room -= len(piece.text)
            if room <= 0 or count >= MOST_PIECES:
                break
        cursor.endEditBlock()
        following = next(self._waiting, None)
        if following is not None:
            self._waiting = chain([following], self._waiting)
        self._more.setVisible(following is not None)


def _format(piece: Piece) -> QTextCharFormat:
    theme = theme_keeper()
    look = QTextCharFormat()
    look.setForeground(theme.color("muted" if piece.kind == "note" else "text"))
    if piece.kind in ("removed", "added"):
        removed = piece.kind == "removed"
        look.setBackground(theme.color("bad_surface" if removed else "good_surface"))
        look.setForeground(theme.color("bad" if removed else "good"))
        look.setFontStrikeOut(piece.strong and removed)
        look.setFontUnderline(piece.strong and not removed)
    return look
