"""The aligned steps of two runs, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from tracedesk.ui.screens.compare.comparison import Comparison
from tracedesk.ui.screens.compare.delegate import CompareDelegate
from tracedesk.ui.screens.compare.model import FIGURES, CompareColumn, CompareModel, CompareRow
from tracedesk.ui.theme import letter_width, theme_keeper
from tracedesk.ui.widgets.copy_menu import CopyEntry, show_copy_menu

CHANGE_CHARACTERS = 5
FIGURE_CHARACTERS = 13
TEXT_CHARACTERS = 11


class CompareTable(QTableView):
    """The selected row stays the same step when the comparison is made anew."""

    row_selected = Signal(int)
    row_opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_table")
        self.setAccessibleName(self.tr("Steps of A and B side by side"))
        self._model = CompareModel(self)
        self._set_up()

    @property
    def rows(self) -> CompareModel:
        return self._model

    def show_comparison(self, comparison: Comparison, *, same: bool) -> None:
        """Show a comparison; ``same``: of the same two things as before."""
        here = self.currentIndex().row()
        ids = self._model.ids_at(here) if same and here >= 0 else None
        place = self.verticalScrollBar().value()
        self._model.show(comparison)
        row = None if ids is None else self._model.row_of(ids)
        self.select_row(row or 0)
        if row is not None:
            self.verticalScrollBar().setValue(place)

    def select_row(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            flags = QItemSelectionModel.SelectionFlag
            index = self._model.index(row, CompareColumn.LEFT)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    def go_to_difference(self, step: int) -> bool:
        """Select the next (1) or previous (-1) row that differs; return whether there is one."""
        row = self._model.next_difference(self.currentIndex().row(), step)
        if row is not None:
            self.select_row(row)
        return row is not None

    def selected(self) -> CompareRow | None:
        row = self.currentIndex().row()
        return self._model.row_at(row) if row >= 0 else None

    def copy_entries(self) -> Sequence[CopyEntry]:
        """Offer the row, and all rows, as a spreadsheet takes them."""
        here = self.currentIndex().row()
        if here < 0:
            return []
        return [
            CopyEntry(self.tr("Copy row"), lambda: self._as_text([here])),
            CopyEntry(self.tr("Copy all rows"), lambda: self._as_text(range(self._model.rowCount()))),
        ]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        steps = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self.select_row(row + steps[key])
        elif key == Qt.Key.Key_Home:
            self.select_row(0)
        elif key == Qt.Key.Key_End:
            self.select_row(self._model.rowCount() - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.row_opened.emit(row)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        show_copy_menu(self.copy_entries(), self, event.globalPos())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if current.isValid():
            self.row_selected.emit(current.row())

    def _as_text(self, rows: Sequence[int]) -> str:
        columns = list(CompareColumn)
        header = [str(self._model.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
        lines = [header]
        for row in rows:
            found = self._model.row_at(row)
            lines.append([self._model.cell_words(found, column) for column in columns])
        return "\n".join("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in line) for line in lines)

    def _fit_columns(self) -> None:
        """Give the figures what they need, and the names of both sides the same share of the rest."""
        letter = letter_width(self.fontMetrics())
        narrow = {
            CompareColumn.CHANGE: round(letter * CHANGE_CHARACTERS),
            **{column: round(letter * FIGURE_CHARACTERS) for column in FIGURES},
            CompareColumn.TEXT: round(letter * TEXT_CHARACTERS),
        }
        for column, width in narrow.items():
            self.setColumnWidth(column, width)
        half = (self.viewport().width() - sum(narrow.values())) // 2
        for column in (CompareColumn.LEFT, CompareColumn.RIGHT):
            self.setColumnWidth(column, max(120, half))

    def _set_up(self) -> None:
        self.setModel(self._model)
        self.setItemDelegate(CompareDelegate(self))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self.row_opened.emit(index.row()))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        theme_keeper().changed.connect(self._follow_theme)
        self._follow_theme()

    def _follow_theme(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme_keeper().row_pixels)
        self._fit_columns()
        self.viewport().update()
