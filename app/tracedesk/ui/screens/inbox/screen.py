"""The list of what was refused, with one of them in full below it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from tracedesk.queries.inbox import InboxLine, inbox_lines, refusal
from tracedesk.store.inbox import drop_refusals
from tracedesk.ui.context import UiContext
from tracedesk.ui.icons import icon
from tracedesk.ui.latest_query import LatestQuery
from tracedesk.ui.location import Location
from tracedesk.ui.screens.inbox.detail import InboxDetail
from tracedesk.ui.screens.inbox.model import COLUMNS, InboxTableModel
from tracedesk.ui.task import Cancelled, Progress, Task
from tracedesk.ui.theme import letter_width, theme_keeper
from tracedesk.ui.widgets.labels import note
from tracedesk.ui.widgets.memory_splitter import MemorySplitter
from tracedesk.ui.widgets.view_memory import ViewMemory
from tracedesk.ui.words import number
from tracedesk.workflows.retry_refusals import KINDS, Retried, retry_refusals

LIST_HEIGHT, DETAIL_HEIGHT = 300, 400


class InboxScreen(QWidget):
    """Shows what the project's programs sent and Tracedesk could not take."""

    location_opened = Signal(Location)
    counted = Signal(int)  # refused payloads
    told = Signal(str)
    failed = Signal(Exception)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inbox_screen")
        self._context = context
        self._model = InboxTableModel()
        self._shown: int | None = None
        self._task: Task | None = None
        self._query = LatestQuery(context.executor, self)
        self._query.loaded.connect(self._show_lines)
        self._query.failed.connect(self.failed)
        self._build()
        context.live.changed.connect(self._take_news)
        context.project.changed.connect(self._ask)
        self._ask()

    def _build(self) -> None:
        gap = theme_keeper().gap
        self._table = self._make_table()
        self._detail = InboxDetail(self._context, self)
        self._detail.setEnabled(False)
        memory = ViewMemory(self._context.state, "inbox")
        split = MemorySplitter("inbox_splitter", Qt.Orientation.Vertical, memory, self)
        split.addWidget(self._table)
        split.addWidget(self._detail)
        split.listen()
        split.restore([LIST_HEIGHT, DETAIL_HEIGHT])
        split.reset.connect(lambda: split.setSizes([LIST_HEIGHT, DETAIL_HEIGHT]))
        nothing = note(
            self.tr(
                "Nothing was refused. What a program sends and Tracedesk cannot read is kept here, with the reason, "
                "so that it can be tried again."
            )
        )
        nothing.setObjectName("inbox_empty")
        self._pages = QStackedWidget(self)
        self._pages.addWidget(nothing)
        self._pages.addWidget(split)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap * 2)
        column.addLayout(self._head())
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self._table)

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setObjectName("inbox_table")
        table.setAccessibleName(self.tr("Refused payloads"))
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setProperty("role", "padded")
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().setVisible(False)
        table.verticalHeader().setDefaultSectionSize(theme_keeper().row_pixels)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        width = letter_width(self.fontMetrics())
        for section, one in enumerate(COLUMNS):
            if one.characters:
                header.resizeSection(section, round(width * (one.characters + 2.5)))
            else:
                header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().selectionChanged.connect(lambda *_: self._show_selected())
        return table

    def _head(self) -> QHBoxLayout:
        title = QLabel(self.tr("Inbox"), self)
        title.setProperty("role", "title")
        row = QHBoxLayout()
        row.setSpacing(theme_keeper().gap * 2)
        row.addWidget(title, 1)
        self._retry = self._button("inbox_retry", "refresh", self.tr("&Try again"))
        self._retry.setToolTip(self.tr("Read the selected payloads again, such as after an update"))
        self._retry.clicked.connect(lambda: self.retry())
        self._save = self._button("inbox_save", "export", self.tr("&Save the bytes…"))
        self._save.setToolTip(self.tr("Write the payload that is shown to a file, as it was sent"))
        self._save.clicked.connect(self._ask_path)
        self._drop = self._button("inbox_drop", "close", self.tr("&Forget"))
        self._drop.setToolTip(self.tr("Remove the selected payloads for good"))
        self._drop.clicked.connect(lambda: self.drop())
        for button in (self._retry, self._save, self._drop):
            row.addWidget(button)
        return row

    def _button(self, name: str, icon_name: str, title: str) -> QPushButton:
        button = QPushButton(icon(icon_name), title, self)
        button.setObjectName(name)
        return button

    def _take_news(self, kinds: frozenset[str]) -> None:
        if "inbox" in kinds:
            self._ask()

    def _ask(self) -> None:
        database, project_id = self._context.runtime.database, self._context.project.project_id
        self._query.follow(lambda: inbox_lines(database, project_id))

    def _show_lines(self, lines: Sequence[InboxLine]) -> None:
        selected = self._selected()
        self._model.show_lines(lines)
        self._pages.setCurrentIndex(1 if lines else 0)
        rows = [row for row in map(self._model.row_of, selected) if row is not None]
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in rows or ([0] if lines else []):
            self._table.selectionModel().select(self._model.index(row, 0), flags)
        self._show_selected()
        self.counted.emit(len(lines))

    def _selected(self) -> list[int]:
        return [self._model.line(index.row()).item for index in self._table.selectionModel().selectedRows()]

    def _show_selected(self) -> None:
        rows = self._table.selectionModel().selectedRows()
        for button in (self._retry, self._save, self._drop):
            button.setEnabled(bool(rows) and self._task is None)
        self._detail.setEnabled(bool(rows))
        if not rows:
            self._shown = None
            return
        line = self._model.line(rows[0].row())
        if line.item != self._shown:
            self._shown = line.item
            self._detail.show_line(line)

    def retry(self) -> None:
        """Read the selected payloads once more."""
        runtime, project_id, items = self._context.runtime, self._context.project.project_id, self._selected()
        self._start(
            lambda progress, cancelled: retry_refusals(
                runtime.database, runtime.writer, project_id, items, progress, cancelled
            ),
            self._tell_retried,
        )

    def drop(self) -> None:
        """Forget the selected payloads."""
        project_id, items = self._context.project.project_id, self._selected()
        dropped = partial(
            self._context.runtime.writer.edit, project_id, lambda edit: drop_refusals(edit, items), kinds=KINDS
        )
        self._start(lambda *_: dropped().result(), lambda _: None)

    def save_to(self, path: Path) -> None:
        """Write the bytes of the payload that is shown."""
        database, project_id, item = self._context.runtime.database, self._context.project.project_id, self._shown
        if item is None:
            return

        def write() -> None:
            found = refusal(database, project_id, item)
            if found is not None:
                path.write_bytes(found.payload)

        self._start(lambda *_: write(), lambda _: self.told.emit(self.tr("Written to %1").replace("%1", str(path))))

    def _start(self, work: Callable[[Progress, Cancelled], object], tell: Callable[[Any], None]) -> None:
        """Run one piece of work at a time; ``tell`` gets what it returned."""
        self._task = Task(self._context.executor, work, self)
        self._task.done.connect(tell)
        self._task.done.connect(lambda _: self._end())
        self._task.failed.connect(self.failed)
        self._task.failed.connect(lambda _: self._end())
        self._show_selected()
        self._task.start()

    def _ask_path(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the bytes"), "payload.bin")
        if path:
            self.save_to(Path(path))

    def _tell_retried(self, outcome: Retried) -> None:
        words = self.tr("Understood and stored: %1; still refused: %2")
        self.told.emit(words.replace("%1", number(outcome.understood)).replace("%2", number(outcome.refused)))

    def _end(self) -> None:
        self._task = None
        self._ask()
