"""The table of traces: columns, keys, clicks and the context menu."""

from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget
from typing_extensions import override

from tracedesk.queries.traces import TraceLine
from tracedesk.ui.icons import icon
from tracedesk.ui.screens.traces.columns import COLUMN_OF, COLUMNS
from tracedesk.ui.screens.traces.delegate import TraceDelegate
from tracedesk.ui.screens.traces.model import TraceTableModel
from tracedesk.ui.theme import letter_width, theme_keeper


class TraceTable(QTableView):
    """Says what is wanted; the screen does it."""

    opened = Signal(str)  # trace id
    rated = Signal(tuple, object)  # trace ids; True good, False bad, None taken back
    comment_wanted = Signal(str)  # trace id
    filter_wanted = Signal(str)  # text for the filter
    export_wanted = Signal()
    compare_wanted = Signal(str, str)  # trace id, and its name
    mark_dropped = Signal()

    def __init__(self, model: TraceTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._traces = model
        self.setObjectName("traces_table")
        self.setAccessibleName(self.tr("Traces"))
        self.setModel(model)
        theme = theme_keeper()
        delegate = TraceDelegate(theme, self)
        delegate.rated.connect(lambda trace_id, good: self.rated.emit((trace_id,), good))
        self.setItemDelegate(delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.doubleClicked.connect(self._open)
        self._prepare_headers()
        theme.changed.connect(self._fit_rows)
        self._fit_rows()

    def _prepare_headers(self) -> None:
        vertical = self.verticalHeader()
        vertical.setVisible(False)
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setObjectName("traces_header")
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(40)
        width = letter_width(self.fontMetrics())
        for number, column in enumerate(COLUMNS):
            if column.characters:
                header.resizeSection(number, round(width * (column.characters + 2.5)))
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme_keeper().row_pixels)
        self.viewport().update()

    def selected_lines(self) -> list[TraceLine]:
        """Return what is selected, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._traces.line(row) for row in rows]

    def selected_ids(self) -> tuple[str, ...]:
        return tuple(line.trace_id for line in self.selected_lines())

    def copy_rows(self) -> None:
        """Copy the selected rows with a header, as a spreadsheet takes them."""
        lines = [[column.title() for column in COLUMNS]]
        lines += [[column.text(line) for column in COLUMNS] for line in self.selected_lines()]
        text = "\n".join("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in line) for line in lines)
        QGuiApplication.clipboard().setText(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif not self._handle(event):
            super().keyPressEvent(event)

    def _handle(self, event: QKeyEvent) -> bool:
        """Handle the single keys of the list."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = event.key()
        ratings = {Qt.Key.Key_1: True, Qt.Key.Key_2: False, Qt.Key.Key_0: None}
        if key in ratings:
            self.rated.emit(self.selected_ids(), ratings[Qt.Key(key)])
        elif key in (Qt.Key.Key_J, Qt.Key.Key_K):
            self._step(1 if key == Qt.Key.Key_J else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self._traces.line(self.currentIndex().row()).trace_id)
        elif key == Qt.Key.Key_N and self.currentIndex().isValid():
            self.comment_wanted.emit(self._traces.line(self.currentIndex().row()).trace_id)
        elif key == Qt.Key.Key_X and self.currentIndex().isValid():
            toggle = QItemSelectionModel.SelectionFlag.Toggle | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().select(self.currentIndex(), toggle)
        elif key == Qt.Key.Key_C and self.currentIndex().isValid():
            self._compare(self._traces.line(self.currentIndex().row()))
        elif key == Qt.Key.Key_Escape:
            self.mark_dropped.emit()
        else:
            return False
        return True

    def _compare(self, line: TraceLine) -> None:
        self.compare_wanted.emit(line.trace_id, line.name or line.trace_id)

    def _step(self, rows: int) -> None:
        here = max(0, self.currentIndex().row())
        row = here + rows if self.selectionModel().hasSelection() else here
        if 0 <= row < self._traces.rowCount():
            self.selectRow(row)

    def _open(self, index: QModelIndex) -> None:
        if index.column() != COLUMN_OF["rating"]:  # two quick clicks on a thumb
            self.opened.emit(self._traces.line(index.row()).trace_id)

    def _show_menu(self, place: QPoint) -> None:
        lines = self.selected_lines()
        if lines:
            menu = self._menu(lines, self.indexAt(place).row())
            menu.exec(self.viewport().mapToGlobal(place))
            menu.deleteLater()

    def _menu(self, lines: list[TraceLine], row: int) -> QMenu:
        line = self._traces.line(row) if row >= 0 else lines[0]
        ids = tuple(one.trace_id for one in lines)
        menu = QMenu(self)
        menu.addAction(self.tr("&Open"), lambda: self.opened.emit(line.trace_id))
        menu.addAction(self.tr("Compare (c)"), lambda: self._compare(line))
        menu.addSeparator()
        menu.addAction(icon("thumb-up"), self.tr("Rate &good"), lambda: self.rated.emit(ids, True))
        menu.addAction(icon("thumb-down"), self.tr("Rate &bad"), lambda: self.rated.emit(ids, False))
        menu.addAction(self.tr("&Take the rating back"), lambda: self.rated.emit(ids, None))
        menu.addAction(icon("note"), self.tr("Co&mment…"), lambda: self.comment_wanted.emit(line.trace_id))
        menu.addSeparator()
        for title, value in (
            (self.tr("Only this &name"), line.name),
            (self.tr("Only this &user"), line.user_id),
            (self.tr("Only this &session"), line.session_id),
        ):
            action = menu.addAction(title, partial(self.filter_wanted.emit, value or ""))
            action.setEnabled(bool(value))
        menu.addSeparator()
        menu.addAction(icon("copy"), self.tr("&Copy the rows"), self.copy_rows)
        menu.addAction(self.tr("Copy the trace &id"), lambda: QGuiApplication.clipboard().setText("\n".join(ids)))
        menu.addAction(icon("export"), self.tr("&Export…"), self.export_wanted.emit)
        return menu
