"""PySide6 6.12.0 loses one reference to ``None`` per call that returns nothing, and Python 3.11 aborts in the end."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

TURNS = 1_000
LEEWAY = 100  # others drop and take references too, but none of them one for each turn

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")


class Painted(QWidget):
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        painter.end()


class Silent(QAbstractListModel):
    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 1

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> None:
        return None


def drift(turn: Callable[[], object]) -> int:
    """Return by how much the count of references to ``None`` moved over the turns."""
    for _ in range(10):
        turn()
    before = sys.getrefcount(None)
    for _ in range(TURNS):
        turn()
    return sys.getrefcount(None) - before


def test_turns_of_the_event_loop_leave_none_alone(qapp: QApplication) -> None:
    assert abs(drift(qapp.processEvents)) < LEEWAY


def test_calls_that_return_nothing_leave_none_alone(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert abs(drift(lambda: widget.setToolTip("a tip"))) < LEEWAY
    assert abs(drift(QApplication.focusWidget)) < LEEWAY


def test_timers_leave_none_alone(qapp: QApplication) -> None:
    def turn() -> None:
        QTimer.singleShot(0, lambda: None)
        qapp.processEvents()

    assert abs(drift(turn)) < LEEWAY


def test_painting_leaves_none_alone(qtbot: QtBot) -> None:
    widget = Painted()
    qtbot.addWidget(widget)
    widget.show()
    assert abs(drift(widget.repaint)) < LEEWAY


def test_a_model_that_answers_nothing_leaves_none_alone(qtbot: QtBot) -> None:
    model = Silent()
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.show()
    assert abs(drift(view.viewport().repaint)) < LEEWAY
