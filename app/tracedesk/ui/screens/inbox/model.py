"""The lines of the inbox as a table."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from tracedesk.queries.inbox import InboxLine
from tracedesk.ui.widgets.labels import tool_tip
from tracedesk.ui.words import clock, exact_time, number, size

Index: TypeAlias = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """``characters`` is the width in average characters; 0: it takes what is left."""

    title: Callable[[], str]
    text: Callable[[InboxLine], str]
    characters: int
    is_number: bool = False


def what_was_refused(line: InboxLine) -> str:
    if line.refused_count is None:
        return translate("InboxTableModel", "all of it")
    return number(line.refused_count)


COLUMNS: tuple[Column, ...] = (
    Column(lambda: translate("InboxTableModel", "Time"), lambda line: clock(line.received_ns, time.time_ns()), 15),
    Column(lambda: translate("InboxTableModel", "Program"), lambda line: line.client, 24),
    Column(lambda: translate("InboxTableModel", "Sent to"), lambda line: line.way, 24),
    Column(lambda: translate("InboxTableModel", "Refused"), what_was_refused, 10, is_number=True),
    Column(lambda: translate("InboxTableModel", "Why"), lambda line: line.reason.partition("\n")[0], 0),
    Column(lambda: translate("InboxTableModel", "Sent"), lambda line: f"{number(line.times)} ×", 8, is_number=True),
    Column(lambda: translate("InboxTableModel", "Size"), lambda line: size(line.size), 10, is_number=True),
)


class InboxTableModel(QAbstractTableModel):
    """Shows lines, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[InboxLine] = ()

    def line(self, row: int) -> InboxLine:
        return self._lines[row]

    def row_of(self, item: int) -> int | None:
        return next((row for row, line in enumerate(self._lines) if line.item == item), None)

    def show_lines(self, lines: Sequence[InboxLine]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(f"{exact_time(line.received_ns)}\n{line.reason}")
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if COLUMNS[section].is_number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None
