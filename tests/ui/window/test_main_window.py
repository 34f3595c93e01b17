"""The window: where one is, how one gets elsewhere, and what it tells."""

from collections.abc import Callable
from typing import TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPushButton,
    QTabBar,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from tracedesk.queries.ratings import verdicts
from tracedesk.ui.key_sheet import KeySheet
from tracedesk.ui.location import Location
from tracedesk.ui.main_window import MainWindow
from tracedesk.ui.receiver import ReceiverState
from tracedesk.ui.screens.traces.table import TraceTable
from ui.widgets import found
from ui.window.conftest import settle

Open: TypeAlias = Callable[..., MainWindow]
Key = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PLAIN = Qt.KeyboardModifier.NoModifier


def here(window: MainWindow) -> str:
    """Return which screen is in view, and that the rail says so too."""
    screens = {"traces": window.traces, "trace": window.trace, "connect": window.connect_screen}
    screens["settings"] = window.settings_screen
    name = next(name for name, screen in screens.items() if screen.isVisible())
    rail = "traces" if name == "trace" else name
    assert [one for one in ("traces", "connect", "settings") if rail_button(window, one).isChecked()] == [rail]
    return name


def rail_button(window: MainWindow, screen: str) -> QToolButton:
    return found(window, QToolButton, f"rail_{screen}")


def press(qtbot: QtBot, key: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> None:
    """Press a key where the focus is, as a keyboard does."""
    qtbot.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, keys)


def table(window: MainWindow) -> TraceTable:
    return found(window, TraceTable, "traces_table")


def text(window: MainWindow, name: str) -> str:
    return found(window, QLabel, name).text()


def test_a_first_start_shows_how_to_connect(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: here(window) == "connect")
    window.go_back()
    assert here(window) == "traces"


