"""The header of the waterfall: titles of the columns, and a ruler above the bars."""

import math

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from tracedesk.records.units import NS_PER_MS, NS_PER_S
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.widgets.waterfall_delegate import WaterfallDelegate, timeline_area
from tracedesk.ui.widgets.waterfall_words import WaterfallColumn

NS_PER_US = 1_000
LABEL_GAP = 10  # pixels


class WaterfallHeader(QHeaderView):
    """Draws the marks that the delegate's axis has."""

    def __init__(self, delegate: WaterfallDelegate, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._delegate = delegate
        self._theme = theme_keeper()
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.fillRect(rect, self._theme.color("surface"))
        if logicalIndex == WaterfallColumn.TIMELINE:
            self._paint_ruler(painter, rect)
        else:
            self._paint_title(painter, rect, WaterfallColumn(logicalIndex))
        painter.setPen(self._theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_title(self, painter: QPainter, rect: QRect, column: WaterfallColumn) -> None:
        painter.setPen(self._theme.color("muted"))
        title = str(self.model().headerData(column, Qt.Orientation.Horizontal))
        side = Qt.AlignmentFlag.AlignLeft if column == WaterfallColumn.NAME else Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(10, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | side, title)

    def _paint_ruler(self, painter: QPainter, rect: QRect) -> None:
        area = timeline_area(rect)
        axis, marks = self._delegate.axis, self._delegate.marks_ns
        metrics = painter.fontMetrics()
        texts = [mark_words(mark - self._delegate.zero_ns) for mark in marks]
        widths = [metrics.horizontalAdvance(text) for text in texts]
        places = [area.left() + axis.share(mark) * area.width() for mark in marks]
        spacing = places[1] - places[0] if len(places) > 1 else area.width()
        every = max(1, math.ceil((max(widths, default=0) + LABEL_GAP) / spacing))  # labels are as regular as the marks
        for number, (x, text, width) in enumerate(zip(places, texts, widths, strict=True)):
            painter.setPen(self._theme.color("border"))
            painter.drawLine(round(x), rect.bottom() - 4, round(x), rect.bottom())
            if number % every == 0:
                left = min(max(x - width / 2, area.left() - 4), rect.right() - width - 2.0)
                painter.setPen(self._theme.color("muted"))
                label = QRectF(left, rect.top(), width + 2, rect.height())
                painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, text)


def mark_words(distance_ns: int) -> str:
    """Return a round distance on the ruler as people write it: "500 ms", "2 s", "1 m 30 s", "2 h"."""
    if distance_ns == 0:
        return "0"
    if abs(distance_ns) < NS_PER_S:
        unit_ns, unit = (NS_PER_MS, "ms") if abs(distance_ns) >= NS_PER_MS else (NS_PER_US, "µs")
        return f"{distance_ns / unit_ns:g} {unit}"
    if distance_ns % NS_PER_S:
        return f"{distance_ns / NS_PER_S:g} s"
    seconds = distance_ns // NS_PER_S
    parts = ((seconds // 3_600, "h"), (seconds % 3_600 // 60, "m"), (seconds % 60, "s"))
    return " ".join(f"{amount} {unit}" for amount, unit in parts if amount)
