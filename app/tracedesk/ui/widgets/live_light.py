"""A small light: grey while nothing comes, green when something has, red when nothing can."""

from typing import Literal, TypeAlias

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracedesk.ui.theme import theme_keeper

Light: TypeAlias = Literal["waiting", "ready", "receiving", "broken"]
_ROLES: dict[Light, str] = {"waiting": "muted", "ready": "muted", "receiving": "good", "broken": "bad"}


class LiveLight(QWidget):
    """Colour is not the only signal: waiting is a ring, and the words stand beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light: Light = "waiting"
        self.setFixedSize(self.sizeHint())
        theme_keeper().changed.connect(self.update)

    @property
    def light(self) -> Light:
        return self._light

    def show_light(self, light: Light) -> None:
        self._light = light
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = round(self.fontMetrics().height() * 0.75)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = theme_keeper().color(_ROLES[self._light])
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        if self._light == "waiting":
            painter.setPen(color)
            painter.drawEllipse(area)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        if self._light == "receiving":
            halo = theme_keeper().color("good")
            halo.setAlphaF(0.25)
            painter.setBrush(halo)
            painter.drawEllipse(QRectF(self.rect()))
            area.adjust(1.5, 1.5, -1.5, -1.5)
        painter.setBrush(color)
        painter.drawEllipse(area)
