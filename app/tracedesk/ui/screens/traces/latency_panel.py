"""The latencies of what the list shows: percentiles over time, and how they are spread."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from tracedesk.queries.traces import TraceFilter, latency_samples
from tracedesk.store.database import Database
from tracedesk.ui.context import UiContext
from tracedesk.ui.latest_query import LatestQuery
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.words import duration, number

HEIGHT_IN_LINES = 10
FEWEST_BUCKETS, MOST_BUCKETS = 3, 48
SAMPLES_A_BUCKET = 6
BINS = 24
SMALLEST_NS = 1_000_000.0  # anything faster is one bar
FEWEST = 2
AFTER_FIRST_PAINT_MS = 300  # the chart library may take its time once the window stands
AFTER_NEWS_MS = 1_000


@dataclass(frozen=True, slots=True)
class Latencies:
    """What the two charts show, in nanoseconds; computed away from the GUI thread."""

    times_ns: Sequence[int]
    p50_ns: Sequence[float]
    p95_ns: Sequence[float]
    edges_ns: Sequence[float]
    counts: Sequence[int]
    overall_p50_ns: int
    overall_p95_ns: int
    count: int


class LatencyPanel(QFrame):
    """Hidden until it is wanted and there is something to see."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("latency_panel")
        self.setProperty("role", "surface")
        self._database = context.runtime.database
        self._wanted = False
        self._wanted_filter: TraceFilter | None = None
        self._charts: tuple[QWidget, QWidget] | None = None
        self._layout = QGridLayout(self)
        gap = theme_keeper().gap
        self._layout.setContentsMargins(gap * 3, gap, gap * 3, gap)
        self._layout.setHorizontalSpacing(gap * 4)
        self._layout.setVerticalSpacing(0)
        self._over_time = self._heading()
        self._spread = self._heading()
        self._layout.addWidget(self._over_time, 0, 0)
        self._layout.addWidget(self._spread, 0, 1)
        self._layout.setColumnStretch(0, 3)
        self._layout.setColumnStretch(1, 2)
        self.setFixedHeight(round(self.fontMetrics().height() * HEIGHT_IN_LINES))
        self._query = LatestQuery(context.executor, self)
        self._query.loaded.connect(self._show)
        self._pause = QTimer(self, singleShot=True, interval=AFTER_FIRST_PAINT_MS)
        self._pause.timeout.connect(self._ask)
        self.hide()

    def set_wanted(self, wanted: bool) -> None:
        self._wanted = wanted
        self.setVisible(wanted and self._charts is not None)

    def refresh(self, wanted: TraceFilter, *, news: bool = False) -> None:
        """Ask again, a little later: the list comes first, and charts of 20,000 traces change little in a second."""
        self._wanted_filter = wanted
        if self._wanted and not (news and self._pause.isActive()):
            self._pause.start(AFTER_NEWS_MS if news else AFTER_FIRST_PAINT_MS)

    def _ask(self) -> None:
        wanted, database = self._wanted_filter, self._database
        if wanted is not None:
            self._query.start(lambda: _latencies(database, wanted))

    def _show(self, found: Latencies | None) -> None:
        if found is None:
            self.hide()
            return
        if self._charts is None:
            self._charts = self._make_charts()
        from tracedesk.ui.widgets.chart import Chart

        over_time, spread = self._charts
        assert isinstance(over_time, Chart)
        assert isinstance(spread, Chart)
        over_time.show_lines(found.times_ns, (("p50", "accent", found.p50_ns), ("p95", "warning", found.p95_ns)))
        spread.show_bars(found.edges_ns, found.counts)
        p50, p95, count = duration(found.overall_p50_ns), duration(found.overall_p95_ns), number(found.count)
        colors = theme_keeper().colors
        title = self.tr("Latency over time")
        self._over_time.setText(
            f"{title} &nbsp; <span style='color:{colors.accent}'>●</span> p50 {p50} &nbsp; "
            f"<span style='color:{colors.warning}'>●</span> p95 {p95}"
        )
        self._spread.setText(self.tr("Spread of %1 latencies").replace("%1", count))
        words = self.tr("Latency: p50 %1, p95 %2, n = %3")
        self.setAccessibleName(words.replace("%1", p50).replace("%2", p95).replace("%3", count))
        self.setVisible(self._wanted)

    def _make_charts(self) -> tuple[QWidget, QWidget]:
        from tracedesk.ui.widgets.chart import Chart

        charts = (
            Chart(latency_axis="left", words=duration, parent=self),
            Chart(latency_axis="bottom", words=duration, parent=self),
        )
        for column, chart in enumerate(charts):
            self._layout.addWidget(chart, 1, column)
        self._layout.setRowStretch(1, 1)
        return charts

    def _heading(self) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", "muted")
        label.setTextFormat(Qt.TextFormat.RichText)
        return label


def _latencies(database: Database, wanted: TraceFilter) -> Latencies | None:
    from tracedesk.analysis.histogram import log_histogram  # numpy: not before the first paint
    from tracedesk.analysis.percentiles import percentile, percentiles_over_time

    samples = latency_samples(database, wanted)
    if len(samples.latency_ns) < FEWEST:
        return None
    import_module("tracedesk.ui.widgets.chart")  # here, as it would hold up the window for half a second
    buckets = max(FEWEST_BUCKETS, min(MOST_BUCKETS, len(samples.latency_ns) // SAMPLES_A_BUCKET))
    series = percentiles_over_time(samples.start_ns, samples.latency_ns, buckets)
    spread = log_histogram(samples.latency_ns, BINS, SMALLEST_NS)
    return Latencies(
        series.middle,
        series.p50,
        series.p95,
        spread.edges,
        spread.counts,
        round(percentile(samples.latency_ns, 0.5)),
        round(percentile(samples.latency_ns, 0.95)),
        len(samples.latency_ns),
    )
