"""Links in texts from outside: where they lead is shown first, and only a second click goes there."""

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QCursor, QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from tracedesk.analysis.long_text import shortened
from tracedesk.ui.widgets.copy_menu import copy_text

OPENED = ("http", "https", "mailto")


def show_link_menu(url: QUrl, near: QWidget) -> QMenu:
    """Offer to open or to copy an address; other schemes than web and mail can only be copied."""
    translate = QCoreApplication.translate
    address = url.toString()
    menu = QMenu(near)
    menu.setObjectName("link_menu")
    where = menu.addAction(shortened(address, 90).replace("&", "&&"))
    where.setEnabled(False)
    menu.addSeparator()
    if url.scheme().lower() in OPENED:
        go = menu.addAction(translate("Links", "Open in the browser"))
        go.triggered.connect(lambda: QDesktopServices.openUrl(url))
    copy = menu.addAction(translate("Links", "Copy address"))
    copy.triggered.connect(lambda: copy_text(address, near))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(QCursor.pos())
    return menu
