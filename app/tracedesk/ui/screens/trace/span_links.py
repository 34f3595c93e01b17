"""The links between a span and others, both ways: each says where it leads, and whether that is stored."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tracedesk.analysis.long_text import shortened
from tracedesk.queries.linked_steps import LinkedStep
from tracedesk.ui.icons import icon
from tracedesk.ui.widgets.labels import muted_label, tool_tip
from tracedesk.ui.widgets.waterfall_words import short_id

MOST = 8  # links with a button; the tree of attributes has all of them
LONGEST = 60  # characters of a name


class SpanLinks(QWidget):
    """Buttons, one a link."""

    clicked = Signal(str, str)  # id of a trace, id of one of its observations

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("span_links")
        self.setAccessibleName(self.tr("Links to other steps"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 4, 8, 4)
        self._column.setSpacing(1)

    def show_links(self, links: Sequence[LinkedStep], linked_from: Sequence[LinkedStep], trace_id: str) -> None:
        """Show what a step of a trace links to, and what links to it; without any there is nothing to see."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for link in links[:MOST]:
            self._add(link, self._words(link, trace_id))
        if len(links) > MOST:
            self._column.addWidget(muted_label(self.tr("More links are listed below.")))
        for link in linked_from[:MOST]:
            self._add(link, self.tr("Linked from {what}").format(what=self._words(link, trace_id)))
        if len(linked_from) > MOST:
            self._column.addWidget(muted_label(self.tr("More steps link to this one.")))
        self.setVisible(bool(links or linked_from))

    def _add(self, link: LinkedStep, said: str) -> None:
        button = QPushButton(icon("link", "muted"), said.replace("&", "&&"))
        button.setObjectName("span_link")
        button.setFlat(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(said)
        where = self.tr("Step {step} of trace {trace}").format(step=link.observation_id, trace=link.trace_id)
        button.setToolTip(tool_tip(where))
        button.clicked.connect(lambda: self.clicked.emit(link.trace_id, link.observation_id))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _words(self, link: LinkedStep, trace_id: str) -> str:
        name = shortened(link.name or short_id(link.observation_id), LONGEST)
        if link.stored == "step":
            told = (
                self.tr("{name}, in this trace") if link.trace_id == trace_id else self.tr("{name}, in another trace")
            )
            return told.format(name=name)
        if link.stored == "trace":
            told = self.tr("Step {id} of {name}: this step is not stored")
            return told.format(id=short_id(link.observation_id), name=name)
        return self.tr("Step {id} of a trace that is not stored").format(id=short_id(link.observation_id))
