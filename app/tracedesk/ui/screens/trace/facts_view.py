"""The facts of a step as a table of two columns, ids with a button to copy them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QToolButton, QWidget

from tracedesk.analysis.long_text import shortened
from tracedesk.ui.icons import icon
from tracedesk.ui.screens.trace.facts import Fact
from tracedesk.ui.theme import tabular_font
from tracedesk.ui.widgets.copy_menu import copy_text
from tracedesk.ui.widgets.labels import muted_label, plain_label

LONGEST = 2_000  # characters in view; the copy has all of them


class FactsView(QScrollArea):
    """Shows facts, one a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facts")
        self.setAccessibleName(self.tr("Facts about this step"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_facts(self, facts: list[Fact]) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        grid = QGridLayout(page)
        grid.setContentsMargins(12, 8, 8, 8)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(1)
        for row, fact in enumerate(facts):
            grid.addWidget(muted_label(fact.title), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.setRowMinimumHeight(row, self.fontMetrics().height() + 3)
            grid.addLayout(self._value(fact), row, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(facts), 1)
        self.setWidget(page)
        page.show()  # a visible scroll area does not do it

    def content_height(self) -> int:
        page = self.widget()
        return page.sizeHint().height() if page else 0

    def _value(self, fact: Fact) -> QHBoxLayout:
        label: QLabel = plain_label(shortened(fact.text, LONGEST))
        label.setFont(tabular_font())
        label.setWordWrap(True)
        label.setAccessibleName(f"{fact.title}: {fact.text}")
        row = QHBoxLayout()
        row.setSpacing(4)
        if fact.copies:
            row.addWidget(label)
            row.addWidget(self._copy_button(fact))
            row.addStretch(1)
        else:
            row.addWidget(label, 1)
        return row

    def _copy_button(self, fact: Fact) -> QToolButton:
        button = QToolButton()
        button.setObjectName("copy_fact")
        button.setProperty("role", "small")
        button.setAutoRaise(True)
        button.setIconSize(QSize(13, 13))
        button.setFixedHeight(self.fontMetrics().height() + 3)
        button.setIcon(icon("copy", "muted"))
        button.setAccessibleName(self.tr("Copy {what}").format(what=fact.title))
        button.setToolTip(self.tr("Copy"))
        button.clicked.connect(lambda: copy_text(fact.text, button))
        return button
