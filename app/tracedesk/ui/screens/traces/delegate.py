"""Paints the cells of the list; thin, as the stock delegate takes twice the time at a full screen of rows."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from tracedesk.queries.traces import TraceLine
from tracedesk.ui.icons import SIZE, paint_icon
from tracedesk.ui.screens.traces.columns import COLUMN_OF, COLUMNS
from tracedesk.ui.screens.traces.model import LINE_ROLE
from tracedesk.ui.theme import ThemeKeeper, tabular_font

_RATING = COLUMN_OF["rating"]
_MUTED = frozenset({"time", "user", "session", "scores"})


class TraceDelegate(QStyledItemDelegate):
    """Draws text, error marks and the thumbs, which can be clicked."""

    rated = Signal(str, object)  # trace id; True good, False bad, None taken back

    def __init__(self, theme: ThemeKeeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = tabular_font()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.row_pixels)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: TraceLine = index.data(LINE_ROLE)
        column = COLUMNS[index.column()]
        area = QRectF(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._theme.color("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self._theme.color("hover"))
        gap = self._theme.gap
        area.adjust(gap * 2, 0, -gap * 2, 0)
        if column.kind == "rating":
            self._paint_thumbs(painter, area, line)
        elif column.kind == "errors":
            self._paint_errors(painter, area, line)
        else:
            if column.kind == "number":
                painter.setFont(self._figures)
            color = self._theme.color("muted" if column.key in _MUTED else "text")
            if column.key == "name":
                area = self._paint_state(painter, area, line)
            self._text(painter, area, column.text(line), color, right=column.kind == "number")
        painter.restore()

    def _paint_state(self, painter: QPainter, area: QRectF, line: TraceLine) -> QRectF:
        """Draw the mark before a name and return what is left for it."""
        name, color = "kind-trace", self._theme.color("muted")
        if line.running:
            name, color = "running", self._theme.color("accent")
        elif line.error_count:
            name, color = "error", self._theme.color("bad")
        paint_icon(painter, name, _square(area, 0), color)
        return area.adjusted(SIZE + self._theme.gap * 1.5, 0, 0, 0)

    def _paint_errors(self, painter: QPainter, area: QRectF, line: TraceLine) -> None:
        if not line.error_count and not line.warning_count:
            return
        bad = line.error_count > 0
        color = self._theme.color("bad" if bad else "warning")
        paint_icon(painter, "error" if bad else "warning", _square(area, 0), color)
        count = line.error_count or line.warning_count
        self._text(painter, area.adjusted(SIZE + self._theme.gap, 0, 0, 0), f"{count:,}", color)

    def _paint_thumbs(self, painter: QPainter, area: QRectF, line: TraceLine) -> None:
        up, down = line.rating is not None and line.rating > 0, line.rating is not None and line.rating <= 0
        faint = self._theme.color("muted")
        faint.setAlphaF(0.75)
        paint_icon(
            painter,
            "thumb-up-filled" if up else "thumb-up",
            _square(area, 0),
            self._theme.color("good") if up else faint,
        )
        paint_icon(
            painter,
            "thumb-down-filled" if down else "thumb-down",
            _square(area, self._step),
            self._theme.color("bad") if down else faint,
        )
        if line.rating_comment:
            paint_icon(painter, "note", _square(area, self._step * 2), self._theme.color("muted"))

    def _text(self, painter: QPainter, area: QRectF, text: str, color: QColor, *, right: bool = False) -> None:
        painter.setPen(color)
        shown = text.split("\n", 1)[0][:500]
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(shown) > area.width():
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, int(area.width()))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)

    @property
    def _step(self) -> float:
        return SIZE + self._theme.gap * 2

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if index.column() != _RATING or not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            line: TraceLine = index.data(LINE_ROLE)
            part = int((event.position().x() - option.rect.x() - self._theme.gap) // self._step)
            if part in (0, 1):
                good = part == 0
                already = line.rating is not None and (line.rating > 0) is good
                self.rated.emit(line.trace_id, None if already else good)
        return event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)


def _square(area: QRectF, left: float) -> QRectF:
    """Return the place of an icon, in the middle of the row."""
    return QRectF(area.x() + left, area.y() + (area.height() - SIZE) / 2, SIZE, SIZE)
