"""Finds out beside the tree whose clocks differ in the trace that is shown."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from tracedesk.queries.trace_clocks import trace_clock_skews
from tracedesk.ui.context import UiContext
from tracedesk.ui.latest_query import LatestQuery
from tracedesk.ui.widgets.waterfall_rows import WaterfallRows


class ClockQuery(QObject):
    """``found`` gives the ``ClockSkew`` values of the trace; none as soon as another trace is asked for."""

    found = Signal(tuple)
    failed = Signal(Exception)

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._trace_id: str | None = None
        self._query = LatestQuery(context.executor, self)
        self._query.loaded.connect(self.found)
        self._query.failed.connect(self.failed)

    @property
    def busy(self) -> bool:
        return self._query.busy

    def ask(self, rows: WaterfallRows | None) -> None:
        """Look at the clocks of a trace; None: it is not stored."""
        trace_id = None if rows is None else rows.detail.trace.trace_id
        same = trace_id is not None and trace_id == self._trace_id
        self._trace_id = trace_id
        if not same:
            self.found.emit(())
        if rows is None:
            self._query.start(lambda: ())
            return
        runtime, project_id = self._context.runtime, self._context.project.project_id
        detail = rows.detail
        ask = partial(trace_clock_skews, runtime.database, project_id, detail.trace.trace_id, detail.observations)
        (self._query.follow if same else self._query.start)(ask)
