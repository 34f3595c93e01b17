"""The mapping rules in the settings: a table, and what can be done with them."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tracedesk.records.mapping_rule import MOST_RULES, MappingRule
from tracedesk.ui.context import UiContext
from tracedesk.ui.screens.settings.rule_dialog import RuleDialog
from tracedesk.ui.screens.settings.rules_model import COLUMNS, MappingRulesModel
from tracedesk.ui.theme import letter_width, theme_keeper

FEWEST_ROWS = 4  # that are seen at once


class RulesPanel(QWidget):
    """Shows the rules of the data folder."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapping_rules")
        self._context = context
        self._rules = context.rules
        self._model = MappingRulesModel()
        self._model.enabling.connect(self._enable)
        gap = theme_keeper().gap
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap * 2)
        column.addLayout(self._head())
        column.addWidget(self._explanation())
        self._table = self._make_table()
        column.addWidget(self._table, 1)
        self.setFocusProxy(self._table)
        self._rules.changed.connect(self._show)
        self._show()

    def _head(self) -> QHBoxLayout:
        title = QLabel(self.tr("Mapping rules"), self)
        title.setProperty("role", "heading")
        row = QHBoxLayout()
        row.setSpacing(theme_keeper().gap * 2)
        row.addWidget(title, 1)
        self._add = self._button("rule_add", self.tr("A&dd…"), self.tr("Add a mapping rule"), self._ask_new)
        self._edit = self._button(
            "rule_edit", self.tr("&Change…"), self.tr("Change the selected rule"), self._ask_change
        )
        self._delete = self._button(
            "rule_delete", self.tr("De&lete"), self.tr("Delete the selected rule"), self._delete_selected
        )
        self._up = self._button(
            "rule_up",
            self.tr("&Up"),
            self.tr("Let the selected rule count before the one above"),
            self._move_up,
        )
        self._down = self._button(
            "rule_down",
            self.tr("Do&wn"),
            self.tr("Let the selected rule count after the one below"),
            self._move_down,
        )
        for button in (self._add, self._edit, self._delete, self._up, self._down):
            row.addWidget(button)
        return row

    def _button(self, name: str, title: str, tip: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(title, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(lambda: act())
        return button

    def _explanation(self) -> QLabel:
        words = self.tr(
            "What attributes of your own instrumentation mean, for example acme.llm.prompt the input. The rules "
            "hold for all projects, from the next export on, and for stored spans when they are read again. Of two "
            "that tell the same, the upper one counts."
        )
        label = QLabel(words, self)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        return label

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setObjectName("mapping_rules_table")
        table.setAccessibleName(self.tr("Mapping rules"))
        table.setToolTip(self.tr("Space turns a rule on or off, Enter changes it, Delete deletes it"))
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setProperty("role", "padded")
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().setVisible(False)
        table.verticalHeader().setDefaultSectionSize(theme_keeper().row_pixels)
        table.setMinimumHeight(theme_keeper().row_pixels * (FEWEST_ROWS + 1))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        width = letter_width(self.fontMetrics())
        for section, one in enumerate(COLUMNS):
            if one.characters:
                header.resizeSection(section, round(width * one.characters))
            else:
                header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().selectionChanged.connect(lambda *_: self._show_selected())
        table.doubleClicked.connect(lambda _: self._ask_change())
        for key, act in (
            (Qt.Key.Key_Return, self._ask_change),
            (Qt.Key.Key_Enter, self._ask_change),
            (Qt.Key.Key_Delete, self._delete_selected),
            (Qt.Modifier.ALT | Qt.Key.Key_Up, self._move_up),
            (Qt.Modifier.ALT | Qt.Key.Key_Down, self._move_down),
        ):
            shortcut = QShortcut(QKeySequence(key), table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        return table

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._rules.refresh()

    def _show(self) -> None:
        row, column = self._row(), self._table.currentIndex().column()
        self._model.show_rules(self._rules.current)
        if row is not None and self._rules.current:
            self._select(min(row, len(self._rules.current) - 1), max(column, 0))
        self._show_selected()

    def _show_selected(self) -> None:
        row, count = self._row(), len(self._rules.current)
        self._add.setEnabled(count < MOST_RULES)
        self._edit.setEnabled(row is not None)
        self._delete.setEnabled(row is not None)
        self._up.setEnabled(row is not None and row > 0)
        self._down.setEnabled(row is not None and row < count - 1)

    def _row(self) -> int | None:
        index = self._table.currentIndex()
        return index.row() if index.isValid() else None

    def _select(self, row: int, column: int = 0) -> None:
        self._table.setCurrentIndex(self._model.index(row, column))

    def _enable(self, row: int, on: bool) -> None:
        self._rules.replace(row, replace(self._rules.current[row], enabled=on))

    def _delete_selected(self) -> None:
        if (row := self._row()) is not None:
            self._rules.delete(row)

    def _move_up(self) -> None:
        self._move(-1)

    def _move_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        row = self._row()
        if row is not None and 0 <= row + step < len(self._rules.current):
            self._rules.move(row, row + step)
            self._select(row + step)

    def _ask_new(self) -> None:
        dialog = RuleDialog(self._context, None, self)
        dialog.chosen.connect(self._add_rule)
        dialog.open()

    def _ask_change(self) -> None:
        row = self._row()
        if row is None:
            return
        before = self._rules.current[row]
        dialog = RuleDialog(self._context, before, self)

        def change(rule: MappingRule) -> None:
            if before in self._rules.current:  # in another row perhaps, as other windows change the rules too
                self._rules.replace(self._rules.current.index(before), rule)
            else:
                self._add_rule(rule)

        dialog.chosen.connect(change)
        dialog.open()

    def _add_rule(self, rule: MappingRule) -> None:
        self._rules.add(rule)
        self._select(len(self._rules.current) - 1)
