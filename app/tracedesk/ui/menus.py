"""The menu bar."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from tracedesk.config.settings import Settings
from tracedesk.ui.location import Location

if TYPE_CHECKING:
    from tracedesk.ui.main_window import MainWindow

translate = QCoreApplication.translate


def fill_menus(window: "MainWindow") -> None:
    """Give the window its menus and their keys."""
    _file(window)
    _edit(window)
    _view(window)
    _go(window)
    _help(window)


def _add(
    window: "MainWindow",
    menu: QMenu,
    name: str,
    title: str,
    act: Callable[[], object],
    keys: QKeySequence.StandardKey | str | None = None,
) -> QAction:
    action = QAction(title, window)
    action.setObjectName(name)
    if keys is not None:
        action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda: act())
    menu.addAction(action)
    return action


def _file(window: "MainWindow") -> None:
    menu = window.menuBar().addMenu(translate("MainWindow", "&File"))
    _add(window, menu, "export", translate("MainWindow", "&Export…"), window.traces.open_export, "Ctrl+E")
    menu.addSeparator()
    quit_action = _add(
        window, menu, "quit", translate("MainWindow", "&Quit"), window.close, QKeySequence.StandardKey.Quit
    )
    quit_action.setMenuRole(QAction.MenuRole.QuitRole)


def _edit(window: "MainWindow") -> None:
    menu = window.menuBar().addMenu(translate("MainWindow", "&Edit"))
    undo = window.context.undo.createUndoAction(window, translate("MainWindow", "&Undo"))
    undo.setObjectName("undo")
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    redo = window.context.undo.createRedoAction(window, translate("MainWindow", "&Redo"))
    redo.setObjectName("redo")
    redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    menu.addActions([undo, redo])
    menu.addSeparator()
    _add(
        window, menu, "filter", translate("MainWindow", "&Filter"), window.filter_traces, QKeySequence.StandardKey.Find
    )


def _view(window: "MainWindow") -> None:
    menu = window.menuBar().addMenu(translate("MainWindow", "&View"))
    themes = QActionGroup(window)
    for name, title in (
        ("system", translate("MainWindow", "Theme of the &system")),
        ("light", translate("MainWindow", "&Light")),
        ("dark", translate("MainWindow", "&Dark")),
    ):
        action = _add(window, menu, f"theme_{name}", title, partial(window.preferences.change, theme=name))
        action.setCheckable(True)
        action.setData(name)
        themes.addAction(action)

    def mark(settings: Settings) -> None:
        for action in themes.actions():
            action.setChecked(action.data() == settings.theme)

    mark(window.preferences.current)
    window.preferences.changed.connect(mark)
    menu.addSeparator()
    _add(window, menu, "zoom_in", translate("MainWindow", "Larger &text"), lambda: window.preferences.zoom(1), "Ctrl++")
    _add(
        window,
        menu,
        "zoom_out",
        translate("MainWindow", "S&maller text"),
        lambda: window.preferences.zoom(-1),
        "Ctrl+-",
    )
    _add(
        window, menu, "zoom_reset", translate("MainWindow", "&Usual text"), lambda: window.preferences.zoom(0), "Ctrl+0"
    )
    menu.addSeparator()
    _add(window, menu, "full_screen", translate("MainWindow", "&Full screen"), window.toggle_full_screen, "F11")


def _go(window: "MainWindow") -> None:
    menu = window.menuBar().addMenu(translate("MainWindow", "&Go"))
    _add(window, menu, "go_traces", translate("MainWindow", "&Traces"), lambda: window.go(Location("traces")), "Ctrl+1")
    _add(
        window,
        menu,
        "go_connect",
        translate("MainWindow", "&Connect"),
        lambda: window.go(Location("connect")),
        "Ctrl+2",
    )
    _add(window, menu, "go_inbox", translate("MainWindow", "&Inbox"), lambda: window.go(Location("inbox")), "Ctrl+3")
    _add(window, menu, "go_projects", translate("MainWindow", "&Projects"), window.show_projects, "Ctrl+P")
    settings = _add(
        window,
        menu,
        "go_settings",
        translate("MainWindow", "&Settings"),
        lambda: window.go(Location("settings")),
        "Ctrl+,",
    )
    settings.setMenuRole(QAction.MenuRole.PreferencesRole)
    menu.addSeparator()
    _add(window, menu, "back", translate("MainWindow", "&Back"), window.go_back, "Alt+Left")
    _add(window, menu, "forward", translate("MainWindow", "&Forward"), window.go_forward, "Alt+Right")
    menu.addSeparator()
    _add(window, menu, "follow", translate("MainWindow", "Follow, or hold sti&ll"), window.toggle_following, "Ctrl+L")


def _help(window: "MainWindow") -> None:
    menu = window.menuBar().addMenu(translate("MainWindow", "&Help"))
    _add(window, menu, "keys", translate("MainWindow", "&Keys"), window.show_keys, "?")
    about = _add(window, menu, "about", translate("MainWindow", "&About Tracedesk"), window.show_about)
    about.setMenuRole(QAction.MenuRole.AboutRole)
