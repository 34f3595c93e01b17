"""Paints a row of JSON: the key, then the value in the colour of its type."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from tracedesk.analysis.message_parts import is_list
from tracedesk.records.json import Json
from tracedesk.ui.theme import ThemeKeeper, theme_keeper
from tracedesk.ui.widgets.json_model import JsonModel, JsonNode, summary

Index = QModelIndex | QPersistentModelIndex


class JsonDelegate(QStyledItemDelegate):
    """Thin on purpose: one font, two colours, two calls to draw text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme_keeper()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, option.fontMetrics.height() + 7)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._theme.color("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        model = index.model()
        assert isinstance(model, JsonModel)
        self._paint_text(
            painter,
            option.rect.adjusted(3, 0, -4, 0),
            option.fontMetrics,
            model.node(index),
            opened=bool(option.state & QStyle.StateFlag.State_Open),
        )

    def _paint_text(
        self, painter: QPainter, area: QRect, metrics: QFontMetrics, node: JsonNode, *, opened: bool
    ) -> None:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        label = metrics.elidedText(f"{node.label()}:", Qt.TextElideMode.ElideRight, area.width() // 2)
        painter.setPen(key_color(node, self._theme))
        painter.drawText(area, flags, label)
        area.setLeft(area.left() + metrics.horizontalAdvance(f"{label} "))
        if node.is_range:
            return
        painter.setPen(value_color(node.value, self._theme))
        text = size_words(node.value) if opened and not isinstance(node.value, str) else summary(node.value)
        painter.drawText(area, flags, metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width()))


def key_color(node: JsonNode, theme: ThemeKeeper) -> QColor:
    return theme.color("muted") if isinstance(node.key, int) or node.is_range else theme.kind_color("AGENT")


def value_color(value: Json, theme: ThemeKeeper) -> QColor:
    """Return the colour of a value's type: texts, which one reads most, keep the colour of text."""
    if isinstance(value, str):
        return theme.color("text")
    if value is None or isinstance(value, Mapping) or is_list(value):
        return theme.color("muted")
    return theme.kind_color("TOOL") if isinstance(value, bool) else theme.kind_color("GENERATION")


def size_words(value: Json) -> str:
    """Say how much an open branch holds; its members stand below it."""
    return f"({len(value)})" if isinstance(value, Mapping) or is_list(value) else ""
