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
    link: QColor


def markdown_document(text: str, style: MarkdownStyle) -> QTextDocument:
    """Read ``text`` as Markdown.

    An image becomes its description: Qt would open a local file named by it, past ``loadResource``.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setMarkdown(break_long_lines(text), FEATURES)
    _replace_images(document, style)
    block = document.begin()
    while block.isValid():
        _style_block(block, style)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _style_table(frame, style)
    return document


def _replace_images(document: QTextDocument, style: MarkdownStyle) -> None:
    images: list[tuple[int, int, str]] = []
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            if fragment.charFormat().isImageFormat():
                images.append((fragment.position(), fragment.length(), _image_words(fragment.charFormat())))
            fragments += 1
        block = block.next()
    plain = QTextCharFormat()
    plain.setForeground(style.muted)
    for position, length, words in reversed(images):
        cursor = QTextCursor(document)
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words, plain)


def _image_words(image: QTextCharFormat) -> str:
    described = str(image.property(QTextFormat.Property.ImageAltText) or "")
    address = image.toImageFormat().name()
    template = QCoreApplication.translate("MarkdownView", "[image: {description}]")
    return template.format(description=" · ".join(word for word in (described, address[:200]) if word))


def _style_block(block: QTextBlock, style: MarkdownStyle) -> None:
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    shape = QTextBlockFormat()
    shape.setLineHeight(LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence):
        shape.setBackground(style.code_background)
        shape.setNonBreakableLines(False)
        letters = QTextCharFormat()
        letters.setFont(style.mono)
        cursor.mergeCharFormat(letters)
    elif block.blockFormat().headingLevel():
        letters = QTextCharFormat()
        letters.setProperty(QTextFormat.Property.FontSizeAdjustment, max(0, 2 - block.blockFormat().headingLevel()))
        letters.setFontWeight(QFont.Weight.DemiBold)
        cursor.mergeCharFormat(letters)
    else:
        _style_words(block, style)
    cursor.mergeBlockFormat(shape)


def _style_words(block: QTextBlock, style: MarkdownStyle) -> None:
    marked: list[tuple[int, int, QTextCharFormat]] = []
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        letters = QTextCharFormat()
        if fragment.charFormat().isAnchor():
            letters.setForeground(style.link)
        if fragment.charFormat().fontFixedPitch():
            letters.setFont(style.mono)
            letters.setBackground(style.code_background)
        if letters.propertyCount():
            marked.append((fragment.position(), fragment.length(), letters))
        fragments += 1
    for position, length, letters in marked:
        cursor = QTextCursor(block)
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(letters)


def _style_table(table: QTextTable, style: MarkdownStyle) -> None:
    shape = table.format().toTableFormat()
    shape.setBorder(1)
    shape.setBorderCollapse(True)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(style.line))
    shape.setCellPadding(5)
    table.setFormat(shape)
