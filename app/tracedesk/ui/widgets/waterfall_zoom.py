"""Which part of time the waterfall shows: all of it, or what the person zoomed to."""

from PySide6.QtWidgets import QHeaderView

from tracedesk.analysis.time_axis import TimeAxis
from tracedesk.ui.widgets.waterfall_delegate import EDGE, WaterfallDelegate
from tracedesk.ui.widgets.waterfall_header import WaterfallHeader
from tracedesk.ui.widgets.waterfall_model import WaterfallModel
from tracedesk.ui.widgets.waterfall_words import WaterfallColumn

STEP = 0.8  # of the length in view, for a key or a notch of the wheel
PIXELS_A_MARK = 30


class WaterfallZoom:
    """Sets the axis and the marks of the delegate and the header."""

    def __init__(self, model: WaterfallModel, delegate: WaterfallDelegate, header: WaterfallHeader) -> None:
        self._model = model
        self._delegate = delegate
        self._header: QHeaderView = header
        self._chosen: TimeAxis | None = None

    @property
    def is_zoomed(self) -> bool:
        return self._chosen is not None

    def update(self) -> None:
        """Follow the model's time, the width of the column, and what was chosen."""
        whole = self._whole()
        if whole is None:
            return
        if self._chosen is not None:
            self._chosen = self._chosen.within(whole)
        axis = self._chosen or whole
        width = self._header.sectionSize(WaterfallColumn.TIMELINE) - 2 * EDGE
        marks = axis.marks(max(1, width // PIXELS_A_MARK), zero_ns=whole.start_ns)
        self._delegate.axis = axis
        self._delegate.marks_ns = [whole.start_ns + mark for mark in marks]
        self._delegate.zero_ns = whole.start_ns
        self._header.viewport().update()

    def fit(self) -> None:
        self._chosen = None
        self.update()

    def show_row(self, table_row: int) -> None:
        """Zoom to the bar of a row with some room beside it; when it fills the view already, show all again."""
        row = self._model.row_at(table_row)
        end_ns = row.end_ns if row.end_ns is not None else max(row.start_ns, self._model.now_ns)
        wanted = TimeAxis(row.start_ns, max(end_ns, row.start_ns + 1)).zoomed(1.12)
        whole = self._whole()
        already = whole is None or self._chosen == wanted.within(whole)
        self._chosen = None if already else wanted
        self.update()

    def zoom(self, factor: float, around: float = 0.5) -> None:
        """Show ``factor`` times as much time; the instant at the share ``around`` of the view stays in place."""
        whole = self._whole()
        if whole is None:
            return
        axis = self._delegate.axis.zoomed(factor, around=around)
        self._chosen = None if axis.length_ns >= whole.length_ns else axis
        self.update()

    def move(self, share: float) -> None:
        """Move by a share of what is in view."""
        if self._chosen is not None:
            self._chosen = self._chosen.moved(share)
            self.update()

    def turn_wheel(self, turned: int, x: float) -> None:
        """Zoom round the mouse; ``x`` counts pixels from the left edge of the column."""
        width = max(1, self._header.sectionSize(WaterfallColumn.TIMELINE) - 2 * EDGE)
        self.zoom(STEP ** (turned / 120), around=min(1.0, max(0.0, (x - EDGE) / width)))

    def _whole(self) -> TimeAxis | None:
        rows = self._model.rows
        if rows is None:
            return None
        return rows.axis(None if self._model.ends_missing else self._model.now_ns)
