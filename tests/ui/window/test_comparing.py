"""Marking two traces in the window, with keys alone."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tracedesk.ui.location import Location
from tracedesk.ui.main_window import MainWindow
from ui.window.conftest import settle

Open = Callable[..., MainWindow]
Key = Qt.Key


def press(qtbot: QtBot, window: MainWindow, *keys: Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        settle(qtbot, window)


def chip(window: MainWindow) -> QWidget:
    found = window.findChild(QWidget, "compare_chip")
    assert isinstance(found, QWidget)
    return found


def test_c_on_two_traces_of_the_list_compares_them_and_esc_leads_back(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(5)
    window.traces.setFocus()
    press(qtbot, window, Key.Key_J, Key.Key_C)
    assert chip(window).isVisible()
    told = chip(window).findChild(QLabel, "compare_chip_text")
    assert isinstance(told, QLabel)
    assert told.text().startswith("A: ")
    press(qtbot, window, Key.Key_J, Key.Key_C)
    assert not chip(window).isVisible()
    assert window.compare.isVisible()
    press(qtbot, window, Key.Key_Escape)
    assert window.traces.isVisible()


def test_esc_takes_the_mark_back_before_it_leaves_the_trace(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(5)
    window.go(Location("trace", "trace-000002"))
    settle(qtbot, window)
    press(qtbot, window, Key.Key_C)
    assert chip(window).isVisible()
    press(qtbot, window, Key.Key_Escape)
    assert not chip(window).isVisible()
    assert window.trace.isVisible()
    press(qtbot, window, Key.Key_Escape)
    assert window.traces.isVisible()


def test_x_takes_the_mark_back_on_the_trace_page(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(5)
    window.go(Location("trace", "trace-000002"))
    settle(qtbot, window)
    press(qtbot, window, Key.Key_C, Key.Key_X)
    assert not chip(window).isVisible()


def test_a_link_opens_a_comparison(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(5)
    window.go_to_text("compare/trace-000001/trace-000002")
    settle(qtbot, window)
    assert window.compare.isVisible()
