"""The list of traces: filter, live follow, rating, export, and the latencies of what it shows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QInputDialog, QStackedWidget, QVBoxLayout, QWidget

from tracedesk.queries.keyset import Cursor
from tracedesk.queries.traces import SortKey, TraceFilter, TracePage, count_traces, trace_lines, trace_page
from tracedesk.ui.compare_marks import Marked
from tracedesk.ui.context import UiContext
from tracedesk.ui.latest_query import LatestQuery
from tracedesk.ui.location import Location
from tracedesk.ui.screens.traces.columns import COLUMNS
from tracedesk.ui.screens.traces.latency_panel import LatencyPanel
from tracedesk.ui.screens.traces.model import TraceTableModel
from tracedesk.ui.screens.traces.news_pill import NewsPill
from tracedesk.ui.screens.traces.summary import summary
from tracedesk.ui.screens.traces.table import TraceTable
from tracedesk.ui.screens.traces.toolbar import TracesToolbar
from tracedesk.ui.widgets.empty_state import EmptyState
from tracedesk.ui.widgets.export_dialog import ExportDialog
from tracedesk.ui.words import number

PAGE = 200
COUNT_CAP = 10_001


class TracesScreen(QWidget):
    """Asks the queries again whenever the store has news, unless following is off."""

    location_opened = Signal(Location)
    rows_counted = Signal(int, str)  # rows loaded, words for how many there are
    selection_summed = Signal(str)  # words for the sums of the selected rows
    told = Signal(str)
    failed = Signal(Exception)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("traces_screen")
        self._context = context
        self._sort: SortKey = "time"
        self._descending = True
        self._following = True
        self._total: str | None = None
        self._fresh = True  # the next answer is another list, not the same one again
        self._selected: frozenset[str] = frozenset()
        self._model = TraceTableModel()
        self._queries = {name: LatestQuery(context.executor, self) for name in ("page", "more", "count", "shown")}
        self._build()
        self._connect()
        context.project.changed.connect(self._apply_filter)
        self.refresh()

    def current_filter(self) -> TraceFilter:
        return TraceFilter(project_id=self._context.project.project_id, text=self._bar.filter_text())

    def selected_trace_ids(self) -> tuple[str, ...]:
        return self._table.selected_ids()

    def row_count(self) -> int:
        """How many rows are loaded."""
        return self._model.rowCount()

    def neighbour(self, trace_id: str, step: int) -> str | None:
        """Return the trace ``step`` rows further down the list, and select it."""
        row = self._model.row_of(trace_id)
        if row is None or not 0 <= row + step < self._model.rowCount():
            return None
        self._table.selectRow(row + step)
        return self._model.line(row + step).trace_id

    def focus_filter(self) -> None:
        self._bar.focus_filter()

    def open_export(self) -> None:
        dialog = ExportDialog(self._context, self.current_filter(), self.selected_trace_ids(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def set_following(self, on: bool) -> None:
        """Follow what arrives, or hold the list still while ingest goes on."""
        if on and (self._sort != "time" or not self._descending):
            self._sort_by(0, Qt.SortOrder.DescendingOrder)
        self._following = on
        self._bar.show_following(on, self.tr("Following") if on else self.tr("Paused"))
        if on:
            self._pill.count(0)
            self._table.scrollToTop()
            self.refresh()

    @property
    def following(self) -> bool:
        return self._following

    def refresh(self, *, news: bool = False) -> None:
        """Ask for the first page again; ``news``: what was asked for before is still wanted."""
        wanted, sort, descending = self.current_filter(), self._sort, self._descending
        database = self._context.runtime.database
        limit = max(PAGE, min(self._model.rowCount(), PAGE * 5)) if not self._fresh else PAGE
        ask = LatestQuery.follow if news else LatestQuery.start
        ask(self._queries["page"], lambda: trace_page(database, wanted, sort=sort, descending=descending, limit=limit))
        ask(self._queries["count"], lambda: count_traces(database, wanted, cap=COUNT_CAP))
        self._latencies.refresh(wanted, news=news)

    def _build(self) -> None:
        self._bar = TracesToolbar(self)
        self._latencies = LatencyPanel(self._context, self)
        self._table = TraceTable(self._model, self)
        self._empty = EmptyState("traces", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        self._pill = NewsPill(self._table)
        self.setFocusProxy(self._table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._latencies)
        layout.addWidget(self._stack, 1)
        header = self._table.horizontalHeader()
        header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        shown = str(self._context.state.value("traces/latencies", "true")) == "true"
        self._bar.show_latencies(shown)
        self._latencies.set_wanted(shown)
        self._bar.show_following(True, self.tr("Following"))

    def _connect(self) -> None:
        marks = self._context.marks
        self._queries["page"].loaded.connect(self._show_page)
        self._queries["more"].loaded.connect(lambda answer: self._model.append(*answer))
        self._queries["count"].loaded.connect(self._show_count)
        self._queries["shown"].loaded.connect(self._model.update_lines)
        for query in self._queries.values():
            query.failed.connect(self.failed)
        self._model.more_wanted.connect(self._load_more)
        self._bar.filter_changed.connect(self._apply_filter)
        self._bar.filter_left.connect(self._table.setFocus)
        self._bar.follow_toggled.connect(self._follow_toggled)
        self._bar.latencies_toggled.connect(self._toggle_latencies)
        self._bar.export_wanted.connect(self.open_export)
        self._pill.clicked.connect(lambda: self.set_following(True))
        self._empty.acted.connect(self._act_on_empty)
        self._table.opened.connect(lambda trace_id: self.location_opened.emit(Location("trace", trace_id)))
        self._table.rated.connect(self._context.ratings.rate)
        self._table.comment_wanted.connect(self._ask_comment)
        self._table.filter_wanted.connect(self._bar.set_filter)
        self._table.compare_wanted.connect(lambda trace_id, name: marks.press(Marked(trace_id, None, name)))
        self._table.mark_dropped.connect(marks.clear)
        self._table.export_wanted.connect(self.open_export)
        self._table.selectionModel().selectionChanged.connect(self._selection_changed)
        self._table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._table.horizontalHeader().sectionClicked.connect(self._header_clicked)
        self._context.live.changed.connect(self._hear)
        QShortcut(QKeySequence("/"), self, self.focus_filter, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _hear(self, kinds: frozenset[str]) -> None:
        if not kinds & {"traces", "observations", "scores"}:
            return
        if self._following or not self._model.rowCount():
            self.refresh(news=True)
            return
        wanted, database = self.current_filter(), self._context.runtime.database
        if self._sort == "time" and self._descending:  # in another order, new rows do not stand at the top
            self._queries["page"].follow(lambda: trace_page(database, wanted, limit=PAGE))
        self._queries["count"].follow(lambda: count_traces(database, wanted, cap=COUNT_CAP))
        shown = self._shown_ids()
        if shown:
            self._queries["shown"].follow(lambda: trace_lines(database, wanted.project_id, shown))

    def _shown_ids(self) -> list[str]:
        first = max(0, self._table.rowAt(0))
        last = self._table.rowAt(self._table.viewport().height() - 1)
        end = last + 1 if last >= 0 else self._model.rowCount()
        return [self._model.line(row).trace_id for row in range(first, min(end, self._model.rowCount()))]

    def _show_page(self, page: TracePage) -> None:
        if self._fresh:
            self._fresh = False
            self._model.start_over(page)
            self._table.scrollToTop()
            self._selection_changed()  # a new list has none, and says nothing of it
        elif self._following or not self._model.rowCount():
            self._model.renew(page)
        else:
            fresh = sum(self._model.row_of(line.trace_id) is None for line in page.lines)
            self._pill.count(fresh, more=fresh == len(page.lines) == PAGE)
            return
        self._show_emptiness()
        self._tell_rows()

    def _show_emptiness(self) -> None:
        if self._model.rowCount():
            self._stack.setCurrentWidget(self._table)
            return
        text = self._bar.filter_text()
        if text:
            self._empty.say(
                self.tr("No trace contains “%1”").replace("%1", text),
                self.tr("Every word must occur in its name, ids, user, session, tags, input or output."),
                self.tr("Clear the filter"),
            )
        else:
            self._empty.say(
                self.tr("No traces yet"),
                self.tr("Point your program at Tracedesk, and each of its runs appears here while it goes on."),
                self.tr("Show how to connect"),
            )
        self._stack.setCurrentWidget(self._empty)

    def _show_count(self, count: int) -> None:
        total = number(count) if count < COUNT_CAP else self.tr("more than %1").replace("%1", number(COUNT_CAP - 1))
        self._bar.show_count(self.tr("1 trace") if count == 1 else self.tr("%1 traces").replace("%1", total))
        self._total = total
        self._tell_rows()

    def _tell_rows(self) -> None:
        if self._total is not None and not self._fresh:
            self.rows_counted.emit(self._model.rowCount(), self._total)

    def _load_more(self, cursor: Cursor) -> None:
        wanted, sort, descending = self.current_filter(), self._sort, self._descending
        database = self._context.runtime.database

        def read() -> tuple[Cursor, TracePage]:
            return cursor, trace_page(database, wanted, sort=sort, descending=descending, limit=PAGE, after=cursor)

        self._queries["more"].start(read)

    def _apply_filter(self) -> None:
        self._fresh = True
        self._pill.count(0)
        self.refresh()

    def _header_clicked(self, section: int) -> None:
        if COLUMNS[section].sort is None:
            self._show_sort()
            return
        same = COLUMNS[section].sort == self._sort
        descending = not self._descending if same else COLUMNS[section].kind != "text" or section == 0
        self._sort_by(section, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
        if self._sort != "time" or not self._descending:
            self.set_following(False)
            self._bar.show_following(False, self.tr("Paused: sorted"))
        self.refresh()

    def _sort_by(self, section: int, order: Qt.SortOrder) -> None:
        sort = COLUMNS[section].sort
        assert sort is not None
        self._sort, self._descending = sort, order == Qt.SortOrder.DescendingOrder
        self._fresh = True
        self._show_sort()

    def _show_sort(self) -> None:
        section = next(number for number, column in enumerate(COLUMNS) if column.sort == self._sort)
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        self._table.horizontalHeader().setSortIndicator(section, order)

    def _follow_toggled(self, on: bool) -> None:
        if on != self._following:
            self.set_following(on)

    def _scrolled(self, value: int) -> None:
        if value > 0 and self._following:
            self.set_following(False)

    def _selection_changed(self) -> None:
        lines = self._table.selected_lines()
        before, self._selected = self._selected, frozenset(line.trace_id for line in lines)
        if self._selected - before and self._following:  # Qt also tells when rows come in above the selected ones
            self.set_following(False)
        self.selection_summed.emit(summary(lines) if len(lines) > 1 else "")

    def _toggle_latencies(self, on: bool) -> None:
        self._context.state.setValue("traces/latencies", "true" if on else "false")
        self._latencies.set_wanted(on)
        self._latencies.refresh(self.current_filter())

    def _ask_comment(self, trace_id: str) -> None:
        row = self._model.row_of(trace_id)
        if row is None or self._model.line(row).rating is None:
            self.told.emit(self.tr("Rate the trace first (1 or 2), then say why"))
            return
        known = self._model.line(row).rating_comment
        text, kept = QInputDialog.getText(
            self, self.tr("Comment"), self.tr("Why is this trace good or bad?"), text=known or ""
        )
        if kept:
            self._context.ratings.comment(trace_id, text)

    def _act_on_empty(self) -> None:
        if self._bar.filter_text():
            self._bar.set_filter("")
        else:
            self.location_opened.emit(Location("connect"))
