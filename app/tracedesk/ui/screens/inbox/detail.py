"""One refused payload: why, from whom, and its bytes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracedesk.analysis.raw_bytes import readable
from tracedesk.queries.inbox import InboxLine, refusal
from tracedesk.ui.context import UiContext
from tracedesk.ui.latest_query import LatestQuery
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.widgets.raw_view import RawView
from tracedesk.ui.words import exact_time


class InboxDetail(QWidget):
    """Shows the line that it is given; the bytes are read off the GUI thread."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts = QLabel(self)
        self._facts.setObjectName("inbox_facts")
        self._facts.setProperty("role", "muted")
        self._reason = QLabel(self)
        self._reason.setObjectName("inbox_reason")
        for label in (self._facts, self._reason):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._raw = RawView(self)
        self._query = LatestQuery(context.executor, self)
        self._query.loaded.connect(self._raw.show_text)
        gap = theme_keeper().gap
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap * 2)
        column.addWidget(self._reason)
        column.addWidget(self._facts)
        column.addWidget(self._raw, 1)

    def show_line(self, line: InboxLine) -> None:
        self._reason.setText(line.reason)
        words = self.tr("From %1, sent to %2, last at %3")
        facts = (line.client, line.way, exact_time(line.received_ns))
        for number, fact in enumerate(facts, start=1):
            words = words.replace(f"%{number}", fact)
        self._facts.setText(words)
        database, project_id = self._context.runtime.database, self._context.project.project_id

        def read() -> str:
            found = refusal(database, project_id, line.item)
            return "" if found is None else readable(found.payload)

        self._query.start(read)