def test_a_folder_with_traces_opens_on_the_list(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(30)
    assert here(window) == "traces"
    assert table(window).model().rowCount() == 30
    qtbot.waitUntil(lambda: text(window, "status_rows") == "30 of 30 traces")


def test_keys_and_the_rail_lead_to_every_screen(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(5)
    for key, screen in ((Key.Key_2, "connect"), (Key.Key_Comma, "settings"), (Key.Key_1, "traces")):
        press(qtbot, key, CTRL)
        assert here(window) == screen
    for screen in ("settings", "connect", "traces"):
        qtbot.mouseClick(rail_button(window, screen), Qt.MouseButton.LeftButton)
        assert here(window) == screen


def test_back_and_forward_lead_where_one_was(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(5)
    window.go(Location("trace", "trace-000003"))
    window.go(Location("settings"))
    places = [here(window)]
    for key in (Key.Key_Left, Key.Key_Left, Key.Key_Left, Key.Key_Right, Key.Key_Right, Key.Key_Right):
        press(qtbot, key, ALT)
        places.append(here(window))
    assert places == ["settings", "trace", "traces", "traces", "trace", "settings", "settings"]


def test_a_question_mark_shows_the_keys_unless_a_text_is_typed(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(5)
    box = found(window, QLineEdit, "traces_filter")
    box.setFocus()
    qtbot.keyClicks(box, "why?")
    assert box.text() == "why?"
    assert window.findChild(KeySheet) is None
    table(window).setFocus()
    press(qtbot, Key.Key_Question)
    sheet = window.findChild(QDialog, "key_sheet")
    assert isinstance(sheet, KeySheet)
    assert sheet.isVisible()
    qtbot.keyClick(sheet, Key.Key_Escape)
    assert not sheet.isVisible()


@pytest.mark.parametrize("screen", ["traces", "connect", "settings"])
def test_ctrl_f_leads_to_the_filter_from_everywhere(qtbot: QtBot, open_window: Open, screen: str) -> None:
    window = open_window(5)
    rail_button(window, screen).click()
    press(qtbot, Key.Key_F, CTRL)
    assert here(window) == "traces"
    assert found(window, QLineEdit, "traces_filter").hasFocus()


def test_ctrl_l_holds_the_list_still_and_follows_it_again(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(5)
    press(qtbot, Key.Key_L, CTRL)
    assert not window.traces.following
    press(qtbot, Key.Key_L, CTRL)
    assert window.traces.following


def test_the_next_trace_is_the_row_below_in_the_list(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(5)
    window.go(Location("trace", "trace-000002"))
    press(qtbot, Key.Key_BracketRight)
    assert window.traces.selected_trace_ids() == ("trace-000003",)
    assert here(window) == "trace"
    press(qtbot, Key.Key_BracketLeft)
    assert window.traces.selected_trace_ids() == ("trace-000002",)
    press(qtbot, Key.Key_Escape)
    assert here(window) == "traces"


def test_it_opens_as_large_as_it_was(qtbot: QtBot, open_window: Open) -> None:
    first = open_window(3)
    first.resize(first.width(), 533)  # Qt fits the width into the off-screen platform's 800 pixels
    first.close()
    assert open_window().height() == 533


def test_a_place_beyond_every_screen_is_not_kept(qtbot: QtBot, open_window: Open) -> None:
    first = open_window(3)
    first.move(90_000, 90_000)
    first.close()
    again = open_window()
    assert any(screen.geometry().intersects(again.geometry()) for screen in QGuiApplication.screens())


def test_a_rating_is_told_and_taken_back_from_the_note(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(5)
    runtime = window.context.runtime

    def good() -> bool | None:
        found_there = verdicts(runtime.database, runtime.project_id, ("trace-000004",))["trace-000004"]
        return found_there.good if found_there else None

    table(window).selectRow(4)
    table(window).setFocus()
    press(qtbot, Key.Key_1)
    button = found(window.toast, QPushButton, "toast_action")
    qtbot.waitUntil(button.isVisible)
    assert "Rated good: 1" in {label.text() for label in window.toast.findChildren(QLabel)}
    qtbot.waitUntil(lambda: good() is True)
    button.click()
    qtbot.waitUntil(lambda: good() is None)
    assert not window.toast.isVisible()
    press(qtbot, Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: good() is True)
    press(qtbot, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: good() is None)


def test_a_second_start_leads_to_a_place_and_nonsense_is_told(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(5)
    window.go_to_text("trace/trace-000001")
    assert here(window) == "trace"
    window.go_to_text("")
    assert here(window) == "trace"
    window.go_to_text("<b>nowhere")
    assert here(window) == "trace"
    assert window.toast.isVisible()
    assert "'<b>nowhere' is no place in Tracedesk" in {label.text() for label in window.toast.findChildren(QLabel)}


def test_the_menu_and_the_settings_agree_on_the_theme(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(3)
    actions = {name: window.findChild(QAction, f"theme_{name}") for name in ("system", "light", "dark")}
    actions["dark"].trigger()
    assert window.preferences.current.theme == "dark"
    window.preferences.change(theme="light")
    assert [name for name, action in actions.items() if action.isChecked()] == ["light"]


def test_keys_change_the_size_of_the_text(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(3)
    before = QApplication.font().pointSizeF()
    press(qtbot, Key.Key_Plus, CTRL)
    assert QApplication.font().pointSizeF() > before
    press(qtbot, Key.Key_0, CTRL)
    assert QApplication.font().pointSizeF() == before
    press(qtbot, Key.Key_Minus, CTRL)
    assert QApplication.font().pointSizeF() < before
    assert window.preferences.current.text_zoom == 90


def test_the_status_bar_tells_of_the_receiver_the_rows_and_the_store(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(5)
    address = found(window, QToolButton, "status_address")
    assert address.text() == "Starting the receiver…"
    window._receiver.state_changed.emit(ReceiverState(phase="listening", url="http://127.0.0.1:4517"))
    address.click()
    assert QGuiApplication.clipboard().text() == "http://127.0.0.1:4517"
    window._receiver.received.emit(500)
    qtbot.waitUntil(lambda: text(window, "status_rate") == "100 observations/s")
    assert text(window, "status_size").endswith("B")
    table(window).selectAll()
    assert text(window, "status_selection").startswith("5 selected · ")
    window._receiver.state_changed.emit(ReceiverState(phase="port_taken", port=4517, words="nginx", free_port=4518))
    assert address.text() == "Port 4517 is taken"
    assert found(window, QPushButton, "use_free_port").isVisible()


def test_every_button_can_be_found_by_its_name_and_says_what_it_does(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(5)
    settle(qtbot, window)
    window.go(Location("trace", "trace-000002"))
    settle(qtbot, window)
    silent = [
        button.objectName() or button.text() or type(button).__name__
        for button in window.findChildren(QAbstractButton)
        if not (button.objectName() and button.toolTip() and (button.accessibleName() or button.text()))
        and type(button.parent()) not in (QLineEdit, QTabBar, QMenuBar, TraceTable)  # Qt's own parts
        and (button.isVisible() or button.text())
    ]
    assert silent == []
