"""What differs between the selected steps: which field, compared in which way."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from tracedesk.ui import words
from tracedesk.ui.screens.compare.changes_view import ChangesView
from tracedesk.ui.screens.compare.diff_pieces import line_pieces, run_pieces
from tracedesk.ui.screens.compare.diff_text_view import DiffTextView
from tracedesk.ui.screens.compare.field_diff import FIELDS, MODES, DiffMode, FieldDiff, FieldName
from tracedesk.ui.widgets.copy_menu import CopyEntry
from tracedesk.ui.widgets.labels import muted_label, note
from tracedesk.ui.widgets.view_memory import ViewMemory


class DiffPane(QWidget):
    """Says what is wanted (``asked``), and shows the answer. Field and mode are remembered."""

    asked = Signal()  # another field or mode was chosen

    def __init__(self, memory: ViewMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diff_pane")
        self._memory = memory
        self._fields, self._modes = QButtonGroup(self), QButtonGroup(self)
        self._told = muted_label("")
        self._told.setObjectName("diff_told")
        self._text = DiffTextView()
        self._changes = ChangesView()
        self._same = note(self.tr("A and B say the same here."))
        self._nothing = note(self.tr("Neither A nor B sent anything here."))
        self._views = QStackedWidget()
        for view in (self._nothing, self._same, self._text, self._changes):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._views, 1)

    @property
    def field(self) -> FieldName:
        kept = self._memory.text("field", "input")
        return next((field for field in FIELDS if field == kept), "input")

    @property
    def mode(self) -> DiffMode:
        kept = self._memory.text("mode", "lines")
        return next((mode for mode in MODES if mode == kept), "lines")

    def cycle_mode(self) -> None:
        """Go on to the next way to compare."""
        self._set("mode", MODES[(MODES.index(self.mode) + 1) % len(MODES)])

    def show_diff(self, diff: FieldDiff) -> None:
        self._mark_buttons(diff.mode)
        sizes = [words.UNKNOWN if text is None else words.size(len(text.encode())) for text in (diff.left, diff.right)]
        told = [self.tr("A {left}, B {right}").format(left=sizes[0], right=sizes[1])]
        if self.mode == "json" and not diff.has_json:
            told.append(self.tr("not JSON on both sides: compared by lines"))
        self._told.setText(" · ".join(told))
        if diff.same:
            self._views.setCurrentWidget(self._nothing if diff.left is None else self._same)
        elif diff.mode == "json":
            self._changes.show_changes(diff.changes)
            self._views.setCurrentWidget(self._changes if diff.changes else self._same)
        else:
            self._text.show_pieces(line_pieces(diff.lines) if diff.mode == "lines" else run_pieces(diff.runs))
            self._views.setCurrentWidget(self._text)

    def copy_entries(self) -> Sequence[CopyEntry]:
        shown = self._views.currentWidget()
        if shown is self._text:
            return [CopyEntry(self.tr("Copy what differs"), self._text.as_text)]
        return [CopyEntry(self.tr("Copy what differs"), self._changes.as_text)] if shown is self._changes else []

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(10, 4, 6, 4)
        row.setSpacing(2)
        for field, title in zip(FIELDS, (self.tr("Input"), self.tr("Output"), self.tr("Metadata")), strict=True):
            tip = self.tr("Compare {what}").format(what=title)
            row.addWidget(self._choice(self._fields, "field", field, title, tip))
        row.addSpacing(8)
        row.addWidget(self._told, 1)
        tips = (
            self.tr("Compare line by line (m goes on)"),
            self.tr("Compare word by word (m goes on)"),
            self.tr("Compare the values of JSON by their paths (m goes on)"),
        )
        titles = (self.tr("Lines"), self.tr("Words"), self.tr("JSON"))
        for mode, title, tip in zip(MODES, titles, tips, strict=True):
            row.addWidget(self._choice(self._modes, "mode", mode, title, tip))
        self._mark_buttons(self.mode)
        return row

    def _choice(self, group: QButtonGroup, what: str, value: str, title: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"diff_{what}_{value}")
        button.setProperty("role", "segment")
        button.setProperty("value", value)
        button.setText(title)
        button.setCheckable(True)
        button.setAccessibleName(tip)
        button.setToolTip(tip)
        button.clicked.connect(lambda: self._set(what, value))
        group.addButton(button)
        return button

    def _set(self, what: str, value: str) -> None:
        self._memory.set_text(what, value)
        self._mark_buttons(self.mode)
        self.asked.emit()

    def _mark_buttons(self, mode: DiffMode) -> None:
        for button in self._fields.buttons():
            button.setChecked(button.property("value") == self.field)
        for button in self._modes.buttons():
            button.setChecked(button.property("value") == mode)
