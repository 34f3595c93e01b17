"""An icon that stands by itself and follows the theme."""

from PySide6.QtWidgets import QLabel, QWidget

from tracedesk.ui.icons import icon
from tracedesk.ui.theme import theme_keeper


class IconLabel(QLabel):
    """``role`` names a colour of the theme, ``side`` is in device-independent pixels."""

    def __init__(self, name: str, role: str, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon(name, role)
        self._side = side
        theme_keeper().changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(self._icon.pixmap(self._side, self._side))
