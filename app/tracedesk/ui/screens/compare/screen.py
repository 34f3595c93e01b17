"""Two runs, or two steps, side by side: totals, aligned steps, and what differs in the selected ones."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tracedesk.ui.context import UiContext
from tracedesk.ui.latest_query import LatestQuery
from tracedesk.ui.location import Location
from tracedesk.ui.screens.compare.comparison import Comparison, Side, read_comparison
from tracedesk.ui.screens.compare.diff_pane import DiffPane
from tracedesk.ui.screens.compare.field_diff import FieldDiff, Subject, read_field_diff
from tracedesk.ui.screens.compare.header import CompareHeader
from tracedesk.ui.screens.compare.table import CompareTable
from tracedesk.ui.widgets.add_shortcuts import add_shortcuts
from tracedesk.ui.widgets.banner import Banner
from tracedesk.ui.widgets.copy_menu import copy_text, show_copy_menu, source_at_focus
from tracedesk.ui.widgets.empty_state import EmptyState
from tracedesk.ui.widgets.labels import note
from tracedesk.ui.widgets.memory_splitter import MemorySplitter
from tracedesk.ui.widgets.view_memory import ViewMemory


class CompareScreen(QWidget):
    """Shows what a "compare" place names; it is read again while one of the two still runs."""

    location_opened = Signal(Location)
    closed = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_screen")
        self._context = context
        self._memory = ViewMemory(context.state, "compare")
        self._place: Location | None = None
        self._comparison: Comparison | None = None
        self._anew = True  # the next answer is of another comparison
        self._stale = False
        self._query = LatestQuery(context.executor, self)
        self._diff_query = LatestQuery(context.executor, self)
        self._header = CompareHeader()
        self._table = CompareTable()
        self._pane = DiffPane(self._memory)
        self._notice = Banner("compare_notice", "warning")
        self._missing = EmptyState("search")
        self._splitter = MemorySplitter("compare_splitter", Qt.Orientation.Vertical, self._memory)
        self._lay_out()
        self._connect()

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._query.busy or self._diff_query.busy

    def show_comparison(self, place: Location) -> None:
        if place != self._place or self._comparison is None:
            self._place, self._anew = place, True
            self._stack.setCurrentIndex(2)
            self._read()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        self._stale = False
        if self._place is not None:
            runtime, project_id = self._context.runtime, self._context.project.project_id
            ask = self._query.start if self._anew else self._query.follow
            ask(partial(read_comparison, runtime.database, project_id, self._place))

    def _hear(self, kinds: frozenset[str]) -> None:
        """Read again while one of the two runs, or has not arrived, but only while somebody looks."""
        found = self._comparison
        open_ended = found is None or found.left.rows.running or found.right.rows.running
        if kinds & {"traces", "observations"} and open_ended and self._place is not None:
            self._stale = True
            if self.isVisible():
                self._read()

    def _show(self, comparison: Comparison | None) -> None:
        anew, known = self._anew, self._comparison is not None
        self._comparison = comparison
        self._stack.setCurrentIndex(1 if comparison is None else 0)
        if comparison is not None:
            self._anew = False
            self._header.show_comparison(comparison)
            self._table.show_comparison(comparison, same=known and not anew)
            if anew and self.isVisible():
                self._table.setFocus()  # it was hidden until now

    def _ask_diff(self) -> None:
        comparison, row = self._comparison, self._table.currentIndex().row()
        if comparison is None or row < 0:
            return
        found = comparison.rows[row]
        sides = _subject(comparison.left, found.left), _subject(comparison.right, found.right)
        runtime, project_id = self._context.runtime, self._context.project.project_id
        wanted = self._pane.field, self._pane.mode
        self._diff_query.start(partial(read_field_diff, runtime.database, project_id, sides, *wanted))

    def _show_diff(self, diff: FieldDiff) -> None:
        self._pane.show_diff(diff)

    def _open_row(self, row: int) -> None:
        """Go to the step in B, or in A when it is only there."""
        if self._comparison is None:
            return
        found = self._comparison.rows[row]
        side = _subject(self._comparison.right, found.right) or _subject(self._comparison.left, found.left)
        if side is not None:
            self.location_opened.emit(Location("trace", side.trace_id, side.observation_id))

    def _swap(self) -> None:
        place = self._place
        if place is not None:
            swapped = place.other_trace_id, place.other_observation_id, place.trace_id, place.observation_id
            self.location_opened.emit(Location("compare", *swapped))

    def _go_to_difference(self, step: int) -> None:
        if not self._table.go_to_difference(step):
            self._tell(self.tr("No row differs in name, place or text."))

    def _copy(self) -> None:
        entries = (source_at_focus(self) or self._table).copy_entries()
        if entries:
            copy_text(entries[0].text(), self)

    def _show_copy_menu(self) -> None:
        show_copy_menu([*self._table.copy_entries(), *self._pane.copy_entries()], self)

    def _tell(self, text: str) -> None:
        self._notice.say(text)
        self._notice.show()

    def _tell_failure(self, error: Exception) -> None:
        self._tell(self.tr("The comparison could not be read: {reason}").format(reason=str(error)))

    def _lay_out(self) -> None:
        self._splitter.addWidget(self._table)
        self._splitter.addWidget(self._pane)
        self._splitter.listen()
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        for part in (self._header, self._notice, line):
            column.addWidget(part)
        column.addWidget(self._splitter, 1)
        self._notice.hide()
        self._notice.offer("close_compare_notice", self.tr("Close"), self._notice.hide)
        self._missing.say(
            self.tr("One of the two is not here"),
            self.tr("It was deleted, or it has not arrived yet."),
            self.tr("Back"),
        )
        self.setFocusProxy(self._table)
        self._stack = QStackedLayout(self)
        for widget in (page, self._missing, note(self.tr("Comparing…"))):
            self._stack.addWidget(widget)
        self._splitter.restore([500, 400])

    def _connect(self) -> None:
        self._query.loaded.connect(self._show)
        self._diff_query.loaded.connect(self._show_diff)
        for query in (self._query, self._diff_query):
            query.failed.connect(self._tell_failure)
        self._table.row_selected.connect(lambda _: self._ask_diff())
        self._table.row_opened.connect(self._open_row)
        self._pane.asked.connect(self._ask_diff)
        self._splitter.reset.connect(lambda: self._splitter.restore([500, 400]))
        self._header.left.connect(self.closed)
        self._header.swapped.connect(self._swap)
        self._header.difference_wanted.connect(self._go_to_difference)
        self._missing.acted.connect(self.closed)
        self._context.live.changed.connect(self._hear)
        add_shortcuts(
            self,
            {
                "F3": lambda: self._go_to_difference(1),
                "Shift+F3": lambda: self._go_to_difference(-1),
                "S": self._swap,
                "M": self._pane.cycle_mode,
                "Ctrl+C": self._copy,
                "Ctrl+Shift+C": self._show_copy_menu,
                "Esc": self.closed.emit,
            },
        )


def _subject(side: Side, row: int | None) -> Subject | None:
    """Return what a row stands for; None: nothing, or a parent that is not here."""
    row_id = side.id(row)
    if row_id is None or row is None:
        return None
    if side.first + row == 0:
        return Subject(side.trace_id, None)
    return Subject(side.trace_id, row_id) if side.rows.is_observation(row_id) else None
