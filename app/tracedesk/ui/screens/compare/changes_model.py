"""The differences of two JSON values as rows: what happened, where, and both values."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush
from typing_extensions import override

from tracedesk.analysis.json_diff import JsonChange
from tracedesk.analysis.long_text import one_line
from tracedesk.analysis.payload import json_path, pretty_json
from tracedesk.records.json import Json
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.widgets.copy_menu import value_text
from tracedesk.ui.widgets.labels import tool_tip

Index: TypeAlias = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

LONGEST = 200  # characters of a value in its cell
LONGEST_TIP = 2_000
COLUMNS = 4
CHANGE, PATH, LEFT, RIGHT = range(COLUMNS)


class ChangesModel(QAbstractTableModel):
    """Says what happened in words, so that colour is not the only sign."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes: Sequence[JsonChange] = ()

    def show(self, changes: Sequence[JsonChange]) -> None:
        self.beginResetModel()
        self._changes = changes
        self.endResetModel()

    def change_at(self, row: int) -> JsonChange:
        return self._changes[row]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._changes)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else COLUMNS

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != ItemRole.DisplayRole:
            return None
        return (self.tr("Change"), self.tr("Path"), self.tr("A"), self.tr("B"))[section]

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> Any:  # Qt takes any value
        if not index.isValid():
            return None
        change = self._changes[index.row()]
        if role in (ItemRole.DisplayRole, ItemRole.AccessibleTextRole):
            return self.words(change)[index.column()]
        if role == ItemRole.ToolTipRole and index.column() in (LEFT, RIGHT):
            value = change.left if index.column() == LEFT else change.right
            return tool_tip(value_text(value), LONGEST_TIP)
        if role == ItemRole.ForegroundRole and index.column() == CHANGE:
            tone = {"added": "good", "removed": "bad"}.get(change.kind, "warning")
            return QBrush(theme_keeper().color(tone))
        return None

    def words(self, change: JsonChange) -> tuple[str, str, str, str]:
        """Return the cells of a row."""
        happened = {
            "added": self.tr("+ added"),
            "removed": self.tr("− removed"),
            "changed": self.tr("~ changed"),
            "moved": self.tr("↕ moved"),
        }[change.kind]
        paths = [json_path(path) for path in (change.left_path, change.right_path) if path is not None]
        left = "" if change.left_path is None else _short(change.left)
        right = "" if change.right_path is None else _short(change.right)
        return happened, " → ".join(dict.fromkeys(paths)), left, right


def _short(value: Json) -> str:
    return one_line(pretty_json(value), LONGEST)
