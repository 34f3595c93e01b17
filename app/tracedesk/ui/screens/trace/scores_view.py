"""The scores of a step: who gave them, and what they say."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QStackedLayout, QTableWidget, QTableWidgetItem, QWidget

from tracedesk.analysis.long_text import shortened
from tracedesk.records.stored import StoredScore
from tracedesk.ui import words
from tracedesk.ui.widgets.labels import note, tool_tip

LONGEST = 1_000  # characters of a comment


class ScoresView(QWidget):
    """Lists scores, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scores")
        self._table = QTableWidget(0, 5)
        self._table.setObjectName("scores_table")
        self._table.setAccessibleName(self.tr("Scores"))
        self._table.setFrameShape(QFrame.Shape.NoFrame)
        self._table.setShowGrid(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self._table.setTabKeyNavigation(False)
        self._table.setProperty("role", "padded")
        self._table.setWordWrap(True)
        self._table.setHorizontalHeaderLabels(
            [self.tr("Name"), self.tr("Value"), self.tr("Comment"), self.tr("Source"), self.tr("Given")]
        )
        header = self._table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self._empty = note(self.tr("No scores yet. Press 1 or 2 to rate the trace."))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._table)

    def show_scores(self, scores: tuple[StoredScore, ...], now_ns: int) -> None:
        self._table.setRowCount(len(scores))
        for row, score in enumerate(scores):
            comment = score.comment or ""
            cells = (
                score.name,
                value_words(score),
                " ".join(shortened(comment, LONGEST).split()),
                self._source(score),
                words.clock(score.timestamp_ns, now_ns),
            )
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(tool_tip(comment if column == 2 else text))
                self._table.setItem(row, column, item)
        self._stack.setCurrentWidget(self._table if scores else self._empty)

    def _source(self, score: StoredScore) -> str:
        return {"API": self.tr("Program"), "EVAL": self.tr("Evaluator"), "ANNOTATION": self.tr("Person")}[score.source]


def value_words(score: StoredScore) -> str:
    """Return a verdict as people read it."""
    if score.data_type == "NUMERIC":
        return f"{score.value:.6g}"
    if score.string_value is not None:
        return score.string_value
    return str(bool(score.value)) if score.data_type == "BOOLEAN" else f"{score.value:.6g}"
