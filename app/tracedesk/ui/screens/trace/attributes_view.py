"""The span that a step was, as its program sent it: links to follow, and all else as a tree that can be searched."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from tracedesk.analysis.span_shape import matching, span_shape
from tracedesk.records.json import Json
from tracedesk.ui.icons import icon
from tracedesk.ui.screens.trace.span_links import SpanLinks
from tracedesk.ui.screens.trace.step_detail import StepDetail
from tracedesk.ui.widgets.json_view import JsonView
from tracedesk.ui.widgets.labels import muted_label, note
from tracedesk.ui.widgets.view_memory import ViewMemory


class AttributesView(QWidget):
    """Shows attributes, resource, scope, events, links and the small print of a span."""

    link_opened = Signal(str, str)  # id of a trace, id of one of its observations

    def __init__(self, memory: ViewMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attributes")
        self._shape: dict[str, Json] = {}
        self._links = SpanLinks()
        self._links.clicked.connect(self.link_opened)
        self._search = self._make_search()
        self._tree = JsonView(memory)
        self._nothing = muted_label(self.tr("No attribute has this in its name or value."))
        self._nothing.setContentsMargins(10, 4, 10, 4)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        line = QVBoxLayout()
        line.setContentsMargins(8, 0, 8, 0)
        line.addWidget(self._search)
        column.addLayout(line)
        column.addWidget(self._links)
        column.addWidget(self._nothing)
        column.addWidget(self._tree, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(note(self.tr("This did not come as a span of OpenTelemetry: it has no attributes.")))

    def show_detail(self, detail: StepDetail) -> None:
        span = detail.span
        self._stack.setCurrentIndex(0 if span is not None else 1)
        self._shape = {} if span is None else span_shape(span)
        self._links.show_links(detail.links, detail.linked_from, "" if span is None else span.trace_id)
        self._show_found()

    def _make_search(self) -> QLineEdit:
        box = QLineEdit()
        box.setObjectName("attributes_search")
        box.setPlaceholderText(self.tr("Find in names and values"))
        box.setAccessibleName(self.tr("Find in the attributes"))
        box.setToolTip(self.tr("Shows only what holds this text in its name or value"))
        box.setClearButtonEnabled(True)
        box.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        box.textChanged.connect(self._show_found)
        return box

    def _show_found(self) -> None:
        """Show what has the text that is searched for; without one, everything."""
        text = self._search.text().strip()
        found = matching(self._shape, text) if text else self._shape
        self._nothing.setVisible(found is None)
        self._tree.setVisible(found is not None)
        self._tree.show_json(found or {})
