"""Markdown from outside as a document that is safe to lay out: no HTML, no images, calm sizes."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)

from tracedesk.analysis.long_text import break_long_lines

FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
LINE_HEIGHT_PERCENT = 118


@dataclass(frozen=True, slots=True)
class MarkdownStyle:
    """Fonts and colours that the document takes from the theme."""

    mono: QFont
    code_background: QColor
    line: QColor
    muted: QColor


def markdown_document(text: str, style: MarkdownStyle) -> QTextDocument:
    """Read ``text`` as Markdown.

    An image becomes its description: Qt would open a local file named by it, past ``loadResource``.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setMarkdown(break_long_lines(text), FEATURES)
    everything = QTextCursor(document)
    everything.select(QTextCursor.SelectionType.Document)
    everything.mergeBlockFormat(_line_height())
    _style_blocks(document, style)
    formats = document.allFormats()  # few, however long the text: they tell what need not be searched for
    if any(known.isImageFormat() or known.toCharFormat().fontFixedPitch() for known in formats):
        _style_words(document, style)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _style_table(frame, style)
    return document


def _line_height() -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setLineHeight(LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return shape


def _style_blocks(document: QTextDocument, style: MarkdownStyle) -> None:
    """Give code its ground and headings a size that suits a pane."""
    block = document.begin()
    while block.isValid():
        shape = block.blockFormat()
        if shape.hasProperty(QTextFormat.Property.BlockCodeFence) or shape.nonBreakableLines():
            shape.setBackground(style.code_background)
            shape.setNonBreakableLines(False)
            letters = QTextCharFormat()
            letters.setFont(style.mono)
            _format_block(block, shape, letters)
        elif shape.hasProperty(QTextFormat.Property.BlockQuoteLevel):
            _format_block(block, shape, _muted(style))
        elif shape.headingLevel():
            letters = QTextCharFormat()
            letters.setProperty(QTextFormat.Property.FontSizeAdjustment, max(0, 2 - shape.headingLevel()))
            letters.setFontWeight(QFont.Weight.DemiBold)
            _format_block(block, shape, letters)
        block = block.next()


def _format_block(block: QTextBlock, shape: QTextBlockFormat, letters: QTextCharFormat) -> None:
    cursor = QTextCursor(block)
    cursor.setBlockFormat(shape)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(letters)


def _style_words(document: QTextDocument, style: MarkdownStyle) -> None:
    """Give code in a line its ground, and put a description in the place of every image."""
    changes: list[tuple[int, int, QTextCharFormat]] = []
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            letters = fragment.charFormat()
            if letters.isImageFormat() or letters.fontFixedPitch():
                changes.append((fragment.position(), fragment.length(), letters))
            fragments += 1
        block = block.next()
    for position, length, letters in reversed(changes):
        cursor = QTextCursor(document)
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        if letters.isImageFormat():
            cursor.insertText(_image_words(letters), _muted(style))
        else:
            letters.setFont(style.mono)
            letters.setBackground(style.code_background)
            cursor.setCharFormat(letters)


def _muted(style: MarkdownStyle) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setForeground(style.muted)
    return letters


def _image_words(image: QTextCharFormat) -> str:
    described = str(image.property(QTextFormat.Property.ImageAltText) or "")
    address = image.toImageFormat().name()
    template = QCoreApplication.translate("MarkdownView", "[image: {description}]")
    return template.format(description=" · ".join(word for word in (described, address[:200]) if word))


def _style_table(table: QTextTable, style: MarkdownStyle) -> None:
    shape = table.format().toTableFormat()
    shape.setBorder(1)
    shape.setBorderCollapse(True)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(style.line))
    shape.setCellPadding(5)
    table.setFormat(shape)
    _mend_corner(table)


def _mend_corner(table: QTextTable) -> None:
    """Undo what Qt does to the first cell of a table that stands behind a quotation.

    It gets an empty block before its text, and the text gets the looks of a paragraph.
    """
    cell = table.cellAt(0, 0)
    cursor = cell.firstCursorPosition()
    if cursor.block().text() or cursor.block() == cell.lastCursorPosition().block():
        return
    cursor.deleteChar()
    tight = cursor.blockFormat()
    tight.setTopMargin(0)
    tight.setBottomMargin(0)
    title = QTextCharFormat()
    title.setFontWeight(QFont.Weight.Bold)
    _format_block(cursor.block(), tight, title)
