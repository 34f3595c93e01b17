"""The loaded part of the list; changes are told row by row, so that nothing on the screen jumps."""

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from tracedesk.queries.keyset import Cursor
from tracedesk.queries.traces import TraceLine, TracePage
from tracedesk.ui.screens.traces.columns import COLUMNS

Index: TypeAlias = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1  # the TraceLine of a row
_NO_PARENT = QModelIndex()


class TraceTableModel(QAbstractTableModel):
    """Shows lines; whoever owns it fetches pages when ``more_wanted`` says so."""

    more_wanted = Signal(object)  # the cursor after which to go on

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[TraceLine] = []
        self._rows: dict[str, int] = {}
        self._cursor: Cursor | None = None
        self._asked: Cursor | None = None

    def line(self, row: int) -> TraceLine:
        return self._lines[row]

    def row_of(self, trace_id: str) -> int | None:
        return self._rows.get(trace_id)

    def start_over(self, page: TracePage) -> None:
        """Show another list altogether."""
        self.beginResetModel()
        self._lines = list(page.lines)
        self._index()
        self._cursor, self._asked = page.cursor, None
        self.endResetModel()

    def renew(self, page: TracePage) -> None:
        """Show what the same list is now, from its first line on; rows that stay keep their selection."""
        self._remove_gone({line.trace_id for line in page.lines})
        if [line.trace_id for line in page.lines if line.trace_id in self._rows] != [
            line.trace_id for line in self._lines
        ]:
            self._reorder(page.lines)
        self._insert_new(page.lines)
        self.update_lines(page.lines)
        self._cursor, self._asked = page.cursor, None

    def append(self, after: Cursor | None, page: TracePage) -> None:
        """Show the page that was asked for, unless the list has begun anew since then."""
        if after != self._asked:
            return
        fresh = [line for line in page.lines if line.trace_id not in self._rows]
        if fresh:
            self.beginInsertRows(_NO_PARENT, len(self._lines), len(self._lines) + len(fresh) - 1)
            self._lines.extend(fresh)
            self._index()
            self.endInsertRows()
        self._cursor, self._asked = page.cursor, None

    def update_lines(self, lines: Sequence[TraceLine]) -> None:
        """Take over what changed in lines that are shown."""
        for line in lines:
            row = self._rows.get(line.trace_id)
            if row is not None and self._lines[row] != line:
                self._lines[row] = line
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def _index(self) -> None:
        self._rows = {line.trace_id: row for row, line in enumerate(self._lines)}

    def _remove_gone(self, staying: set[str]) -> None:
        row = len(self._lines) - 1
        while row >= 0:
            if self._lines[row].trace_id in staying:
                row -= 1
                continue
            last = row
            while row > 0 and self._lines[row - 1].trace_id not in staying:
                row -= 1
            self.beginRemoveRows(_NO_PARENT, row, last)
            del self._lines[row : last + 1]
            self._index()
            self.endRemoveRows()
            row -= 1

    def _reorder(self, lines: Sequence[TraceLine]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._lines[index.row()].trace_id for index in before]
        self._lines = [self._lines[self._rows[line.trace_id]] for line in lines if line.trace_id in self._rows]
        self._index()
        after = [self.index(self._rows[one], index.column()) for one, index in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert_new(self, lines: Sequence[TraceLine]) -> None:
        row = 0
        while row < len(lines):
            if lines[row].trace_id in self._rows:
                row += 1
                continue
            first = row
            while row < len(lines) and lines[row].trace_id not in self._rows:
                row += 1
            self.beginInsertRows(_NO_PARENT, first, row - 1)
            self._lines[first:first] = lines[first:row]
            self._index()
            self.endInsertRows()

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._cursor is not None and self._asked != self._cursor

    @override
    def fetchMore(self, parent: Index) -> None:
        self._asked = self._cursor
        self.more_wanted.emit(self._cursor)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if COLUMNS[section].kind == "number" else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(line)
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = column.tip(line) if column.tip else ""
            return _plain(tip) if tip else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title()}: {column.text(line)}"
        return None


def _plain(text: str) -> str:
    """Return ``text`` so that a tooltip, which would render markup, shows it as it is."""
    return f"<p style='white-space:pre-wrap'>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"
