"""Paints the rows of the waterfall: the tree with its icons on the left, figures, and bars on one time axis."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from tracedesk.analysis.time_axis import TimeAxis
from tracedesk.ui.icons import paint_icon
from tracedesk.ui.theme import tabular_font, theme_keeper
from tracedesk.ui.widgets.badge import kind_icon
from tracedesk.ui.widgets.waterfall_bar import BarLook, paint_bar
from tracedesk.ui.widgets.waterfall_model import WaterfallModel
from tracedesk.ui.widgets.waterfall_rows import WaterfallRow
from tracedesk.ui.widgets.waterfall_words import WaterfallColumn, row_name

Index = QModelIndex | QPersistentModelIndex

INDENT = 14
ICON = 15
EDGE = 8  # pixels at the left and right of the timeline, so that its first and last bars are not cut


class WaterfallDelegate(QStyledItemDelegate):
    """Knows the axis and the row under the mouse; everything else is asked of the model while painting."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme_keeper()
        self._numbers = tabular_font()
        self.axis = TimeAxis(0, 1)
        self.zero_ns = 0  # where the ruler begins to count
        self.marks_ns: list[int] = []  # instants of the lines that run down from the ruler
        self.hovered_row = -1

    def chevron(self, row: WaterfallRow, cell: QRect) -> QRect:
        """Return where the sign that folds a row lies; it may be clicked a little beside it."""
        left = cell.left() + 6 + self._indent(row, cell)
        return QRect(left, cell.top(), ICON + 3, cell.height())

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, self._theme.row_pixels)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, WaterfallModel)
        row = model.row_at(index.row())
        cell = option.rect
        background = self._paint_background(painter, option, index)
        match WaterfallColumn(index.column()):
            case WaterfallColumn.NAME:
                note = bool(model.note_at(index.row()))
                self._paint_name(painter, cell, row, model, folded=model.is_folded(index.row()), noted=note)
            case WaterfallColumn.TIMELINE:
                self._paint_timeline(painter, cell, row, model, background)
            case _:
                self._paint_figure(painter, cell, str(index.data()), row)
        if self._is_current(option, index):
            self._paint_focus(painter, cell, index.column())

    def _paint_background(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> QColor:
        role = "surface"
        if option.state & QStyle.StateFlag.State_Selected:
            role = "selection"
        elif index.row() == self.hovered_row:
            role = "hover"
        color = self._theme.color(role)
        painter.fillRect(option.rect, color)
        return color

    def _is_current(self, option: QStyleOptionViewItem, index: Index) -> bool:
        view = option.widget
        return isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex().row() == index.row()

    def _paint_focus(self, painter: QPainter, cell: QRect, column: int) -> None:
        """A ring round the whole row, each cell drawing its part."""
        painter.setPen(QPen(self._theme.color("accent"), 1))
        painter.drawLine(cell.topLeft(), cell.topRight())
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        if column == WaterfallColumn.NAME:
            painter.fillRect(QRect(cell.left(), cell.top(), 3, cell.height()), self._theme.color("accent"))
        elif column == WaterfallColumn.TIMELINE:
            painter.drawLine(cell.topRight(), cell.bottomRight())

    def _paint_name(
        self, painter: QPainter, cell: QRect, row: WaterfallRow, model: WaterfallModel, *, folded: bool, noted: bool
    ) -> None:
        self._paint_guides(painter, cell, row)
        spot = self.chevron(row, cell)
        icon_top = cell.top() + (cell.height() - ICON) / 2
        if row.child_count:
            name = "chevron-right" if folded else "chevron-down"
            area = QRectF(spot.left() + 1, cell.top() + (cell.height() - 13) / 2, 13, 13)
            paint_icon(painter, name, area, self._theme.color("muted"))
        left = spot.right() + 1
        paint_icon(painter, kind_icon(row.kind), QRectF(left, icon_top, ICON, ICON), self._kind_color(row))
        right = self._paint_signs(painter, cell, row, model, folded=folded, noted=noted)
        name_area = QRect(left + ICON + 6, cell.top(), right - left - ICON - 6, cell.height())
        painter.setPen(self._name_color(row))
        font = painter.font()
        font.setBold(row.kind == "TRACE")
        font.setItalic(row.name is None)
        painter.setFont(font)
        text = QFontMetrics(font).elidedText(row_name(row), Qt.TextElideMode.ElideRight, max(0, name_area.width()))
        painter.drawText(name_area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)

    def _paint_guides(self, painter: QPainter, cell: QRect, row: WaterfallRow) -> None:
        painter.setPen(self._theme.color("border"))
        left = cell.left() + 6 + 7
        for _ in range(self._indent(row, cell) // INDENT):
            painter.drawLine(left, cell.top(), left, cell.bottom())
            left += INDENT

    def _paint_signs(
        self, painter: QPainter, cell: QRect, row: WaterfallRow, model: WaterfallModel, *, folded: bool, noted: bool
    ) -> int:
        """Paint, from the right, signs of an error and of clocks, and the number of hidden rows.

        Return where the name must end.
        """
        right = cell.right() - 6
        running = row.end_ns is None and not row.instant and not model.ends_missing
        for sign in (self._sign(row, folded=folded, running=running), ("clock", "warning") if noted else None):
            if sign is not None:
                area = QRectF(right - ICON, cell.top() + (cell.height() - ICON) / 2, ICON, ICON)
                paint_icon(painter, sign[0], area, self._theme.color(sign[1]))
                right -= ICON + 5
        if folded and row.child_count:
            text = f"+{row.child_count}"
            width = painter.fontMetrics().horizontalAdvance(text) + 8
            painter.setPen(self._theme.color("muted"))
            area = QRectF(right - width, cell.top(), width, cell.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
            right -= width + 3
        return right

    def _sign(self, row: WaterfallRow, *, folded: bool, running: bool) -> tuple[str, str] | None:
        if row.level == "ERROR" or (row.troubled and (folded or row.kind == "TRACE")):
            return "error", "bad"
        if row.level == "WARNING":
            return "warning", "warning"
        return ("running", "accent") if running and row.kind not in ("TRACE", "ORPHANS") else None

    def _paint_figure(self, painter: QPainter, cell: QRect, text: str, row: WaterfallRow) -> None:
        painter.setFont(self._numbers)
        painter.setPen(self._theme.color("bad" if row.level == "ERROR" else "muted"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine
        painter.drawText(cell.adjusted(0, 0, -8, 0), flags, text)

    def _paint_timeline(
        self, painter: QPainter, cell: QRect, row: WaterfallRow, model: WaterfallModel, background: QColor
    ) -> None:
        area = timeline_area(cell)
        painter.setPen(self._theme.color("border"))
        for mark in self.marks_ns:
            x = round(area.left() + self.axis.share(mark) * area.width())
            painter.drawLine(x, cell.top(), x, cell.bottom())
        look = BarLook(self._kind_color(row), background, model.now_ns, model.ends_missing)
        paint_bar(painter, row, self.axis, area, look)

    def _kind_color(self, row: WaterfallRow) -> QColor:
        return self._theme.color("bad") if row.level == "ERROR" else self._theme.kind_color(row.kind)

    def _name_color(self, row: WaterfallRow) -> QColor:
        if row.level == "ERROR":
            return self._theme.color("bad")
        return self._theme.color("muted" if row.level == "DEBUG" or row.name is None else "text")

    def _indent(self, row: WaterfallRow, cell: QRect) -> int:
        """Return how far a row is moved in; half of the column is left to the names of deep rows."""
        return min(row.depth * INDENT, cell.width() // 2 // INDENT * INDENT)


def timeline_area(cell: QRect) -> QRectF:
    """Return the part of a cell (or of its header) that the time axis covers."""
    return QRectF(cell.left() + EDGE, cell.top(), max(1, cell.width() - 2 * EDGE), cell.height())
