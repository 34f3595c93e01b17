"""The pill over a list that is held still: how many rows wait above."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractScrollArea, QPushButton
from typing_extensions import override

from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.words import number


class NewsPill(QPushButton):
    """Floats at the top of ``area``; a click means "show them"."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setObjectName("news_pill")
        self.setDefault(True)
        self.setToolTip(self.tr("Go to the newest rows and follow them (Ctrl+L)"))
        self.setAccessibleName(self.tr("New rows"))
        area.installEventFilter(self)
        self.hide()

    def count(self, fresh: int, *, more: bool = False) -> None:
        """Show the number of new rows; ``more``: there may be more of them."""
        self.setText(self.tr("%1 new").replace("%1", number(fresh) + ("+" if more else "")))
        self.setVisible(fresh > 0)
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        header = self._area.viewport().y()
        self.move((self._area.width() - self.width()) // 2, header + theme_keeper().gap * 2)
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
