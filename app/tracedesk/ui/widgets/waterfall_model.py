"""The rows of a trace as a flat Qt model: folds hide rows, and what arrives later goes between the rows that stay."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import IntEnum
from html import escape
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from tracedesk.analysis.long_text import shortened
from tracedesk.analysis.time_axis import end_is_missing
from tracedesk.analysis.tree import Rows, visible_rows
from tracedesk.ui import words
from tracedesk.ui.widgets.badge import kind_name
from tracedesk.ui.widgets.waterfall_rows import ORPHANS_ID, WaterfallRow, WaterfallRows

Index: TypeAlias = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole

MOST_INSERTS = 50  # changes in more places than this are told as a new list


class WaterfallColumn(IntEnum):
    """Columns from left to right."""

    NAME = 0
    LATENCY = 1
    TTFT = 2
    TOKENS = 3
    COST = 4
    TIMELINE = 5


class WaterfallModel(QAbstractTableModel):
    """Shows ``WaterfallRows``; the delegate asks ``row_at`` for what it paints."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: WaterfallRows | None = None
        self._shown: Rows = array("q")  # table row -> row of the tree
        self._folded: set[str] = set()
        self.now_ns = 0

    @property
    def rows(self) -> WaterfallRows | None:
        return self._rows

    @property
    def ends_missing(self) -> bool:
        """Whether open steps count as left without an end, rather than as running."""
        return self._rows is not None and end_is_missing(self._rows.detail.trace.updated_ns, self.now_ns)

    def show(self, rows: WaterfallRows | None, now_ns: int) -> None:
        """Show a trace, or the same one with what has arrived since; folds are kept by id."""
        same = rows and self._rows and rows.detail.trace.trace_id == self._rows.detail.trace.trace_id
        before = [self._rows.ids[row] for row in self._shown] if same and self._rows else None
        if not same:
            self._folded = set()
        self.now_ns = now_ns
        shown = visible_rows(rows.tree, self._folded_rows(rows)) if rows else array("q")
        runs = None
        if rows is not None and before is not None:
            runs = _insertions(before, [rows.ids[row] for row in shown])
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
        short, long = _titles()[WaterfallColumn(section)]
        return short if role == ItemRole.DisplayRole else long

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> Any:  # Qt takes any value
        if not index.isValid():
            return None
        column = WaterfallColumn(index.column())
        if role == ItemRole.DisplayRole:
            return self._text(self.row_at(index.row()), column)
        if role == ItemRole.AccessibleTextRole:
            row = self.row_at(index.row())
            return self._spoken(row, index.row()) if column == WaterfallColumn.NAME else self._text(row, column)
        if role == ItemRole.ToolTipRole:
            return self._tool_tip(self.row_at(index.row()))
        if role == ItemRole.TextAlignmentRole and column not in (WaterfallColumn.NAME, WaterfallColumn.TIMELINE):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def row_name(self, row: WaterfallRow) -> str:
        """Return what the row is called; a step without a name is called by its kind."""
        if row.row_id == ORPHANS_ID:
            return self.tr("Parent not in this trace")
        return row.name or kind_name(row.kind)

    def _text(self, row: WaterfallRow, column: WaterfallColumn) -> str:
        match column:
            case WaterfallColumn.NAME:
                return self.row_name(row)
            case WaterfallColumn.LATENCY | WaterfallColumn.TIMELINE:
                return self._latency(row)
            case WaterfallColumn.TTFT:
                first = row.first_token_ns
                return "" if first is None else words.duration(max(0, first - row.start_ns))
            case WaterfallColumn.TOKENS:
                return "" if row.total_tokens is None else words.tokens(row.total_tokens)
            case WaterfallColumn.COST:
                return "" if row.cost_pusd is None else words.cost(row.cost_pusd)

    def _latency(self, row: WaterfallRow) -> str:
        if row.end_ns is not None:
            return words.duration(max(0, row.end_ns - row.start_ns))
        if row.instant:
            return ""
        return self.tr("no end") if self.ends_missing else words.duration(max(0, self.now_ns - row.start_ns))

    def _state(self, row: WaterfallRow) -> str:
        if row.end_ns is None and not row.instant:
            return self.tr("no end received") if self.ends_missing else self.tr("running")
        return {"ERROR": self.tr("error"), "WARNING": self.tr("warning")}.get(row.level, "")

    def _spoken(self, row: WaterfallRow, table_row: int) -> str:
        folds = ""
        if row.child_count:
            folds = self.tr("collapsed") if self.is_folded(table_row) else self.tr("expanded")
        tokens = self.tr("{count} tokens").format(count=row.total_tokens) if row.total_tokens is not None else ""
        level = self.tr("level {depth}").format(depth=row.depth + 1)
        parts = (self.row_name(row), kind_name(row.kind), self._state(row), self._latency(row), tokens, level, folds)
        return ", ".join(part for part in parts if part)

    def _tool_tip(self, row: WaterfallRow) -> str:
        """The name in full and what there is no room for; escaped, as Qt reads tool tips as HTML."""
        lines = [f"<b>{escape(shortened(self.row_name(row), 300))}</b>"]
        described = [kind_name(row.kind), row.model or "", self._state(row), self._latency(row)]
        lines.append(escape(" · ".join(word for word in described if word)))
        if row.first_token_ns is not None:
            first = words.duration(max(0, row.first_token_ns - row.start_ns))
            lines.append(escape(self.tr("First token after {time}").format(time=first)))
        if row.status_message:
            lines.append(escape(shortened(row.status_message, 500)).replace("\n", "<br>"))
        if row.row_id == ORPHANS_ID:
            lines.append(escape(self.tr("Their parents have not arrived, or were never sent.")))
        return "<br>".join(lines)

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


def _insertions(before: Sequence[str], after: Sequence[str]) -> list[range] | None:
    """Return where ``after`` has runs of new ids, or None when it is not ``before`` with a few runs put in."""
    runs: list[range] = []
    kept = 0
    for position, row_id in enumerate(after):
        if kept < len(before) and row_id == before[kept]:
            kept += 1
        elif runs and runs[-1].stop == position:
            runs[-1] = range(runs[-1].start, position + 1)
        elif len(runs) == MOST_INSERTS:
            return None
        else:
            runs.append(range(position, position + 1))
    return runs if kept == len(before) else None


def _titles() -> dict[WaterfallColumn, tuple[str, str]]:
    """Return each column's title and what it means."""
    translate = QCoreApplication.translate
    return {
        WaterfallColumn.NAME: (translate("WaterfallModel", "Step"), translate("WaterfallModel", "What ran")),
        WaterfallColumn.LATENCY: (
            translate("WaterfallModel", "Latency"),
            translate("WaterfallModel", "From start to end"),
        ),
        WaterfallColumn.TTFT: (
            translate("WaterfallModel", "TTFT"),
            translate("WaterfallModel", "Time to first token: from the start to the first token of the answer"),
        ),
        WaterfallColumn.TOKENS: (
            translate("WaterfallModel", "Tokens"),
            translate("WaterfallModel", "Tokens in and out"),
        ),
        WaterfallColumn.COST: (
            translate("WaterfallModel", "Cost"),
            translate("WaterfallModel", "As the program sent it"),
        ),
        WaterfallColumn.TIMELINE: (
            translate("WaterfallModel", "Timeline"),
            translate("WaterfallModel", "Time since the start of the trace"),
        ),
    }
