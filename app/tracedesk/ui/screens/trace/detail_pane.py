"""Everything about the selected row: what it is, its texts, messages, attributes, metadata, scores, and all raw."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from tracedesk.analysis.messages import Conversation
from tracedesk.records.json import JsonObject
from tracedesk.records.stored import StoredObservation
from tracedesk.ui.screens.trace.attributes_view import AttributesView
from tracedesk.ui.screens.trace.detail_head import DetailHead
from tracedesk.ui.screens.trace.facts import facts
from tracedesk.ui.screens.trace.facts_view import FactsView
from tracedesk.ui.screens.trace.fields_view import FieldsView
from tracedesk.ui.screens.trace.scores_view import ScoresView
from tracedesk.ui.screens.trace.step_detail import StepDetail
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.widgets.copy_menu import CopyEntry
from tracedesk.ui.widgets.json_view import JsonView
from tracedesk.ui.widgets.labels import muted_label, note
from tracedesk.ui.widgets.memory_splitter import MemorySplitter
from tracedesk.ui.widgets.message_view import MessageView
from tracedesk.ui.widgets.raw_view import RawView
from tracedesk.ui.widgets.view_memory import ViewMemory

TABS = ("fields", "messages", "attributes", "metadata", "scores", "raw")


class DetailPane(QWidget):
    """Shows one ``StepDetail``; a tab is filled when it is looked at."""

    link_clicked = Signal(QUrl)
    step_opened = Signal(str, str)  # id of a trace, id of one of its observations: a link of the span

    def __init__(self, memory: ViewMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail_pane")
        self._memory = memory
        self._detail: StepDetail | None = None
        self._now_ns = 0
        self._fresh: set[str] = set()  # tabs that show this detail already
        self._head = DetailHead()
        self._fields = FieldsView(memory)
        self._messages = MessageView(memory)
        self._no_messages = note(self.tr("No chat messages in the input or output of this step."))
        self._attributes = AttributesView(memory)
        self._attributes.link_opened.connect(self.step_opened)
        self._facts = FactsView()
        self._metadata = JsonView(memory)
        self._scores = ScoresView()
        self._raw = RawView()
        self._reason = self._make_reason()
        self._tabs = self._make_tabs()
        for linked in (self._fields, self._messages):
            linked.link_clicked.connect(self.link_clicked)
        theme_keeper().changed.connect(self._show_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._reason, 1)
        column.addWidget(self._tabs, 1)
        self._reason.hide()

    @property
    def detail(self) -> StepDetail | None:
        return self._detail

    def show_detail(self, detail: StepDetail, now_ns: int) -> None:
        """Show a row; when it is the one shown and nothing changed, nothing moves."""
        self._now_ns = now_ns
        shown = self._detail
        if shown is not None and _told(shown) == _told(detail):
            return
        self._detail = detail
        self._head.show_detail(detail, now_ns)
        self._tabs.setTabText(TABS.index("scores"), self._scores_title(len(detail.scores)))
        self._fresh = set()
        self._show_something(True)
        self._fill_tab()

    def show_nothing(self, reason: str) -> None:
        """Say why there is nothing to show."""
        self._detail = None
        self._reason.setText(reason)
        self._show_something(False)

    def _show_something(self, there: bool) -> None:
        """Show a row, or why there is none: what was shown before belongs to another."""
        for part in (self._head, self._tabs):
            part.setVisible(there)
        self._reason.setVisible(not there)

    def cycle_mode(self) -> None:
        self._tabs.setCurrentIndex(TABS.index("fields"))
        self._fields.cycle_mode()

    def copy_entries(self) -> Sequence[CopyEntry]:
        """Offer the texts of the step and all of it."""
        detail = self._detail
        if detail is None:
            return []
        entries = [CopyEntry(self.tr("Copy step as JSON"), lambda: detail.raw)]
        for field, title in ((detail.output, self.tr("Copy output")), (detail.input, self.tr("Copy input"))):
            if field is not None:
                entries.insert(0, CopyEntry(title, lambda text=field.payload.text: text))  # type: ignore[misc]
        return entries

    def _show_again(self) -> None:
        """Draw the head anew: its icons have the theme's colours. The tabs follow the theme by themselves."""
        if self._detail is not None:
            self._head.show_detail(self._detail, self._now_ns)

    def _make_reason(self) -> QLabel:
        label = muted_label("")
        label.setObjectName("detail_reason")
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(12, 12, 12, 12)
        return label

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setObjectName("detail_tabs")
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        messages = QWidget()
        column = QVBoxLayout(messages)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._messages)
        column.addWidget(self._no_messages)
        metadata = MemorySplitter("metadata_splitter", Qt.Orientation.Vertical, self._memory)
        metadata.addWidget(self._facts)
        metadata.addWidget(self._metadata)
        metadata.setStretchFactor(0, 3)
        metadata.setStretchFactor(1, 2)
        metadata.listen()
        metadata.restore([300, 200])
        metadata.reset.connect(lambda: metadata.setSizes([300, 200]))
        tabs.addTab(self._fields, self.tr("Input/Output"))
        tabs.addTab(messages, self.tr("Messages"))
        tabs.addTab(self._attributes, self.tr("Attributes"))
        tabs.addTab(metadata, self.tr("Metadata"))
        tabs.addTab(self._scores, self._scores_title(0))
        tabs.addTab(self._raw, self.tr("Raw"))
        kept = self._memory.text("tab", TABS[0])
        tabs.setCurrentIndex(TABS.index(kept) if kept in TABS else 0)
        tabs.currentChanged.connect(self._keep_tab)
        return tabs

    def _keep_tab(self, position: int) -> None:
        self._memory.set_text("tab", TABS[position])
        self._fill_tab()

    def _fill_tab(self) -> None:
        name = TABS[self._tabs.currentIndex()]
        if self._detail is None or name in self._fresh:
            return
        self._fresh.add(name)
        match name:
            case "fields":
                self._fields.show_detail(self._detail)
            case "messages":
                self._fill_messages(self._detail)
            case "attributes":
                self._attributes.show_detail(self._detail)
            case "metadata":
                self._fill_metadata(self._detail)
            case "scores":
                self._scores.show_scores(self._detail.scores, self._now_ns)
            case "raw":
                self._raw.show_text(self._detail.raw)

    def _fill_messages(self, detail: StepDetail) -> None:
        found = detail.conversation is not None
        self._messages.setVisible(found)
        self._no_messages.setVisible(not found)
        self._messages.show_conversation(detail.conversation or Conversation((), {}))

    def _fill_metadata(self, detail: StepDetail) -> None:
        subject = detail.subject
        self._facts.show_facts(facts(subject, self._now_ns))
        value: JsonObject = subject.metadata
        if isinstance(subject, StoredObservation) and subject.model_parameters:
            value = {"modelParameters": subject.model_parameters, **value}
        self._metadata.setVisible(bool(value))
        self._metadata.show_json(value)

    def _scores_title(self, count: int) -> str:
        return self.tr("Scores ({count})").format(count=count) if count else self.tr("Scores")


def _told(detail: StepDetail) -> tuple[object, ...]:
    """Return what a detail is made of; the rest follows from it."""
    return detail.subject, detail.scores, detail.links, detail.linked_from
