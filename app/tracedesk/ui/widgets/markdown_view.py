"""Text in a proportional font, plain or as Markdown; nothing it names is ever loaded."""

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QFont, QResizeEvent, QTextCursor, QTextDocumentFragment, QTextOption, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QVBoxLayout, QWidget
from typing_extensions import override

from tracedesk.analysis.long_text import break_long_lines, page_end
from tracedesk.ui.theme import monospace_font, theme_keeper
from tracedesk.ui.widgets.markdown_document import MarkdownStyle, markdown_document
from tracedesk.ui.widgets.raw_view import LEAST_HEIGHT, MoreBar

PAGE = 20_000  # characters; formatted text costs ten times more than plain


class SafeBrowser(QTextBrowser):
    """Shows documents made of text from outside: it reads no file, asks no server, follows no link."""

    link_clicked = Signal(QUrl)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setProperty("role", "bare")
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            flags.TextSelectableByMouse
            | flags.TextSelectableByKeyboard
            | flags.LinksAccessibleByMouse
            | flags.LinksAccessibleByKeyboard
        )
        self.anchorClicked.connect(self.link_clicked)

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        return None


class GrowingBrowser(SafeBrowser):
    """As high as its document; wheel turns go to the page it stands on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().documentLayout().documentSizeChanged.connect(self._follow)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, int(self.document().size().height()) + 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _follow(self) -> None:
        height = int(self.document().size().height()) + 1
        if height != self.height():
            self.setFixedHeight(height)


class MarkdownView(QWidget):
    """Shows a text, a page at a time. With ``grows`` it is as high as its content and never scrolls by itself."""

    link_clicked = Signal(QUrl)  # where it leads; nothing was opened

    def __init__(
        self,
        *,
        grows: bool = False,
        margin: int = 10,
        font: QFont | None = None,
        page: int = PAGE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("markdown_view")
        self._text = ""
        self._shown = 0
        self._as_markdown = False
        self._page = page
        self._browser = GrowingBrowser() if grows else SafeBrowser()
        self._browser.setObjectName("markdown_text")
        if font is not None:
            self._browser.setFont(font)
        self._browser.setAccessibleName(self.tr("Text"))
        self._browser.document().setDocumentMargin(margin)
        self._browser.link_clicked.connect(self.link_clicked)
        self._more = MoreBar()
        self._more.button.clicked.connect(self._show_more)
        self.setFocusProxy(self._browser)
        theme_keeper().changed.connect(self._repaint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._browser, 1)
        column.addWidget(self._more)

    def show_markdown(self, text: str) -> None:
        """Show ``text`` as Markdown; HTML in it stays visible as text."""
        self._start(text, as_markdown=True)

    def show_plain(self, text: str) -> None:
        """Show ``text`` as it is, in the proportional font."""
        self._start(text, as_markdown=False)

    def content_height(self) -> int:
        """Return the height at which the shown page is in view as a whole."""
        return int(self._browser.document().size().height()) + 4

    def _start(self, text: str, *, as_markdown: bool) -> None:
        self._text, self._shown, self._as_markdown = text, 0, as_markdown
        self._browser.clear()
        self._show_more()
        self._browser.moveCursor(QTextCursor.MoveOperation.Start)

    def _repaint(self) -> None:
        """Build the document again: colours are part of it."""
        self._start(self._text, as_markdown=self._as_markdown)

    def _show_more(self) -> None:
        end = page_end(self._text, self._shown, self._page)
        page = self._text[self._shown : end]
        cursor = QTextCursor(self._browser.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if self._as_markdown:
            cursor.insertFragment(QTextDocumentFragment(markdown_document(page, _style())))
        else:
            cursor.insertText(break_long_lines(page))
        self._shown = end
        self._more.tell(self._shown, len(self._text))


def _style() -> MarkdownStyle:
    theme = theme_keeper()
    return MarkdownStyle(
        mono=monospace_font(),
        code_background=theme.color("hover"),
        line=theme.color("border"),
        muted=theme.color("muted"),
    )
