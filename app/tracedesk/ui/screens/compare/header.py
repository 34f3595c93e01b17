"""The head of a comparison: what A and B are, their totals, and by how much these differ."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from tracedesk.ui import words
from tracedesk.ui.icons import icon
from tracedesk.ui.screens.compare.comparison import Comparison, Side
from tracedesk.ui.screens.compare.delta_words import delta, delta_share
from tracedesk.ui.screens.compare.totals import Totals
from tracedesk.ui.theme import tabular_font
from tracedesk.ui.widgets.labels import ElidedLabel, plain_label
from tracedesk.ui.widgets.waterfall_words import row_name


class CompareHeader(QWidget):
    """A table of three lines: A, B, and the difference."""

    left = Signal()
    swapped = Signal()
    difference_wanted = Signal(int)  # 1 the next row that differs, -1 the previous one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_header")
        self._names = {side: ElidedLabel() for side in "AB"}
        self._figures: dict[str, list[QLabel]] = {}
        self._told = plain_label("")
        self._told.setObjectName("compare_told")
        self._told.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(self._title_row())
        column.addLayout(self._grid())

    def show_comparison(self, comparison: Comparison) -> None:
        left, right = comparison.left.totals(), comparison.right.totals()
        for letter, side in (("A", comparison.left), ("B", comparison.right)):
            self._names[letter].show_text(_name(side))
        self._show("A", _figures(left))
        self._show("B", _figures(right))
        self._show("Δ", _deltas(left, right))
        count = len(comparison.differing)
        if count:
            told = self.tr("1 row differs") if count == 1 else self.tr("{count} rows differ")
            self._told.setText(told.format(count=words.number(count)))
        else:
            self._told.setText(self.tr("All steps have the same names, places and texts"))

    def _show(self, line: str, figures: list[str]) -> None:
        for label, text in zip(self._figures[line], figures, strict=True):
            label.setText(text)

    def _title_row(self) -> QHBoxLayout:
        title = plain_label(self.tr("Compare"))
        title.setProperty("role", "title")
        row = QHBoxLayout()
        row.setSpacing(6)
        back = self._button("compare_back", "chevron-left", self.tr("Back"), self.tr("Back (Esc)"))
        back.clicked.connect(self.left)
        swap = self._button("compare_swap", "refresh", self.tr("Swap A and B"), self.tr("Swap A and B (s)"))
        swap.clicked.connect(self.swapped)
        before = self._button(
            "previous_difference",
            "chevron-up",
            self.tr("Previous row that differs"),
            self.tr("Previous row that differs (Shift+F3)"),
        )
        before.clicked.connect(lambda: self.difference_wanted.emit(-1))
        after = self._button(
            "next_difference",
            "chevron-down",
            self.tr("Next row that differs"),
            self.tr("Next row that differs (F3)"),
        )
        after.clicked.connect(lambda: self.difference_wanted.emit(1))
        row.addWidget(back)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self._told)
        for button in (before, after, swap):
            row.addWidget(button)
        return row

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(22)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        titles = (self.tr("Steps"), self.tr("Errors"), self.tr("Latency"), self.tr("Tokens"), self.tr("Cost"))
        for place, title in enumerate(titles, 2):
            label = plain_label(title)
            label.setProperty("role", "muted")
            grid.addWidget(label, 0, place, Qt.AlignmentFlag.AlignRight)
        for row, line in enumerate(("A", "B", "Δ"), 1):
            grid.addWidget(plain_label(line, bold=True), row, 0)
            name = self._names.get(line) or plain_label(self.tr("B compared with A"))
            name.setObjectName(f"compare_name_{line}")
            grid.addWidget(name, row, 1)
            self._figures[line] = []
            for place, title in enumerate(titles, 2):
                figure = plain_label(words.UNKNOWN, bold=line == "Δ")
                figure.setObjectName(f"total_{line}_{place - 2}")
                figure.setFont(tabular_font())
                figure.setToolTip(f"{title}, {line}")
                grid.addWidget(figure, row, place, Qt.AlignmentFlag.AlignRight)
                self._figures[line].append(figure)
        return grid

    def _button(self, name: str, drawing: str, spoken: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setIcon(icon(drawing, "muted"))
        button.setAccessibleName(spoken)
        button.setToolTip(tip)
        return button


def _name(side: Side) -> str:
    row = side.rows.row(side.first)
    parts = [row_name(row), words.exact_time(row.start_ns)]
    if side.first:
        parts.append(side.rows.detail.trace.name or side.trace_id)
    return " · ".join(parts)


def _figures(totals: Totals) -> list[str]:
    return [
        words.number(totals.steps),
        words.number(totals.errors),
        words.duration(totals.latency_ns),
        words.tokens(totals.tokens),
        words.cost(totals.cost_pusd),
    ]


def _deltas(left: Totals, right: Totals) -> list[str]:
    def told(before: int | None, after: int | None, difference: str) -> str:
        share = delta_share(before, after)
        return f"{difference} ({share})" if share else difference

    def count(figure: int | None) -> str:
        return words.UNKNOWN if figure is None else words.number(figure)

    return [
        delta(left.steps, right.steps, count),
        delta(left.errors, right.errors, count),
        told(left.latency_ns, right.latency_ns, delta(left.latency_ns, right.latency_ns, words.duration)),
        told(left.tokens, right.tokens, delta(left.tokens, right.tokens, words.tokens)),
        told(left.cost_pusd, right.cost_pusd, delta(left.cost_pusd, right.cost_pusd, words.cost)),
    ]
