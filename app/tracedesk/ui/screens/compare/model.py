"""The rows of two aligned trees as one flat Qt model: a row is made when it is asked for."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from tracedesk.analysis.aligned_rows import AlignedRow
from tracedesk.ui import words
from tracedesk.ui.screens.compare.comparison import Comparison
from tracedesk.ui.screens.compare.delta_words import both, delta
from tracedesk.ui.widgets.badge import kind_name
from tracedesk.ui.widgets.labels import tool_tip
from tracedesk.ui.widgets.waterfall_rows import WaterfallRow
from tracedesk.ui.widgets.waterfall_words import row_name

Index: TypeAlias = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole


class CompareColumn(IntEnum):
    """Columns from left to right."""

    CHANGE = 0
    LEFT = 1
    RIGHT = 2
    LATENCY = 3
    TOKENS = 4
    COST = 5
    TEXT = 6


FIGURES = (CompareColumn.LATENCY, CompareColumn.TOKENS, CompareColumn.COST)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRow:
    """One step on both sides, or on one of them."""

    aligned: AlignedRow
    left: WaterfallRow | None
    right: WaterfallRow | None
    left_depth: int
    right_depth: int
    text_changed: bool

    def figures(self, column: CompareColumn) -> tuple[int | None, int | None]:
        """Return a figure of both sides; a step that is not there takes nothing."""
        left, right = _figure(self.left, column), _figure(self.right, column)
        if self.left is None:
            return (None if right is None else 0), right
        return left, (0 if self.right is None and left is not None else right)


class CompareModel(QAbstractTableModel):
    """Shows a ``Comparison``; the delegate asks ``row_at`` for what it paints."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None

    def show(self, comparison: Comparison) -> None:
        self.beginResetModel()
        self._comparison = comparison
        self.endResetModel()

    @property
    def difference_count(self) -> int:
        """How many rows are not the same in name, place and text."""
        return len(self._comparison.differing) if self._comparison else 0

    def row_at(self, row: int) -> CompareRow:
        assert self._comparison is not None
        found, left, right = self._comparison.rows[row], self._comparison.left, self._comparison.right
        return CompareRow(
            aligned=found,
            left=None if found.left is None else left.row(found.left),
            right=None if found.right is None else right.row(found.right),
            left_depth=0 if found.left is None else left.depth(found.left),
            right_depth=0 if found.right is None else right.depth(found.right),
            text_changed=row in self._comparison.changed_texts,
        )

    def ids_at(self, row: int) -> tuple[str | None, str | None]:
        """Return the ids of a step on both sides, as ``WaterfallRows`` has them; None: it is not there."""
        assert self._comparison is not None
        found, left, right = self._comparison.rows[row], self._comparison.left, self._comparison.right
        return left.id(found.left), right.id(found.right)

    def row_of(self, ids: tuple[str | None, str | None]) -> int | None:
        return next((row for row in range(self.rowCount()) if self.ids_at(row) == ids), None)

    def next_difference(self, row: int, step: int) -> int | None:
        """Return the nearest row below (``step`` 1) or above (-1) that differs, going round at the end."""
        differing = self._comparison.differing if self._comparison else ()
        if not differing:
            return None
        place = bisect_right(differing, row) if step > 0 else bisect_left(differing, row) - 1
        return differing[place % len(differing)]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() or self._comparison is None else len(self._comparison.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(CompareColumn)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role not in (ItemRole.DisplayRole, ItemRole.ToolTipRole):
            return None
        title, meaning = self._title(CompareColumn(section))
        return title if role == ItemRole.DisplayRole else meaning

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> Any:  # Qt takes any value
        if not index.isValid():
            return None
        column, row = CompareColumn(index.column()), self.row_at(index.row())
        if role == ItemRole.DisplayRole:
            return self.cell_words(row, column)
        if role == ItemRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == ItemRole.ToolTipRole:
            return tool_tip(self._tip(row, column))
        if role == ItemRole.TextAlignmentRole and column in FIGURES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def cell_words(self, row: CompareRow, column: CompareColumn) -> str:
        match column:
            case CompareColumn.CHANGE:
                return _sign(row.aligned)
            case CompareColumn.LEFT:
                return "" if row.left is None else row_name(row.left)
            case CompareColumn.RIGHT:
                return "" if row.right is None else row_name(row.right)
            case CompareColumn.TEXT:
                return self.tr("≠ differs") if row.text_changed else ""
            case _:
                return delta(*row.figures(column), _writer(column))

    def change_words(self, row: AlignedRow) -> str:
        """Return what happened to a step from A to B."""
        match row.change:
            case "inserted":
                return self.tr("only in B")
            case "deleted":
                return self.tr("only in A")
            case "renamed":
                return self.tr("renamed and moved") if row.moved else self.tr("renamed")
            case "same":
                return self.tr("moved") if row.moved else self.tr("in both")

    def _spoken(self, row: CompareRow, column: CompareColumn) -> str:
        match column:
            case CompareColumn.CHANGE:
                return self.change_words(row.aligned)
            case CompareColumn.LEFT | CompareColumn.RIGHT:
                step = row.left if column == CompareColumn.LEFT else row.right
                return self.tr("no such step") if step is None else f"{kind_name(step.kind)} {row_name(step)}"
            case CompareColumn.TEXT:
                return self.tr("input or output differ") if row.text_changed else self.tr("same texts")
            case _:
                return f"{self._title(column)[0]}: {self.cell_words(row, column)}"

    def _tip(self, row: CompareRow, column: CompareColumn) -> str:
        if column in FIGURES:
            return both(*row.figures(column), _writer(column))
        return self._spoken(row, column)

    def _title(self, column: CompareColumn) -> tuple[str, str]:
        return {
            CompareColumn.CHANGE: ("", self.tr("What happened to the step from A to B")),
            CompareColumn.LEFT: (self.tr("A"), self.tr("The step in A")),
            CompareColumn.RIGHT: (self.tr("B"), self.tr("The step in B")),
            CompareColumn.LATENCY: (self.tr("Δ Latency"), self.tr("How much longer B took than A")),
            CompareColumn.TOKENS: (self.tr("Δ Tokens"), self.tr("How many more tokens B used than A")),
            CompareColumn.COST: (self.tr("Δ Cost"), self.tr("How much more B cost than A")),
            CompareColumn.TEXT: (self.tr("Text"), self.tr("Whether input or output differ")),
        }[column]


def _sign(row: AlignedRow) -> str:
    sign = {"same": "", "renamed": "~", "inserted": "+", "deleted": "−"}[row.change]
    return sign + ("↕" if row.moved else "")


def _figure(row: WaterfallRow | None, column: CompareColumn) -> int | None:
    if row is None:
        return None
    match column:
        case CompareColumn.LATENCY:
            return None if row.end_ns is None else row.end_ns - row.start_ns
        case CompareColumn.TOKENS:
            return row.total_tokens
        case _:
            return row.cost_pusd


def _writer(column: CompareColumn) -> Callable[[int | None], str]:
    match column:
        case CompareColumn.LATENCY:
            return words.duration
        case CompareColumn.TOKENS:
            return words.tokens
        case _:
            return words.cost
