"""The mapping rules as a table; the check box of each says whether it holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from tracedesk.records.mapping_rule import MappingRule
from tracedesk.ui.screens.settings.rule_words import condition_words, order_words, source_words, target_words
from tracedesk.ui.widgets.labels import tool_tip

translate = QCoreApplication.translate
Index: TypeAlias = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """``characters`` is the width; 0: what is left."""

    title: Callable[[], str]
    text: Callable[[MappingRule], str]
    characters: int


COLUMNS: tuple[Column, ...] = (
    Column(lambda: translate("MappingRulesModel", "What is found at"), source_words, 0),
    Column(lambda: translate("MappingRulesModel", "Becomes"), target_words, 28),
    Column(lambda: translate("MappingRulesModel", "Only with"), condition_words, 30),
    Column(lambda: translate("MappingRulesModel", "Counts"), lambda rule: order_words(first=rule.first), 32),
)


class MappingRulesModel(QAbstractTableModel):
    """Shows rules; changes nothing itself."""

    enabling = Signal(int, bool)  # a row, and whether its rule shall hold

    def __init__(self) -> None:
        super().__init__()
        self._rules: Sequence[MappingRule] = ()

    def show_rules(self, rules: Sequence[MappingRule]) -> None:
        self.beginResetModel()
        self._rules = rules
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rules)

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() and index.column() == 0 else usual

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        rule = self._rules[index.row()]
        if role == Role.DisplayRole:
            return COLUMNS[index.column()].text(rule)
        if role == Role.ToolTipRole:
            return tool_tip(f"{source_words(rule)} → {target_words(rule)}\n{condition_words(rule)}".strip())
        if role == Role.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if rule.enabled else Qt.CheckState.Unchecked
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid() or index.column() != 0:
            return False
        self.enabling.emit(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return COLUMNS[section].title()
        if role == Role.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None
