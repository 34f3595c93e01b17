"""Copying to the clipboard, and the menu that offers what can be copied."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from tracedesk.analysis.payload import pretty_json
from tracedesk.records.json import Json


@dataclass(frozen=True, slots=True)
class CopyEntry:
    """Something to copy; its text is made when it is chosen."""

    title: str
    text: Callable[[], str]


@runtime_checkable
class CopySource(Protocol):
    """A widget that knows what can be copied of what is selected in it; the first entry is the plain copy."""

    def copy_entries(self) -> Sequence[CopyEntry]: ...


def source_at_focus(within: QWidget) -> CopySource | None:
    """Return the nearest thing round the focus that knows what to copy."""
    widget = QApplication.focusWidget()
    while widget is not None and widget is not within:
        if isinstance(widget, CopySource) and widget.copy_entries():
            return widget
        widget = widget.parentWidget()
    return None


def copy_text(text: str, near: QWidget) -> None:
    """Put ``text`` on the clipboard and say so beside ``near``."""
    QGuiApplication.clipboard().setText(text)
    said = QCoreApplication.translate("CopyMenu", "Copied {count} characters").format(count=len(text))
    QToolTip.showText(near.mapToGlobal(QPoint(12, 12)), said, near)


def show_copy_menu(entries: Sequence[CopyEntry], near: QWidget, at: QPoint | None = None) -> QMenu | None:
    """Open a menu of ``entries`` at a point of the screen, or inside ``near``."""
    if not entries:
        return None
    menu = QMenu(near)
    menu.setObjectName("copy_menu")
    menu.setAccessibleName(QCoreApplication.translate("CopyMenu", "Copy"))
    for entry in entries:
        action = menu.addAction(entry.title.replace("&", "&&"))
        action.triggered.connect(lambda _checked=False, entry=entry: copy_text(entry.text(), near))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at or near.mapToGlobal(QPoint(24, 24)))
    return menu


def value_text(value: Json) -> str:
    """Return a value as it is copied: a text as it is, anything else as indented JSON."""
    return value if isinstance(value, str) else pretty_json(value)
