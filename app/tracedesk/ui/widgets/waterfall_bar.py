"""Draws one bar of the waterfall: its extent, the wait for the first token, a soft edge while it runs."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen, QPolygonF

from tracedesk.analysis.time_axis import TimeAxis
from tracedesk.ui.widgets.waterfall_rows import WaterfallRow

SMALLEST = 2.5  # pixels; a shorter step still shows
FADE = 26.0  # pixels over which a bar without an end fades


@dataclass(frozen=True, slots=True)
class BarLook:
    """Colours and state that the row alone does not know."""

    color: QColor
    background: QColor
    now_ns: int
    ends_missing: bool


def bar_area(row: WaterfallRow, axis: TimeAxis, area: QRectF, look: BarLook) -> QRectF:
    """Return where the bar lies in ``area``; it may reach beyond the edges of what is in view."""
    end_ns = row.end_ns
    if end_ns is None:
        end_ns = row.start_ns if row.instant or look.ends_missing else look.now_ns
    left = area.left() + axis.share(row.start_ns) * area.width()
    right = area.left() + axis.share(max(row.start_ns, end_ns)) * area.width()
    if row.end_ns is None and look.ends_missing and not row.instant:
        right = max(right, left + FADE)
    if left <= area.right():
        left = min(left, area.right() - SMALLEST)  # a last instant stays in view
    height = max(6.0, round(area.height() * 0.42))
    return QRectF(left, area.center().y() - height / 2, max(SMALLEST, right - left), height)


def paint_bar(painter: QPainter, row: WaterfallRow, axis: TimeAxis, area: QRectF, look: BarLook) -> None:
    bar = bar_area(row, axis, area, look)
    bar = bar.intersected(area.adjusted(-8, 0, 8, 0))  # far beyond the edge, coordinates overflow
    if bar.isEmpty():
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(area)
    painter.setPen(Qt.PenStyle.NoPen)
    if row.instant:
        _paint_instant(painter, bar, look.color)
    elif row.kind in ("TRACE", "ORPHANS"):
        _paint_bracket(painter, bar, look.color, open_end=row.end_ns is None)
    else:
        painter.setBrush(_brush(bar, look.color, soft=row.end_ns is None))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        _paint_wait(painter, row, axis, area, bar, look)
    painter.restore()


def _brush(bar: QRectF, color: QColor, *, soft: bool) -> QBrush:
    if not soft:
        return QBrush(color)
    fade = QLinearGradient(bar.topLeft(), bar.topRight())
    clear = QColor(color)
    clear.setAlphaF(0.0)
    fade.setColorAt(max(0.0, 1.0 - FADE / max(FADE, bar.width())), color)
    fade.setColorAt(1.0, clear)
    return QBrush(fade)


def _paint_wait(painter: QPainter, row: WaterfallRow, axis: TimeAxis, area: QRectF, bar: QRectF, look: BarLook) -> None:
    """Lighten the part before the first token."""
    if row.first_token_ns is None or row.first_token_ns <= row.start_ns:
        return
    first = min(area.left() + axis.share(row.first_token_ns) * area.width(), bar.right())
    if first <= bar.left():
        return
    veil = QColor(look.background)
    veil.setAlphaF(0.62)
    painter.setBrush(veil)
    painter.drawRect(QRectF(bar.left() + 1.5, bar.top() + 1.5, first - bar.left() - 1.5, bar.height() - 3))


def _paint_instant(painter: QPainter, bar: QRectF, color: QColor) -> None:
    half = bar.height() / 2
    middle = QPointF(bar.left(), bar.center().y())
    painter.setBrush(color)
    corners = (QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0))
    painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))


def _paint_bracket(painter: QPainter, bar: QRectF, color: QColor, *, open_end: bool) -> None:
    """The whole trace is no step of its own: a thin line with a foot at each end."""
    line = QPen(color, 1.5)
    painter.setPen(line)
    middle = bar.center().y()
    painter.drawLine(QPointF(bar.left() + 1, middle), QPointF(bar.right() - 1, middle))
    foot = bar.height() / 2 - 0.5
    painter.drawLine(QPointF(bar.left() + 1, middle - foot), QPointF(bar.left() + 1, middle + foot))
    if not open_end:
        painter.drawLine(QPointF(bar.right() - 1, middle - foot), QPointF(bar.right() - 1, middle + foot))
