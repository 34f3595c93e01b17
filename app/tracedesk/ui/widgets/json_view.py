"""JSON as a folding tree, with the selected text in full below it."""

from collections import deque

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSplitter, QTreeView, QVBoxLayout, QWidget
from typing_extensions import override

from tracedesk.analysis.payload import pretty_json
from tracedesk.records.json import Json
from tracedesk.ui.icons import paint_icon
from tracedesk.ui.theme import monospace_font
from tracedesk.ui.widgets.copy_menu import CopyEntry, show_copy_menu, value_text
from tracedesk.ui.widgets.json_delegate import JsonDelegate
from tracedesk.ui.widgets.json_model import Index, JsonModel, JsonNode
from tracedesk.ui.widgets.raw_view import LEAST_HEIGHT, RawView
from tracedesk.ui.widgets.view_memory import ViewMemory

OPEN_AT_FIRST = 40  # rows; branches are opened level by level until that many are in view
MOST_OPENED = 500  # branches looked at for it
SHORT = 60  # characters; a longer text is shown in full when it is selected


class JsonTree(QTreeView):
    """The tree alone: keys fold and move."""

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw the same sign as in the tree of steps."""
        if not self.model().hasChildren(index):
            return
        side = 12
        left = rect.right() - (self.indentation() + side) // 2
        area = QRectF(left, rect.center().y() - side / 2 + 0.5, side, side)
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        paint_icon(painter, name, area, self.palette().color(QPalette.ColorRole.PlaceholderText))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        translated = {
            Qt.Key.Key_J: Qt.Key.Key_Down,
            Qt.Key.Key_K: Qt.Key.Key_Up,
            Qt.Key.Key_H: Qt.Key.Key_Left,
            Qt.Key.Key_L: Qt.Key.Key_Right,
        }.get(Qt.Key(event.key()))
        if translated is not None and not event.modifiers():
            event = QKeyEvent(event.type(), translated, Qt.KeyboardModifier.NoModifier)
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.setExpanded(self.currentIndex(), not self.isExpanded(self.currentIndex()))
            return
        super().keyPressEvent(event)


class JsonView(QWidget):
    """Shows one JSON value. Folds are remembered by path, so that they carry to the next value."""

    def __init__(self, memory: ViewMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("json_view")
        self._memory = memory
        self._restoring = False
        self._model: JsonModel | None = None
        self._tree = self._make_tree()
        self._full = RawView()
        self._full.setObjectName("json_full_text")
        self._full.hide()
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._tree)
        splitter.addWidget(self._full)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)
        self.setFocusProxy(self._tree)

    def show_json(self, value: Json) -> None:
        """Show an object or list."""
        old = self._model
        self._model = JsonModel(value, self)
        self._tree.setModel(self._model)
        self._tree.selectionModel().currentChanged.connect(self._show_full)
        self._full.hide()
        if old is not None:
            old.deleteLater()
        self._open_known_folds()

    def content_height(self) -> int:
        """Return the height at which all rows that are open now are in view."""
        rows = 0
        index = self._model.index(0, 0) if self._model else QModelIndex()
        while index.isValid() and rows < 100:
            rows += 1
            index = self._tree.indexBelow(index)
        return rows * self._tree.sizeHintForRow(0) + 12

    def copy_entries(self) -> list[CopyEntry]:
        """Offer the selected value, its path, and its JSON."""
        node = self._selected()
        if node is None:
            return []
        return [
            CopyEntry(self.tr("Copy value"), lambda: value_text(node.value)),
            CopyEntry(self.tr("Copy path"), lambda: node.path),
            CopyEntry(self.tr("Copy as indented JSON"), lambda: pretty_json(node.opened())),
        ]

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        show_copy_menu(self.copy_entries(), self, event.globalPos())

    def _make_tree(self) -> JsonTree:
        tree = JsonTree()
        tree.setObjectName("json_tree")
        tree.setAccessibleName(self.tr("JSON, folding"))
        tree.setHeaderHidden(True)
        tree.setMinimumHeight(LEAST_HEIGHT)
        tree.setUniformRowHeights(True)
        tree.setIndentation(16)
        tree.setFont(monospace_font())
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setItemDelegate(JsonDelegate(tree))
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.expanded.connect(lambda index: self._remember(index, True))
        tree.collapsed.connect(lambda index: self._remember(index, False))
        return tree

    def _selected(self) -> JsonNode | None:
        index = self._tree.currentIndex()
        return self._model.node(index) if self._model and index.isValid() else None

    def _remember(self, index: QModelIndex, opened: bool) -> None:
        if self._model is not None and not self._restoring:
            self._memory.set_fold(_fold_name(self._model.node(index)), opened)

    def _open_known_folds(self) -> None:
        """Open what was open before at the same paths; where nobody chose, open until the view is full."""
        assert self._model is not None
        self._restoring = True
        room = OPEN_AT_FIRST - self._model.rowCount()
        waiting = deque(self._branches(QModelIndex()))
        for _ in range(MOST_OPENED):
            if not waiting:
                break
            index = waiting.popleft()
            node = self._model.node(index)
            known = self._memory.fold(_fold_name(node))
            count = self._model.child_count(node)
            if known or (known is None and count <= room and not isinstance(node.value, str)):
                room -= count
                self._tree.expand(index)
                waiting.extend(self._branches(index))
        self._restoring = False

    def _branches(self, parent: QModelIndex) -> list[QModelIndex]:
        assert self._model is not None
        children = (self._model.index(row, 0, parent) for row in range(self._model.rowCount(parent)))
        return [child for child in children if self._model.hasChildren(child)]

    def _show_full(self, index: QModelIndex) -> None:
        """Show a text that is too long for its row below the tree."""
        value = self._model.node(index).value if self._model and index.isValid() else None
        long = isinstance(value, str) and (len(value) > SHORT or "\n" in value)
        if long and isinstance(value, str):
            self._full.show_text(value)
        self._full.setVisible(long)


def _fold_name(node: JsonNode) -> str:
    return f"{node.path} {node.label()}" if node.is_range else node.path
