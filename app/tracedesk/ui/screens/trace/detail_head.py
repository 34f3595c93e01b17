"""The top of the detail pane: kind and name, the few figures one looks for first, and an error in plain sight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tracedesk.analysis.long_text import shortened
from tracedesk.records.stored import StoredObservation, StoredTrace
from tracedesk.ui import words
from tracedesk.ui.icons import icon_pixmap
from tracedesk.ui.screens.trace.facts import state_words
from tracedesk.ui.screens.trace.step_detail import StepDetail
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.widgets.badge import Badge, BadgeRow, kind_icon, kind_name
from tracedesk.ui.widgets.labels import ElidedLabel, plain_label
from tracedesk.ui.widgets.waterfall_rows import RowKind

LONGEST_STATUS = 4_000  # characters; the raw tab has all of it
MOST_LINES = 6


class DetailHead(QWidget):
    """Says what is selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail_head")
        self._icon = QLabel()
        self._name = ElidedLabel()
        self._name.setObjectName("detail_name")
        self._name.setProperty("role", "heading")
        self._badges = BadgeRow()
        self._banner = StatusBanner()
        title = QHBoxLayout()
        title.setSpacing(7)
        title.addWidget(self._icon)
        title.addWidget(self._name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 8, 4)
        column.setSpacing(6)
        column.addLayout(title)
        column.addWidget(self._badges)
        column.addWidget(self._banner)

    def show_detail(self, detail: StepDetail, now_ns: int) -> None:
        subject = detail.subject
        kind: RowKind = "TRACE" if isinstance(subject, StoredTrace) else subject.type
        self._show_icon(kind)
        self._name.show_text(subject.name or kind_name(kind))
        if isinstance(subject, StoredTrace):
            self._badges.show_badges([])  # the head of the page has them
            self._banner.hide()
        else:
            self._badges.show_badges(self._observation_badges(subject, now_ns))
            self._banner.show_status(subject)

    def _show_icon(self, kind: RowKind) -> None:
        color = theme_keeper().kind_color(kind)
        self._icon.setPixmap(icon_pixmap(kind_icon(kind), color.name(), 17, self.devicePixelRatioF()))
        self._icon.setAccessibleName(kind_name(kind))
        self._icon.setToolTip(kind_name(kind))

    def _observation_badges(self, step: StoredObservation, now_ns: int) -> list[Badge]:
        first, cost = step.completion_start_ns, step.cost_total_pusd
        waited = "" if first is None else words.duration(max(0, first - step.start_ns))
        return [
            Badge(state_words(step, now_ns), self.tr("Latency")),
            Badge(self.tr("TTFT {time}").format(time=waited) if waited else "", self.tr("Time to first token")),
            Badge(step.model or "", self.tr("Model")),
            Badge(_token_words(step.usage), self.tr("Tokens in, out, and in all")),
            Badge("" if cost is None else words.cost(cost), self.tr("Cost")),
            Badge(self.tr("debug") if step.level == "DEBUG" else "", self.tr("Level")),
        ]


class StatusBanner(QFrame):
    """The status message of a step that failed or warns; it can be selected and scrolls when it is long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_banner")
        self._icon = QLabel()
        self._text = plain_label("")
        self._text.setWordWrap(True)
        self._text.setObjectName("status_message")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setProperty("role", "clear")
        scroll.setWidget(self._text)
        self._scroll = scroll
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(scroll, 1)

    def show_status(self, step: StoredObservation) -> None:
        """Show the level and message of a step; nothing when all is well."""
        failed, warns = step.level == "ERROR", step.level == "WARNING"
        self.setVisible(failed or warns or bool(step.status_message))
        role = "bad" if failed else "warning" if warns else "card"
        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)
        sign = ("error", "bad") if failed else ("warning", "warning") if warns else ("note", "muted")
        color = theme_keeper().color(sign[1]).name()
        self._icon.setPixmap(icon_pixmap(sign[0], color, 16, self.devicePixelRatioF()))
        silent = self.tr("Failed without a message.") if failed else self.tr("A warning without a message.")
        self._text.setText(shortened(step.status_message or silent, LONGEST_STATUS))
        self._text.setAccessibleName(self._text.text())
        lines = min(MOST_LINES, self._text.text().count("\n") + 1 + len(self._text.text()) // 90)
        self._scroll.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2)


def _token_words(usage: dict[str, int]) -> str:
    """Return "3,120 → 857 Σ 3,977", as far as it is known."""
    taken = sum(count for kind, count in usage.items() if kind == "input")
    given = sum(count for kind, count in usage.items() if kind == "output")
    total = usage.get("total")
    flow = f"{words.tokens(taken)} → {words.tokens(given)}" if taken or given else ""
    return " ".join(part for part in (flow, "" if total is None else f"Σ {words.tokens(total)}") if part)
