"""The keys of a screen. Letters do nothing while a text is being typed: the field takes them first."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def add_shortcuts(screen: QWidget, actions: Mapping[str, Callable[[], object]]) -> None:
    """Bind key sequences, written in Qt's portable way, to what they do anywhere on the screen."""
    for keys, action in actions.items():
        shortcut = QShortcut(QKeySequence(keys), screen)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda action=action: action())
