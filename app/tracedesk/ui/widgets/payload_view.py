"""One field of a step: its title, its size, a switch, and the view that fits its content."""

from collections.abc import Sequence
from typing import Literal, TypeAlias, get_args

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from tracedesk.analysis.field import Field
from tracedesk.ui import words
from tracedesk.ui.icons import icon
from tracedesk.ui.widgets.copy_menu import CopyEntry, copy_text
from tracedesk.ui.widgets.json_view import JsonView
from tracedesk.ui.widgets.labels import muted_label, note, plain_label
from tracedesk.ui.widgets.markdown_view import MarkdownView
from tracedesk.ui.widgets.message_view import MessageView
from tracedesk.ui.widgets.raw_view import RawView
from tracedesk.ui.widgets.view_memory import ViewMemory

Mode: TypeAlias = Literal["auto", "json", "markdown", "raw"]
MODES: tuple[Mode, ...] = get_args(Mode)


class PayloadView(QWidget):
    """Shows a field as chat messages, a JSON tree, Markdown or text. The chosen mode is remembered by ``name``."""

    link_clicked = Signal(QUrl)
    shown_anew = Signal()  # in another way; it may need another height

    def __init__(self, name: str, title: str, memory: ViewMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"payload_{name}")
        self._memory = memory
        self._memory_key = f"mode_{name}"
        self._field: Field | None = None
        self._title = title
        self._size = muted_label("")
        self._modes = QButtonGroup(self)
        self._empty = note(self.tr("Nothing was sent."))
        self._json = JsonView(memory)
        self._messages = MessageView(memory)
        self._markdown = MarkdownView()
        self._raw = RawView()
        self._views = QStackedWidget()
        for view in (self._empty, self._messages, self._json, self._markdown, self._raw):
            self._views.addWidget(view)
        for linked in (self._messages, self._markdown):
            linked.link_clicked.connect(self.link_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._views, 1)

    @property
    def mode(self) -> Mode:
        kept = self._memory.text(self._memory_key, "auto")
        return next((mode for mode in MODES if mode == kept), "auto")

    def show_field(self, field: Field | None) -> None:
        """Show a field; nothing moves when it is the one that is shown already."""
        if field is not None and self._field is not None and field.payload.text == self._field.payload.text:
            return
        self._field = field
        self._size.setText("" if field is None else words.size(len(field.payload.text.encode(errors="replace"))))
        is_json = field is not None and field.payload.kind == "json"
        for button in self._modes.buttons():
            button.setVisible(field is not None and (is_json or button.property("mode") != "json"))
        self._copy.setVisible(field is not None)
        self._show()

    def set_mode(self, mode: Mode) -> None:
        self._memory.set_text(self._memory_key, mode)
        self._show()
        self.shown_anew.emit()

    def cycle_mode(self) -> None:
        """Go to the next way to show this field; JSON is left out where there is none."""
        usable = [mode for mode in MODES if mode != "json" or (self._field and self._field.payload.kind == "json")]
        here = usable.index(self.mode) if self.mode in usable else 0
        self.set_mode(usable[(here + 1) % len(usable)])

    def content_height(self) -> int:
        """Return the height at which the whole content is in view, the head included."""
        view = self._views.currentWidget()
        if isinstance(view, JsonView | MessageView | MarkdownView | RawView):
            inner = view.content_height()
        else:
            inner = self._empty.sizeHint().height()
        return inner + self._head_widget.sizeHint().height() + 4

    def copy_entries(self) -> Sequence[CopyEntry]:
        """Offer what is selected in the tree, then the field as a whole."""
        field = self._field
        if field is None:
            return []
        inner = self._json.copy_entries() if self._views.currentWidget() is self._json else []
        title = self.tr("Copy {field} as it was sent").format(field=self._title)
        return [*inner, CopyEntry(title, lambda: field.payload.text)]

    def _show(self) -> None:
        for button in self._modes.buttons():
            button.setChecked(button.property("mode") == self.mode)
        field = self._field
        if field is None:
            self._views.setCurrentWidget(self._empty)
            return
        payload = field.payload
        match self.mode:
            case "raw":
                self._raw.show_text(payload.text)
                self._views.setCurrentWidget(self._raw)
            case "auto" if field.conversation is not None:
                self._messages.show_conversation(field.conversation)
                self._views.setCurrentWidget(self._messages)
            case "auto" | "json" if payload.kind == "json":
                self._json.show_json(payload.value)
                self._views.setCurrentWidget(self._json)
            case mode:
                as_markdown = mode == "markdown" or payload.kind == "markdown"
                (self._markdown.show_markdown if as_markdown else self._markdown.show_plain)(payload.text)
                self._views.setCurrentWidget(self._markdown)

    def _head(self) -> QWidget:
        self._head_widget = QWidget()
        self._head_widget.setFixedHeight(self.fontMetrics().height() + 20)
        row = QHBoxLayout(self._head_widget)
        row.setContentsMargins(10, 4, 6, 4)
        row.setSpacing(2)
        row.addWidget(plain_label(self._title, bold=True))
        row.addSpacing(6)
        row.addWidget(self._size)
        row.addStretch(1)
        titles = (self.tr("Auto"), self.tr("JSON"), self.tr("Markdown"), self.tr("Raw"))
        for mode, title in zip(MODES, titles, strict=True):
            row.addWidget(self._mode_button(mode, title))
        self._copy = copy = QToolButton()
        copy.setObjectName("copy_field")
        copy.setProperty("role", "small")
        copy.setAutoRaise(True)
        copy.setIcon(icon("copy", "muted"))
        copy.setAccessibleName(self.tr("Copy {field}").format(field=self._title))
        copy.setToolTip(self.tr("Copy as it was sent"))
        copy.clicked.connect(lambda: copy_text(self._field.payload.text, copy) if self._field else None)
        row.addWidget(copy)
        return self._head_widget

    def _mode_button(self, mode: Mode, title: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"mode_{mode}")
        button.setProperty("role", "segment")
        button.setProperty("mode", mode)
        button.setText(title)
        button.setCheckable(True)
        button.setAccessibleName(self.tr("Show {field} as {mode}").format(field=self._title, mode=title))
        button.setToolTip(self.tr("Show as {mode} (m goes on to the next)").format(mode=title))
        button.clicked.connect(lambda: self.set_mode(mode))
        self._modes.addButton(button)
        return button
