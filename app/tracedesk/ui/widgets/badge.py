"""What kind a row is, in a word and an icon; and short facts in pills that look alike everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracedesk.analysis.long_text import shortened
from tracedesk.ui.widgets.flow_layout import FlowLayout
from tracedesk.ui.widgets.labels import plain_label, tool_tip
from tracedesk.ui.widgets.waterfall_rows import RowKind

LONGEST = 48  # characters in a pill; the tool tip has the rest


def kind_name(kind: RowKind) -> str:
    """Return what people call a kind of row."""
    translate = QCoreApplication.translate
    return {
        "TRACE": translate("Kind", "Trace"),
        "SPAN": translate("Kind", "Span"),
        "GENERATION": translate("Kind", "Generation"),
        "EVENT": translate("Kind", "Event"),
        "AGENT": translate("Kind", "Agent"),
        "TOOL": translate("Kind", "Tool"),
        "CHAIN": translate("Kind", "Chain"),
        "RETRIEVER": translate("Kind", "Retriever"),
        "EVALUATOR": translate("Kind", "Evaluator"),
        "EMBEDDING": translate("Kind", "Embedding"),
        "GUARDRAIL": translate("Kind", "Guardrail"),
        "ORPHANS": translate("Kind", "Steps without their parent"),
    }[kind]


def kind_icon(kind: RowKind) -> str:
    """Return the name of a kind's icon."""
    return f"kind-{kind.lower()}"


@dataclass(frozen=True, slots=True)
class Badge:
    """A short fact. ``meaning`` says what it is; ``tone`` is "", "bad", "warning" or "accent"."""

    text: str
    meaning: str
    tone: str = ""


class BadgeRow(QWidget):
    """Badges side by side, on as many lines as they need. Their texts are never read as markup."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._shown: tuple[Badge, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_badges(self, badges: Sequence[Badge]) -> None:
        """Show the badges that have a text."""
        wanted = tuple(badge for badge in badges if badge.text)
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for badge in wanted:
            label = plain_label(shortened(badge.text, LONGEST))
            label.setObjectName("badge")
            label.setProperty("role", "badge")
            label.setProperty("tone", badge.tone)
            label.setFixedHeight(self.fontMetrics().height() + 6)  # letters of other fonts may be higher
            in_full = f"{badge.meaning}: {badge.text}"
            label.setToolTip(tool_tip(badge.meaning if len(badge.text) <= LONGEST else in_full))
            label.setAccessibleName(in_full)
            self._flow.addWidget(label)
        self.setVisible(bool(wanted))
        self.updateGeometry()
