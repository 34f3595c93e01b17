"""The differences of two JSON values in a table; the texts of the selected one are compared by words below it."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSplitter, QTableView, QVBoxLayout, QWidget

from tracedesk.analysis.json_diff import JsonChange
from tracedesk.analysis.text_diff import diff_words
from tracedesk.ui.screens.compare.changes_model import CHANGE, LEFT, PATH, RIGHT, ChangesModel
from tracedesk.ui.screens.compare.diff_pieces import run_pieces
from tracedesk.ui.screens.compare.diff_text_view import DiffTextView
from tracedesk.ui.theme import letter_width

LONGEST_TEXT = 20_000  # characters that are compared at once, on the GUI thread; longer ones only as lines or words
CHANGE_CHARACTERS = 14
PATH_CHARACTERS = 44


class ChangesView(QWidget):
    """Shows what ``diff_json`` found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changes_view")
        self._model = ChangesModel(self)
        self._table = QTableView()
        self._table.setObjectName("json_changes")
        self._table.setAccessibleName(self.tr("Values that differ between A and B"))
        self._table.setModel(self._model)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setFrameShape(QFrame.Shape.NoFrame)
        self._table.setShowGrid(False)
        self._table.setWordWrap(False)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        header = self._table.horizontalHeader()
        header.setHighlightSections(False)
        width = letter_width(self.fontMetrics())
        for column, characters in ((CHANGE, CHANGE_CHARACTERS), (PATH, PATH_CHARACTERS)):
            header.resizeSection(column, width * characters)
        for column in (LEFT, RIGHT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._text = DiffTextView()
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self._table)
        splitter.addWidget(self._text)
        self._text.hide()
        self.setFocusProxy(self._table)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.addWidget(splitter)
        self._table.selectionModel().currentRowChanged.connect(self._show_text)

    def show_changes(self, changes: list[JsonChange]) -> None:
        self._model.show(changes)
        self._text.hide()
        if changes:
            self._table.selectRow(0)

    def as_text(self) -> str:
        """Return the rows as a spreadsheet takes them."""
        rows = (self._model.words(self._model.change_at(row)) for row in range(self._model.rowCount()))
        return "\n".join("\t".join(cells) for cells in rows)

    def _show_text(self, current: QModelIndex) -> None:
        change = self._model.change_at(current.row()) if current.isValid() else None
        left, right = (change.left, change.right) if change else (None, None)
        told = isinstance(left, str) and isinstance(right, str) and len(left) + len(right) <= LONGEST_TEXT
        self._text.setVisible(told)
        if isinstance(left, str) and isinstance(right, str) and told:
            self._text.show_pieces(run_pieces(diff_words(left, right)))
