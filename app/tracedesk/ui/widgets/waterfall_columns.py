"""How wide the columns of the waterfall are: figures as wide as they need, names and bars share the rest."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from tracedesk.ui.theme import tabular_font
from tracedesk.ui.widgets.waterfall_delegate import INDENT
from tracedesk.ui.widgets.waterfall_model import WaterfallModel
from tracedesk.ui.widgets.waterfall_rows import WaterfallRows
from tracedesk.ui.widgets.waterfall_words import WaterfallColumn, row_name

# The widest usual figure of each column.
FIGURES = {
    WaterfallColumn.LATENCY: "59 m 59 s",
    WaterfallColumn.TTFT: "999 ms",
    WaterfallColumn.TOKENS: "999.9k",
    WaterfallColumn.COST: "$0.000412",
}
NARROWEST_NAME = 200
NARROWEST_TIMELINE = 200
MEASURED_ROWS = 300  # names that are measured to find how wide their column should be
BESIDE_NAME = 88  # pixels for the chevron, the icon, the sign of an error, and some air
BOLDER = 12  # pixels that a bold name needs more
MOST_FOR_NAMES = 0.58
# What goes first when there is no room.
LEAST_NEEDED = (WaterfallColumn.TTFT, WaterfallColumn.COST, WaterfallColumn.TOKENS)


class WaterfallColumns(QObject):
    """Fits the columns to the width; the border between names and figures is the person's to drag."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._fitting = False
        self._name_share: float | None = None  # of what the figures leave, once a person has dragged the border
        header = view.horizontalHeader()
        for column in WaterfallColumn:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(WaterfallColumn.NAME, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(WaterfallColumn.TIMELINE, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._keep_share)

    def fit(self, rows: WaterfallRows | None) -> None:
        """Hide the figures that this trace does not have, or that there is no room for."""
        metrics = QFontMetrics(tabular_font())
        widths = {column: metrics.horizontalAdvance(text) + 16 for column, text in FIGURES.items()}
        present = {
            WaterfallColumn.LATENCY: True,
            WaterfallColumn.TTFT: rows is not None and rows.has_first_token,
            WaterfallColumn.TOKENS: rows is not None and rows.has_tokens,
            WaterfallColumn.COST: rows is not None and rows.has_cost,
        }
        shown = {column for column, there in present.items() if there}
        room = self._view.viewport().width()
        for column in LEAST_NEEDED:
            if room - sum(widths[figure] for figure in shown) >= NARROWEST_NAME + NARROWEST_TIMELINE:
                break
            shown.discard(column)
        self._fitting = True
        for column, width in widths.items():
            self._view.setColumnHidden(column, column not in shown)
            self._view.setColumnWidth(column, width)
        self._view.setColumnWidth(WaterfallColumn.NAME, self._name_width(room - sum(widths[one] for one in shown)))
        self._fitting = False

    def _name_width(self, rest: int) -> int:
        """Return what the names need, as long as enough is left for the bars."""
        if self._name_share is not None:
            return max(NARROWEST_NAME // 2, round(rest * self._name_share))
        model = self._view.model()
        assert isinstance(model, WaterfallModel)
        metrics = self._view.fontMetrics()
        widest = 0
        for table_row in range(min(MEASURED_ROWS, model.rowCount())):
            row = model.row_at(table_row)
            beside = row.depth * INDENT + (BOLDER if row.kind == "TRACE" else 0)
            widest = max(widest, beside + metrics.horizontalAdvance(row_name(row)))
        return max(NARROWEST_NAME, min(widest + BESIDE_NAME, round(rest * MOST_FOR_NAMES)))

    def _keep_share(self, column: int, _old: int, width: int) -> None:
        if self._fitting or column != WaterfallColumn.NAME:
            return
        header = self._view.horizontalHeader()
        rest = header.sectionSize(WaterfallColumn.NAME) + header.sectionSize(WaterfallColumn.TIMELINE)
        self._name_share = min(0.85, max(0.15, width / max(1, rest)))
