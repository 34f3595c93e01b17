"""The window in Chinese: nothing in it still says what has a translation."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget

from tracedesk.ui.application import Session
from tracedesk.ui.i18n import install_translation
from tracedesk.ui.key_sheet import KeySheet
from tracedesk.ui.main_window import MainWindow
from ui.translations import TS, messages
from ui.widgets import found


@pytest.fixture
def chinese_window(qapp: QApplication, english_again: None, open_session: Callable[..., Session]) -> MainWindow:
    assert install_translation(qapp, QLocale("zh_CN"))
    window = open_session(3).window
    KeySheet(window)
    return window


def shown_words(window: MainWindow) -> Iterator[str]:
    for action in window.findChildren(QAction):
        yield action.text()
    for widget in window.findChildren(QWidget):
        yield widget.toolTip()
        yield widget.accessibleName()
        yield widget.windowTitle()
        if isinstance(widget, QAbstractButton | QLabel):
            yield widget.text()


def test_nothing_is_left_in_english(chinese_window: MainWindow) -> None:
    english = {source for (_, source), chinese in messages(TS).items() if source != chinese}
    shown = set(shown_words(chinese_window))
    assert {"文件(&F)", "导出(&E)…", "快捷键(&K)", "后退、前进"} <= shown
    assert shown & english == set()


def test_the_rail_is_chinese(chinese_window: MainWindow) -> None:
    rail = {name: found(chinese_window, QToolButton, f"rail_{name}") for name in ("traces", "connect", "settings")}
    assert [button.text() for button in rail.values()] == ["追踪", "连接", "设置"]
    assert rail["traces"].toolTip() == "追踪 (Ctrl+1)"


def test_the_next_window_speaks_english_again(open_session: Callable[..., Session]) -> None:
    window = open_session().window
    assert found(window, QToolButton, "rail_traces").text() == "Traces"
    assert QCoreApplication.translate("MainWindow", "&File") == "&File"
