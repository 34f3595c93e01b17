"""The steps of a trace as a tree with bars on one time axis, in the same rows."""

import time
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.widgets.copy_menu import CopyEntry, show_copy_menu
from tracedesk.ui.widgets.waterfall_columns import WaterfallColumns
from tracedesk.ui.widgets.waterfall_delegate import WaterfallDelegate
from tracedesk.ui.widgets.waterfall_header import WaterfallHeader
from tracedesk.ui.widgets.waterfall_keys import key_actions
from tracedesk.ui.widgets.waterfall_model import Index, WaterfallModel
from tracedesk.ui.widgets.waterfall_rows import TRACE_ID, WaterfallRows
from tracedesk.ui.widgets.waterfall_words import WaterfallColumn, row_name
from tracedesk.ui.widgets.waterfall_zoom import WaterfallZoom

TICK_MS = 100


class WaterfallView(QTableView):
    """Selection, folds and scroll position are kept by id while a running trace grows."""

    row_selected = Signal(str)  # id of a row; chosen by the person

    def __init__(self, parent: QWidget | None = None, clock: Callable[[], int] = time.time_ns) -> None:
        super().__init__(parent)
        self.setObjectName("waterfall")
        self.setAccessibleName(self.tr("Steps of the trace with their times"))
        self._clock = clock
        self._model = WaterfallModel(self)
        self._delegate = WaterfallDelegate(self)
        self._header = WaterfallHeader(self._delegate, self)
        self._zoom = WaterfallZoom(self._model, self._delegate, self._header)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._grow)
        self._restoring = False
        self._told_id: str | None = None
        self._set_up()
        self._columns = WaterfallColumns(self)

    def show_rows(self, rows: WaterfallRows | None, select: str | None = None) -> None:
        """Show a trace; what is selected, folded and in view stays when it is the same one. ``select``: an id."""
        old = self._model.rows
        same = old is not None and rows is not None and old.detail.trace.trace_id == rows.detail.trace.trace_id
        selected = self.selected_id() if same else None
        anchor = self._anchor() if same else None
        if not same:
            self._told_id = None
        self._restoring = True
        self._model.show(rows, self._clock())
        self._columns.fit(rows)
        if not same:
            self._zoom.fit()
        self._restoring = False
        if rows is None:
            return
        found = select is not None and self.select_id(select)
        if not found and not (selected is not None and self.select_id(selected, scroll=False)):
            self.select_id(TRACE_ID)
        if anchor is not None and select is None:
            self._scroll_back(*anchor)
        self._zoom.update()
        self._run_clock()

    def show_notes(self, notes: Mapping[str, str]) -> None:
        """Mark rows of the trace that is shown, by their ids, with a sentence on their times."""
        self._model.show_notes(notes)

    def selected_id(self) -> str | None:
        return self._model.id_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def select_id(self, row_id: str, *, scroll: bool = True) -> bool:
        """Select a row, opening the folds above it; return whether there is one of that id."""
        self._model.unfold_to(row_id)
        table_row = self._model.table_row(row_id)
        if table_row is None:
            return False
        if row_id != self.selected_id():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self._model.index(table_row, 0), flags.ClearAndSelect | flags.Rows)
        if scroll:
            self.scrollTo(self._model.index(table_row, 0))
        return True

    def go_to_row(self, row: int) -> None:
        """Select a table row, if there is one of that number."""
        row_id = self._model.id_at(row)
        if row_id is not None:
            self.select_id(row_id)

    def set_folded(self, row: int, folded: bool) -> None:
        """Fold or unfold; a selection that would be hidden moves up to the folded row."""
        if folded and row < self.currentIndex().row() < self._model.end_row(row):
            self.go_to_row(row)
        self._model.set_folded(row, folded)

    def go_to_error(self, step: int) -> bool:
        """Select the next (1) or previous (-1) failed step; return whether there is one."""
        row_id = self._model.next_error(self.currentIndex().row(), step)
        return row_id is not None and self.select_id(row_id)

    def copy_entries(self) -> Sequence[CopyEntry]:
        """Offer what the selected row says, its name and its id."""
        index = self.currentIndex()
        rows = self._model.rows
        if not index.isValid() or rows is None:
            return []
        row = self._model.row_at(index.row())
        shown = [self._model.index(index.row(), column) for column in range(WaterfallColumn.TIMELINE)]
        line = "\t".join(str(cell.data()) for cell in shown)
        trace_id = rows.detail.trace.trace_id
        entries = [
            CopyEntry(self.tr("Copy row"), lambda: line),
            CopyEntry(self.tr("Copy name"), lambda: row.name or row_name(row)),
            CopyEntry(self.tr("Copy trace id"), lambda: trace_id),
        ]
        if rows.find(row.row_id) is not None and row.kind not in ("TRACE", "ORPHANS"):
            entries.insert(2, CopyEntry(self.tr("Copy observation id"), lambda: row.row_id))
        return entries

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        with_control = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        actions = key_actions(self, self._model, self._zoom, row) if row >= 0 and not with_control else {}
        action = actions.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
        else:
            action()
            self.viewport().update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._on_chevron(index, event.position().toPoint()):
            self.set_folded(index.row(), not self._model.is_folded(index.row()))
            return
        super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._on_chevron(index, event.position().toPoint()):
            self.set_folded(index.row(), not self._model.is_folded(index.row()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        if event.buttons() == Qt.MouseButton.NoButton:
            super().mouseMoveEvent(event)  # with a button down Qt would drag the selection along

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            left = self.columnViewportPosition(WaterfallColumn.TIMELINE)
            self._zoom.turn_wheel(event.angleDelta().y(), event.position().x() - left)
            self.viewport().update()
        else:
            super().wheelEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        y = self.rowViewportPosition(self.currentIndex().row())
        was_in_view = self.currentIndex().isValid() and 0 <= y < max(1, event.oldSize().height())
        super().resizeEvent(event)
        if was_in_view:
            self.scrollTo(self.currentIndex())
        self._columns.fit(self._model.rows)
        self._zoom.update()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        show_copy_menu(self.copy_entries(), self, event.globalPos())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run_clock()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row_id = self._model.id_at(current.row()) if current.isValid() else None
        if row_id is not None and not self._restoring and row_id != self._told_id:
            self._told_id = row_id
            self.row_selected.emit(row_id)

    def _on_chevron(self, index: QModelIndex, at: QPoint) -> bool:
        if not index.isValid() or index.column() != WaterfallColumn.NAME:
            return False
        row = self._model.row_at(index.row())
        return bool(row.child_count) and self._delegate.chevron(row, self.visualRect(index)).contains(at)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()

    def _anchor(self) -> tuple[str, int] | None:
        """Return a row that must not move on screen, with its place: the selected one if in view, else the top one."""
        rows = (self.currentIndex().row(), self.rowAt(0))
        for row in rows:
            y = self.rowViewportPosition(row)
            row_id = self._model.id_at(row)
            if row_id is not None and -self.rowHeight(row) < y < self.viewport().height():
                return row_id, y
        return None

    def _scroll_back(self, row_id: str, y: int) -> None:
        table_row = self._model.table_row(row_id)
        if table_row is not None:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(table_row) - y)

    def _run_clock(self) -> None:
        """Tick only while something runs and somebody looks."""
        rows = self._model.rows
        if rows is not None and rows.running and not self._model.ends_missing and self.isVisible():
            self._tick.start()
        else:
            self._tick.stop()

    def _grow(self) -> None:
        self._model.now_ns = self._clock()
        self._zoom.update()
        for column in (WaterfallColumn.LATENCY, WaterfallColumn.TIMELINE):
            left, width = self.columnViewportPosition(column), self.columnWidth(column)
            self.viewport().update(left, 0, width, self.viewport().height())
        self._run_clock()

    def _set_up(self) -> None:
        self.setHorizontalHeader(self._header)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme_keeper().changed.connect(self._follow_theme)
        self._follow_theme()

    def _follow_theme(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme_keeper().row_pixels)
        self._header.setFixedHeight(theme_keeper().row_pixels)
