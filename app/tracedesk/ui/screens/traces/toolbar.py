"""The bar over the list: filter, count, follow, latencies, export."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget
from typing_extensions import override

from tracedesk.ui.icons import icon
from tracedesk.ui.theme import theme_keeper

TYPING_MS = 200


class TracesToolbar(QWidget):
    """Says what is wanted; the screen does it."""

    filter_changed = Signal()  # once nobody has typed for a moment
    filter_left = Signal()  # Enter or Esc in the filter: on to the list
    follow_toggled = Signal(bool)
    latencies_toggled = Signal(bool)
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = self._make_filter()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        self._count.setObjectName("traces_count")
        self._follow = self._button("traces_follow", "pause", self.tr("Hold the list still, or follow it (Ctrl+L)"))
        self._follow.setCheckable(True)
        self._latencies = self._button("traces_chart", "chart", self.tr("Show the latencies of these traces"))
        self._latencies.setText(self.tr("Latency"))
        self._latencies.setCheckable(True)
        export = self._button("traces_export", "export", self.tr("Write traces into a file (Ctrl+E)"))
        export.setText(self.tr("Export"))
        gap = theme_keeper().gap
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap * 3, gap * 2, gap * 3, gap * 2)
        layout.setSpacing(gap * 2)
        layout.addWidget(self._filter, 1)
        layout.addWidget(self._count)
        for button in (self._follow, self._latencies, export):
            layout.addWidget(button)
        self._typing.timeout.connect(self.filter_changed)
        self._filter.textChanged.connect(lambda: self._typing.start())
        self._filter.returnPressed.connect(self.filter_left)
        self._follow.toggled.connect(self.follow_toggled)
        self._latencies.toggled.connect(self.latencies_toggled)
        export.clicked.connect(self.export_wanted)

    def filter_text(self) -> str:
        return self._filter.text().strip()

    def set_filter(self, text: str) -> None:
        self._filter.setText(text)

    def focus_filter(self) -> None:
        self._filter.setFocus()
        self._filter.selectAll()

    def show_count(self, words: str) -> None:
        self._count.setText(words)

    def show_following(self, on: bool, words: str) -> None:
        self._follow.setChecked(on)
        self._follow.setIcon(icon("pause" if on else "play"))
        self._follow.setText(words)

    def show_latencies(self, on: bool) -> None:
        self._latencies.setChecked(on)

    def _make_filter(self) -> QLineEdit:
        box = QLineEdit(self)
        box.setObjectName("traces_filter")
        box.setPlaceholderText(self.tr("Filter by name, user, session, tag or text"))
        box.setAccessibleName(self.tr("Filter the traces"))
        box.setToolTip(
            self.tr('Shows the traces with every word or beginning of a word; "in quotation marks": in this order (/)')
        )
        box.setClearButtonEnabled(True)
        box.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        box.installEventFilter(self)
        return box

    def _button(self, name: str, icon_name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(icon(icon_name))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._filter
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self._filter.clear()
            self.filter_left.emit()
            return True
        return super().eventFilter(watched, event)
