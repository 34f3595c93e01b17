"""Paints the rows of two aligned trees: a sign for what happened, both steps, and by how much their figures differ."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from tracedesk.ui.icons import paint_icon
from tracedesk.ui.screens.compare.model import FIGURES, CompareColumn, CompareModel, CompareRow
from tracedesk.ui.theme import tabular_font, theme_keeper
from tracedesk.ui.widgets.badge import kind_icon
from tracedesk.ui.widgets.waterfall_rows import WaterfallRow
from tracedesk.ui.widgets.waterfall_words import row_name

Index = QModelIndex | QPersistentModelIndex

INDENT = 14
ICON = 15
PAD = 8
NOTABLE = 0.1  # share by which a figure must differ to be painted in colour


class CompareDelegate(QStyledItemDelegate):
    """Everything is asked of the model while painting."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme_keeper()
        self._numbers = tabular_font()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, self._theme.row_pixels)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, CompareModel)
        row, cell, column = model.row_at(index.row()), option.rect, CompareColumn(index.column())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(cell, self._theme.color("selection" if selected else _surface(row)))
        match column:
            case CompareColumn.LEFT:
                self._paint_step(painter, cell, row.left, row.left_depth)
            case CompareColumn.RIGHT:
                self._paint_step(painter, cell, row.right, row.right_depth)
            case _:
                self._paint_words(painter, cell, model.cell_words(row, column), self._color(row, column), column)
        if self._is_current(option, index):
            painter.setPen(QPen(self._theme.color("accent"), 1))
            painter.drawLine(cell.topLeft(), cell.topRight())
            painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        painter.restore()

    def _paint_step(self, painter: QPainter, cell: QRect, step: WaterfallRow | None, depth: int) -> None:
        painter.setPen(self._theme.color("border"))
        painter.drawLine(cell.topLeft(), cell.bottomLeft())
        if step is None:
            middle = cell.center().y()
            painter.setPen(QPen(self._theme.color("border"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(cell.left() + PAD, middle, cell.right() - PAD, middle)
            return
        left = cell.left() + PAD + min(depth * INDENT, cell.width() // 2 // INDENT * INDENT)
        area = QRectF(left, cell.top() + (cell.height() - ICON) / 2, ICON, ICON)
        failed = step.level == "ERROR"
        color = self._theme.color("bad") if failed else self._theme.kind_color(step.kind)
        paint_icon(painter, kind_icon(step.kind), area, color)
        right = cell.right() - PAD
        if failed:
            sign = QRectF(right - ICON, cell.top() + (cell.height() - ICON) / 2, ICON, ICON)
            paint_icon(painter, "error", sign, color)
            right -= ICON + 4
        left += ICON + 6
        painter.setPen(color if failed else self._theme.color("muted" if step.name is None else "text"))
        text = row_name(step)
        elided = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, max(0, right - left))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(left, cell.top(), right - left, cell.height()), flags, elided)

    def _paint_words(self, painter: QPainter, cell: QRect, text: str, color: QColor, column: CompareColumn) -> None:
        font = self._numbers
        font.setBold(column == CompareColumn.CHANGE)
        painter.setFont(font)
        painter.setPen(color)
        side = Qt.AlignmentFlag.AlignRight if column in FIGURES else Qt.AlignmentFlag.AlignLeft
        if column == CompareColumn.CHANGE:
            side = Qt.AlignmentFlag.AlignHCenter
        flags = Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextSingleLine
        painter.drawText(cell.adjusted(PAD // 2, 0, -PAD, 0), flags, text)

    def _color(self, row: CompareRow, column: CompareColumn) -> QColor:
        if column == CompareColumn.CHANGE:
            return self._theme.color({"inserted": "good", "deleted": "bad"}.get(row.aligned.change, "warning"))
        if column == CompareColumn.TEXT:
            return self._theme.color("warning")
        left, right = row.figures(column)
        if left is None or right is None or abs(right - left) <= NOTABLE * max(abs(left), abs(right)):
            return self._theme.color("muted")
        return self._theme.color("bad" if right > left else "good")

    def _is_current(self, option: QStyleOptionViewItem, index: Index) -> bool:
        view = option.widget
        return isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex().row() == index.row()


def _surface(row: CompareRow) -> str:
    surfaces = {"inserted": "good_surface", "deleted": "bad_surface", "renamed": "warning_surface"}
    return surfaces.get(row.aligned.change, "warning_surface" if row.aligned.moved else "surface")
