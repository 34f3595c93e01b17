"""The trace page: head, tree with waterfall, and the detail of the selected row."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tracedesk.analysis.clock_skew import ClockSkew
from tracedesk.ui.context import UiContext
from tracedesk.ui.latest_query import LatestQuery
from tracedesk.ui.location import Location
from tracedesk.ui.screens.trace.clock_query import ClockQuery
from tracedesk.ui.screens.trace.clock_words import skew_notes
from tracedesk.ui.screens.trace.detail_pane import DetailPane
from tracedesk.ui.screens.trace.links import show_link_menu
from tracedesk.ui.screens.trace.marking import marked_row
from tracedesk.ui.screens.trace.step_detail import StepDetail, read_step, read_trace
from tracedesk.ui.screens.trace.trace_header import TraceHeader
from tracedesk.ui.widgets.add_shortcuts import add_shortcuts
from tracedesk.ui.widgets.banner import Banner
from tracedesk.ui.widgets.copy_menu import copy_text, show_copy_menu, source_at_focus
from tracedesk.ui.widgets.empty_state import EmptyState
from tracedesk.ui.widgets.memory_splitter import MemorySplitter
from tracedesk.ui.widgets.view_memory import ViewMemory
from tracedesk.ui.widgets.waterfall_rows import TRACE_ID, WaterfallRows
from tracedesk.ui.widgets.waterfall_view import WaterfallView
from tracedesk.ui.widgets.waterfall_words import missing_reason

NARROW = 860  # pixels; below that the detail stands below the tree


class TraceScreen(QWidget):
    """Shows one trace and follows it while it runs."""

    location_opened = Signal(Location)  # where the person went, in this trace or by a link to another
    neighbour_requested = Signal(int)  # -1 or 1: the list knows which trace that is
    closed = Signal()

    def __init__(
        self,
        context: UiContext,
        clock: Callable[[], int] = time.time_ns,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("trace_screen")
        self._context = context
        self._clock = clock
        self._memory = ViewMemory(context.state, "trace")
        self._trace_id = ""
        self._wanted_row: str | None = None
        self._stale = False  # the store has something newer
        self._shown_row: str | None = None
        self._following = False  # a selection that the program makes is no place the person went to
        self._rows: WaterfallRows | None = None
        self._trace_query = LatestQuery(context.executor, self)
        self._step_query = LatestQuery(context.executor, self)
        self._clock_query = ClockQuery(context, self)
        self._header = TraceHeader()
        self._waterfall = WaterfallView(clock=clock)
        self._detail = DetailPane(self._memory)
        self._notice = Banner("trace_notice", "warning")
        self._missing = EmptyState("search")
        self._splitter = MemorySplitter("trace_splitter", Qt.Orientation.Horizontal, self._memory)
        self._lay_out()
        self._connect()

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return any(query.busy for query in (self._trace_query, self._step_query, self._clock_query))

    def show_trace(self, trace_id: str, observation_id: str | None = None) -> None:
        """Open a trace, at one of its observations if given; the shown trace is only read again when it is old."""
        if trace_id != self._trace_id or self._rows is None:
            self._trace_id, self._wanted_row = trace_id, observation_id
            self._stale = False
            self._read()
            return
        if observation_id is not None and not self._waterfall.select_id(observation_id):
            self._wanted_row, self._stale = observation_id, True
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Read the trace again; selection, folds and scroll position stay."""
        if self._trace_query.busy:
            self._stale = True  # to ask again after the answer: newer questions must not drown every answer
        elif self._trace_id:
            self._stale = False
            self._read()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn_splitter()

    def _read(self) -> None:
        runtime = self._context.runtime
        self._trace_query.start(partial(read_trace, runtime.database, self._context.project.project_id, self._trace_id))

    def _hear(self, kinds: frozenset[str]) -> None:
        """Read again what may have changed, but only while somebody looks."""
        if kinds & {"traces", "observations", "scores"}:
            self._stale = True
            if self.isVisible():
                self.refresh()

    def _show_rows(self, rows: WaterfallRows | None) -> None:
        if not self.isVisible():
            self._stale = True  # nobody looks: it is read again when the page is shown
            return
        self._clock_query.ask(rows)
        self._rows = rows
        self._stack.setCurrentIndex(0 if rows is not None else 1)
        if rows is None:
            return
        now_ns = self._clock()
        self._header.show_trace(rows.detail, now_ns, ends_missing=rows.ends_missing(now_ns))
        before = self._shown_row
        wanted, self._wanted_row = self._wanted_row, None
        self._following = True
        self._waterfall.show_rows(rows, select=wanted)
        self._following = False
        if wanted is not None and rows.find(wanted) is None:
            self._tell(self.tr("Step {id} of this trace is not stored.").format(id=wanted))
        if self._shown_row == before and before is not None:
            self._load_step(before)
        if self._stale and self.isVisible():
            self.refresh()

    def _show_skews(self, skews: tuple[ClockSkew, ...]) -> None:
        self._header.show_skews(skews)
        self._waterfall.show_notes(skew_notes(skews))

    def _select_row(self, row_id: str) -> None:
        self._load_step(row_id)
        if not self._following and self._rows is not None:
            observation_id = row_id if self._rows.is_observation(row_id) else None
            self.location_opened.emit(Location("trace", self._rows.detail.trace.trace_id, observation_id))

    def _load_step(self, row_id: str) -> None:
        self._shown_row = row_id
        if self._rows is None:
            return
        if self._stands_in(row_id):
            self._step_query.start(lambda: None)
            self._detail.show_nothing(missing_reason(row_id))
            return
        runtime, detail, known = self._context.runtime, self._rows.detail, self._detail.detail
        self._step_query.start(
            partial(read_step, runtime.database, self._context.project.project_id, detail, row_id, known)
        )

    def _stands_in(self, row_id: str) -> bool:
        """Tell whether a row stands for something that is not here."""
        rows = self._rows
        return row_id != TRACE_ID and rows is not None and bool(rows.find(row_id)) and not rows.is_observation(row_id)

    def _show_step(self, step: StepDetail | None) -> None:
        if step is not None:
            self._detail.show_detail(step, self._clock())
        elif self._shown_row is not None and not self._stands_in(self._shown_row):
            self._detail.show_nothing(self.tr("This step is not in the database any more."))

    def _go_to_error(self, step: int) -> None:
        if not self._waterfall.go_to_error(step):
            self._tell(self.tr("No step of this trace failed."))

    def _leave(self) -> None:
        """Leave the comment first, then take back what is marked to be compared, then leave the page."""
        if isinstance(QApplication.focusWidget(), QLineEdit):
            self._waterfall.setFocus()
        elif not self._context.marks.clear():
            self.closed.emit()

    def _mark(self) -> None:
        thing = marked_row(self._rows, self._shown_row or "") if self._rows is not None else None
        if thing is not None:
            self._context.marks.press(thing)

    def _copy(self) -> None:
        entries = (source_at_focus(self) or self._waterfall).copy_entries()
        if entries:
            copy_text(entries[0].text(), self)

    def _show_copy_menu(self) -> None:
        source = source_at_focus(self) or self._waterfall
        entries = [*source.copy_entries()]
        if source is self._waterfall:
            entries.extend(self._detail.copy_entries())
        near = source if isinstance(source, QWidget) else self
        show_copy_menu(entries, near)

    def _turn_splitter(self) -> None:
        """Put the detail beside the tree, or below it where the page is narrow."""
        narrow = self.width() < NARROW
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        self._splitter.rename("trace_splitter_below" if narrow else "trace_splitter_beside")
        if self._splitter.orientation() != wanted or not self._splitter.is_kept:
            self._splitter.setOrientation(wanted)
            room = self.height() if narrow else self.width()
            share = 0.45 if narrow else 0.6
            self._splitter.restore([round(room * share), round(room * (1 - share))])
            self._waterfall.scrollTo(self._waterfall.currentIndex())

    def _lay_out(self) -> None:
        self._splitter.addWidget(self._waterfall)
        self._splitter.addWidget(self._detail)
        self._splitter.listen()
        self._splitter.setStretchFactor(0, 1)
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
        self._notice.offer("close_notice", self.tr("Close"), self._notice.hide)
        self._missing.say(
            self.tr("This trace is not here"),
            self.tr("It was deleted, or it has not arrived yet."),
            self.tr("Back to the list"),
        )
        self.setFocusProxy(self._waterfall)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(self._missing)

    def _connect(self) -> None:
        self._trace_query.loaded.connect(self._show_rows)
        self._step_query.loaded.connect(self._show_step)
        self._clock_query.found.connect(self._show_skews)
        for query in (self._trace_query, self._step_query, self._clock_query):
            query.failed.connect(self._tell_failure)
        self._waterfall.row_selected.connect(self._select_row)
        self._detail.link_clicked.connect(lambda url: show_link_menu(url, self))
        self._detail.step_opened.connect(lambda *ids: self.location_opened.emit(Location("trace", *ids)))
        self._header.rating.rated.connect(self._rate)
        self._header.rating.commented.connect(self._comment)
        self._context.live.changed.connect(self._hear)
        self._missing.acted.connect(self.closed)
        self._splitter.reset.connect(self._turn_splitter)
        self._header.left.connect(self.closed)
        self._header.neighbour_requested.connect(self.neighbour_requested)
        add_shortcuts(
            self,
            {
                "[": lambda: self.neighbour_requested.emit(-1),
                "]": lambda: self.neighbour_requested.emit(1),
                "E": lambda: self._go_to_error(1),
                "Shift+E": lambda: self._go_to_error(-1),
                "Esc": self._leave,
                "1": lambda: self._rate(True),
                "2": lambda: self._rate(False),
                "0": lambda: self._rate(None),
                "N": self._edit_comment,
                "M": self._detail.cycle_mode,
                "Y": self._copy,
                "Ctrl+C": self._copy,
                "C": self._mark,
                "X": self._context.marks.clear,
                "Ctrl+Shift+C": self._show_copy_menu,
            },
        )

    def _rate(self, good: bool | None) -> None:
        if self._trace_id:
            self._context.ratings.rate([self._trace_id], good)

    def _comment(self, text: str) -> None:
        self._context.ratings.comment(self._trace_id, text)

    def _edit_comment(self) -> None:
        if self._header.rated:
            self._header.rating.edit_comment()
        else:
            self._tell(self.tr("Rate the trace first (1 good, 2 bad); then say why."))

    def _tell(self, text: str) -> None:
        self._notice.say(text)
        self._notice.show()

    def _tell_failure(self, error: Exception) -> None:
        self._tell(self.tr("The trace could not be read: {reason}").format(reason=str(error)))
