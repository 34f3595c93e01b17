"""The one icon set: line drawings in ``resources/icons``, in any colour, sharp on any screen."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from tracedesk.config.resources import resource
from tracedesk.ui.theme import theme_keeper

SIZE = 16  # device-independent pixels


def icon(name: str, role: str = "text") -> QIcon:
    """Return an icon in a colour of the theme (the name of a field of ``Colors``); it follows the theme."""
    return QIcon(_ThemeIcon(name, role))


def app_icon() -> QIcon:
    return QIcon(str(resource("icons/app.svg")))


def paint_icon(painter: QPainter, name: str, area: QRectF, color: QColor) -> None:
    """Draw an icon into ``area``, for delegates."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    side = max(1, round(min(area.width(), area.height())))
    painter.drawPixmap(
        QPointF(area.x(), area.y()), icon_pixmap(name, color.name(QColor.NameFormat.HexArgb), side, ratio)
    )


@lru_cache(maxsize=1_024)
def icon_pixmap(name: str, argb: str, side: int, ratio: float) -> QPixmap:
    """Return the drawing at ``side`` device-independent pixels for a screen of that pixel ratio."""
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", QColor(argb).name()).encode()))
    painter.setOpacity(QColor(argb).alphaF())
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


class _ThemeIcon(QIconEngine):
    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    @override
    def clone(self) -> QIconEngine:
        return _ThemeIcon(self._name, self._role)

    @override
    def paint(self, painter: QPainter, rect: object, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, self._name, QRectF(rect), self._color(mode))  # type: ignore[call-overload]

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return icon_pixmap(
            self._name, self._color(mode).name(QColor.NameFormat.HexArgb), min(size.width(), size.height()), 1.0
        )

    @override
    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # Since Qt 6.8 the size is in device-independent pixels.
        side = min(size.width(), size.height())
        return icon_pixmap(self._name, self._color(mode).name(QColor.NameFormat.HexArgb), side, scale)

    def _color(self, mode: QIcon.Mode) -> QColor:
        color = theme_keeper().color(self._role)
        if mode == QIcon.Mode.Disabled:
            color.setAlphaF(0.4)
        return color
