"""Input and output of a step, one above the other, each as high as its content needs while there is room."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from tracedesk.ui.screens.trace.step_detail import StepDetail
from tracedesk.ui.widgets.memory_splitter import MemorySplitter
from tracedesk.ui.widgets.payload_view import PayloadView
from tracedesk.ui.widgets.view_memory import ViewMemory


class FieldsView(QWidget):
    """Two payloads and the border between them, which stays where a person put it."""

    link_clicked = Signal(QUrl)

    def __init__(self, memory: ViewMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fields")
        self.input = PayloadView("input", self.tr("Input"), memory)
        self.output = PayloadView("output", self.tr("Output"), memory)
        self._splitter = MemorySplitter("fields_splitter", Qt.Orientation.Vertical, memory)
        self._splitter.reset.connect(self._share_room)
        for field in (self.input, self.output):
            field.link_clicked.connect(self.link_clicked)
            field.shown_anew.connect(self._share_room)
            self._splitter.addWidget(field)
        self._splitter.listen()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)

    def show_detail(self, detail: StepDetail) -> None:
        self.input.show_field(detail.input)
        self.output.show_field(detail.output)
        self._share_room()

    def cycle_mode(self) -> None:
        """Change the way in which the field with the focus is shown, or both."""
        focused = QApplication.focusWidget()
        fields = (self.input, self.output)
        chosen = [field for field in fields if focused is not None and field.isAncestorOf(focused)]
        for field in chosen or fields:
            field.cycle_mode()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Give both what they need; when that is too much, the longer one gets what the shorter one leaves."""
        room = max(1, self._splitter.height())
        above, below = self.input.content_height(), self.output.content_height()
        if above + below > room:
            half = room // 2
            above = room - below if below < half else min(above, half)
        self._splitter.restore([above, room - above])
