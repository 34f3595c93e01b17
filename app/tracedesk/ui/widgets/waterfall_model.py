"""The rows of a trace as a flat Qt model: folds hide rows, and what arrives later goes between the rows that stay."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from tracedesk.analysis.tree import Rows, visible_rows
from tracedesk.ui.widgets.waterfall_rows import WaterfallRow, WaterfallRows
from tracedesk.ui.widgets.waterfall_words import (
    Moment,
    WaterfallColumn,
    cell_words,
    column_title,
    row_tool_tip,
    spoken_words,
)

Index: TypeAlias = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

PIECE = 1024  # ids that are compared at once: of 100,000 rows nearly all stay
MOST_INSERTS = 50  # changes in more places than this are told as a new list


class WaterfallModel(QAbstractTableModel):
    """Shows ``WaterfallRows``; the delegate asks ``row_at`` for what it paints."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: WaterfallRows | None = None
        self._shown: Rows = array("q")  # table row -> row of the tree
        self._folded: set[str] = set()
        self._notes: Mapping[str, str] = {}
        self.now_ns = 0

    @property
    def rows(self) -> WaterfallRows | None:
        return self._rows

    @property
    def ends_missing(self) -> bool:
        """Whether open steps count as left without an end, rather than as running."""
        return self._rows is not None and self._rows.ends_missing(self.now_ns)

    def show(self, rows: WaterfallRows | None, now_ns: int) -> None:
        """Show a trace, or the same one with what has arrived since; folds are kept by id."""
        same = rows and self._rows and rows.detail.trace.trace_id == self._rows.detail.trace.trace_id
        before = _ids(self._rows, self._shown) if same and self._rows else None
        if not same:
            self._folded, self._notes = set(), {}
        self.now_ns = now_ns
        shown = visible_rows(rows.tree, self._folded_rows(rows)) if rows else array("q")
        runs = None
        if rows is not None and before is not None:
            runs = _insertions(before, _ids(rows, shown))
        if runs is None:
            self.beginResetModel()
            self._rows, self._shown = rows, shown
            self.endResetModel()
        else:
            self._insert(runs, rows, shown)

    def is_folded(self, row: int) -> bool:
        return self._rows is not None and self._rows.ids[self._shown[row]] in self._folded

    def set_folded(self, row: int, folded: bool) -> None:
        """Hide or show what lies below a table row."""
        if self._rows is None or folded == self.is_folded(row):
            return
        tree_row = self._shown[row]
        if not self._rows.tree.child_count[tree_row]:
            return
        (self._folded.add if folded else self._folded.discard)(self._rows.ids[tree_row])
        shown = visible_rows(self._rows.tree, self._folded_rows(self._rows))
        change = len(shown) - len(self._shown)
        if change > 0:
            self.beginInsertRows(QModelIndex(), row + 1, row + change)
            self._shown = shown
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), row + 1, row - change)
            self._shown = shown
            self.endRemoveRows()
        self._tell_changed(row, row)

    def unfold_to(self, row_id: str) -> None:
        """Open every fold above a row."""
        tree_row = self._rows.find(row_id) if self._rows else None
        if self._rows is None or tree_row is None:
            return
        above = []
        while (tree_row := self._rows.tree.parent[tree_row]) >= 0:
            above.append(self._rows.ids[tree_row])
        for fold in reversed(above):
            table_row = self.table_row(fold)
            if fold in self._folded and table_row is not None:
                self.set_folded(table_row, False)

    def show_notes(self, notes: Mapping[str, str]) -> None:
        """Mark rows, by their ids, with what is to be said of their times."""
        if notes != self._notes:
            self._notes = notes
            if self._shown:
                self._tell_changed(0, len(self._shown) - 1)

    def note_at(self, row: int) -> str:
        """Return what is to be said of the times of a row; mostly nothing."""
        return self._notes.get(self.id_at(row) or "", "")

    def row_at(self, row: int) -> WaterfallRow:
        """Return what stands in a table row."""
        assert self._rows is not None
        return self._rows.row(self._shown[row])

    def id_at(self, row: int) -> str | None:
        return self._rows.ids[self._shown[row]] if self._rows and 0 <= row < len(self._shown) else None

    def table_row(self, row_id: str) -> int | None:
        """Return the table row of an id, or None while a fold hides it."""
        tree_row = self._rows.find(row_id) if self._rows else None
        if tree_row is None:
            return None
        low = bisect_left(self._shown, tree_row)
        return low if low < len(self._shown) and self._shown[low] == tree_row else None

    def parent_row(self, row: int) -> int | None:
        """Return the table row of the parent: it is in view whenever its child is."""
        if self._rows is None:
            return None
        parent = self._rows.tree.parent[self._shown[row]]
        return None if parent < 0 else self.table_row(self._rows.ids[parent])

    def end_row(self, row: int) -> int:
        """Return the table row after the last one below ``row``."""
        assert self._rows is not None
        return bisect_left(self._shown, self._rows.tree.end[self._shown[row]])

    def sibling_row(self, row: int, step: int) -> int | None:
        """Return the table row of the next (1) or previous (-1) step below the same parent."""
        assert self._rows is not None
        tree, here = self._rows.tree, self._shown[row]
        if here == 0:
            return None
        before, other = None, tree.parent[here] + 1
        while other < here:
            before, other = other, tree.end[other]
        after = tree.end[here] if tree.end[here] < tree.end[tree.parent[here]] else None
        found = after if step > 0 else before
        return None if found is None else self.table_row(self._rows.ids[found])

    def next_error(self, row: int, step: int) -> str | None:
        """Return the id of the nearest error after (``step`` 1) or before (-1) a table row, going round at the end."""
        if self._rows is None:
            return None
        errors = self._rows.error_rows
        if not errors:
            return None
        here = self._shown[row] if 0 <= row < len(self._shown) else 0
        place = bisect_right(errors, here) if step > 0 else bisect_left(errors, here) - 1
        return self._rows.ids[errors[place % len(errors)]]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(WaterfallColumn)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role not in (ItemRole.DisplayRole, ItemRole.ToolTipRole):
            return None
        title, meaning = column_title(WaterfallColumn(section))
        return title if role == ItemRole.DisplayRole else meaning

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> Any:  # Qt takes any value
        if not index.isValid():
            return None
        column, row = WaterfallColumn(index.column()), self.row_at(index.row())
        moment = Moment(self.now_ns, self.ends_missing)
        if role == ItemRole.DisplayRole:
            return cell_words(row, column, moment)
        if role == ItemRole.AccessibleTextRole:
            if column != WaterfallColumn.NAME:
                return cell_words(row, column, moment)
            spoken = spoken_words(row, moment, folded=self.is_folded(index.row()))
            return ", ".join(part for part in (spoken, self.note_at(index.row())) if part)
        if role == ItemRole.ToolTipRole:
            return row_tool_tip(row, moment, self.note_at(index.row()))
        if role == ItemRole.TextAlignmentRole and column not in (WaterfallColumn.NAME, WaterfallColumn.TIMELINE):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _folded_rows(self, rows: WaterfallRows) -> list[int]:
        return [row for row_id in self._folded if (row := rows.find(row_id)) is not None]

    def _insert(self, runs: list[range], rows: WaterfallRows | None, shown: Rows) -> None:
        """Tell of each run of new rows, from the top down, so that the rows that stay keep their selection."""
        kept: Rows = array("q")
        end = 0
        for run in runs:
            kept.extend(shown[end : run.start])
            end = run.stop
        kept.extend(shown[end:])
        self._rows, self._shown = rows, kept
        for run in runs:
            self.beginInsertRows(QModelIndex(), run.start, run.stop - 1)
            self._shown[run.start : run.start] = shown[run.start : run.stop]
            self.endInsertRows()
        self._tell_changed(0, len(shown) - 1)

    def _tell_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(WaterfallColumn) - 1))


def _ids(rows: WaterfallRows, shown: Rows) -> Sequence[str]:
    """Return the ids of the rows that no fold hides."""
    return rows.ids if len(shown) == len(rows.ids) else [rows.ids[row] for row in shown]


def _insertions(before: Sequence[str], after: Sequence[str]) -> list[range] | None:
    """Return where ``after`` has runs of new ids, or None when it is not ``before`` with a few runs put in."""
    runs: list[range] = []
    kept = position = 0
    while position < len(after):
        if len(before) - kept > len(after) - position:
            return None  # some have left or moved
        if kept < len(before) and before[kept] == after[position]:
            same = _same_count(before[kept : kept + PIECE], after[position : position + PIECE])
            kept, position = kept + same, position + same
            continue
        if runs and runs[-1].stop == position:
            runs[-1] = range(runs[-1].start, position + 1)
        elif len(runs) == MOST_INSERTS:
            return None
        else:
            runs.append(range(position, position + 1))
        position += 1
    return runs if kept == len(before) else None


def _same_count(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many ids are the same from the start on."""
    if before == after:
        return len(before)
    pairs = zip(before, after, strict=False)
    return next((count for count, (one, other) in enumerate(pairs) if one != other), min(len(before), len(after)))
