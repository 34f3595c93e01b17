"""The head of the trace page: what the trace is, its totals, and a person's verdict on it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from tracedesk.analysis.clock_skew import ClockSkew
from tracedesk.queries.trace_detail import TraceDetail
from tracedesk.records.rating import rating_id
from tracedesk.records.stored import StoredTrace
from tracedesk.ui import words
from tracedesk.ui.icons import icon
from tracedesk.ui.screens.trace.clock_words import skew_sentence
from tracedesk.ui.widgets.badge import Badge, BadgeRow
from tracedesk.ui.widgets.labels import ElidedLabel
from tracedesk.ui.widgets.rating_strip import RatingStrip

MOST_SKEWS = 4  # sentences; the rows have them all


class TraceHeader(QWidget):
    """Shows a trace's name and totals; ``rating`` shows the verdict."""

    left = Signal()
    neighbour_requested = Signal(int)  # -1 the previous trace of the list, 1 the next one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trace_header")
        self.rating = RatingStrip()
        self.rated = False
        self._name = ElidedLabel()
        self._name.setObjectName("trace_name")
        self._name.setProperty("role", "title")
        self._badges = BadgeRow()
        self._clocks = BadgeRow()
        self._clocks.setObjectName("clock_skews")
        self._clocks.hide()
        back = self._button("back", "chevron-left", self.tr("Back to the list"), self.tr("Back (Esc)"))
        back.clicked.connect(self.left)
        before = self._button("previous_trace", "chevron-up", self.tr("Previous trace"), self.tr("Previous trace ([)"))
        before.clicked.connect(lambda: self.neighbour_requested.emit(-1))
        after = self._button("next_trace", "chevron-down", self.tr("Next trace"), self.tr("Next trace (])"))
        after.clicked.connect(lambda: self.neighbour_requested.emit(1))
        title = QHBoxLayout()
        title.setSpacing(6)
        title.addWidget(back)
        title.addWidget(self._name, 1)
        title.addWidget(self.rating)
        title.addSpacing(8)
        title.addWidget(before)
        title.addWidget(after)
        self.rating.setFixedWidth(300)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(title)
        column.addWidget(self._badges)
        column.addWidget(self._clocks)

    def show_trace(self, detail: TraceDetail, now_ns: int, *, ends_missing: bool) -> None:
        trace = detail.trace
        self._name.show_text(trace.name or self.tr("Trace without a name"))
        self._badges.show_badges(self._facts(trace, now_ns, ends_missing=ends_missing))
        self._show_rating(detail)

    def show_skews(self, skews: Sequence[ClockSkew]) -> None:
        """Say which clocks differ; the bars stay where these clocks put them."""
        meaning = self.tr("Bars stand where each service's own clock puts them")
        badges = [Badge(skew_sentence(skew), meaning, "warning") for skew in skews[:MOST_SKEWS]]
        if len(skews) > MOST_SKEWS:
            badges.append(Badge(self.tr("and more"), meaning, "warning"))
        self._clocks.show_badges(badges)

    def _show_rating(self, detail: TraceDetail) -> None:
        wanted = rating_id(detail.trace.trace_id)
        given = next((score for score in detail.scores if score.score_id == wanted), None)
        self.rated = given is not None
        self.rating.show_rating(given.value > 0 if given else None, given.comment if given else None)

    def _facts(self, trace: StoredTrace, now_ns: int, *, ends_missing: bool) -> list[Badge]:
        latency, tokens, cost = trace.latency_ns, trace.total_tokens, trace.cost_pusd
        running = "" if not trace.running_count else self.tr("no end received") if ends_missing else self.tr("running")
        failed, warned = trace.error_count, trace.warning_count
        errors = self.tr("1 error") if failed == 1 else self.tr("{count} errors").format(count=failed)
        warnings = self.tr("1 warning") if warned == 1 else self.tr("{count} warnings").format(count=warned)
        return [
            Badge(running, self.tr("State"), "accent"),
            Badge(errors if failed else "", self.tr("Steps that failed"), "bad"),
            Badge(warnings if warned else "", self.tr("Steps with a warning"), "warning"),
            Badge(words.clock(trace.timestamp_ns, now_ns), words.exact_time(trace.timestamp_ns)),
            Badge("" if latency is None or running else words.duration(latency), self.tr("Latency")),
            Badge(
                "" if tokens is None else self.tr("{count} tokens").format(count=words.tokens(tokens)),
                self.tr("Tokens in all"),
            ),
            Badge("" if cost is None else words.cost(cost), self.tr("Cost")),
            Badge(self.tr("user {name}").format(name=trace.user_id) if trace.user_id else "", self.tr("User")),
            Badge(
                self.tr("session {name}").format(name=trace.session_id) if trace.session_id else "", self.tr("Session")
            ),
            *(Badge(f"#{tag}", self.tr("Tag")) for tag in trace.tags[:12]),
        ]

    def _button(self, name: str, drawing: str, spoken: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setIcon(icon(drawing, "muted"))
        button.setAccessibleName(spoken)
        button.setToolTip(tip)
        return button
