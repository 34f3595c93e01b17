"""Applies the look to the application: palette, style sheet, fonts, and sizes that follow the font."""

from typing import Literal, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from tracedesk.config.settings import RowHeight, Theme
from tracedesk.ui.colors import DARK, LIGHT, Colors
from tracedesk.ui.style_sheet import style_sheet

Tone: TypeAlias = Literal["light", "dark"]


_ROW_PADDING: dict[RowHeight, float] = {"compact": 0.35, "normal": 0.75, "roomy": 1.2}  # in heights of the font
_MONOSPACE = ("JetBrains Mono", "Cascadia Mono", "SF Mono", "Menlo", "Consolas", "DejaVu Sans Mono")


class ThemeKeeper(QObject):
    """Applies the theme to the application and follows the system's choice of light or dark."""

    changed = Signal()

    def __init__(self, app: QApplication, theme: Theme = "system", row_height: RowHeight = "normal") -> None:
        super().__init__(app)
        self._app = app
        self._theme = theme
        self._row_height = row_height
        self._known: dict[str, QColor] = {}  # read from the table once: delegates ask for every cell
        app.setStyle("Fusion")
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._apply)
        self._apply()

    @property
    def tone(self) -> Tone:
        if self._theme != "system":
            return self._theme
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    @property
    def colors(self) -> Colors:
        return DARK if self.tone == "dark" else LIGHT

    def choose(self, theme: Theme, row_height: RowHeight) -> None:
        self._theme, self._row_height = theme, row_height
        self._apply()

    def color(self, name: str) -> QColor:
        """Return a colour of the table by its field's name."""
        if name not in self._known:
            self._known[name] = QColor(str(getattr(self.colors, name)))
        return QColor(self._known[name])

    def kind_color(self, kind: str) -> QColor:
        if kind not in self._known:
            self._known[kind] = QColor(self.colors.kinds.get(kind, self.colors.kinds["SPAN"]))
        return QColor(self._known[kind])

    @property
    def row_pixels(self) -> int:
        """The height of a table's row, in device-independent pixels."""
        height = QFontMetrics(QApplication.font()).height()
        return round(height * (1 + _ROW_PADDING[self._row_height]))

    @property
    def gap(self) -> int:
        """The basic distance between things, in device-independent pixels; use multiples of it."""
        return max(4, round(QFontMetrics(QApplication.font()).height() / 4))

    def _apply(self) -> None:
        self._known.clear()
        self._app.setPalette(_palette(self.colors))
        self._app.setStyleSheet(style_sheet(self.colors, self.gap))
        self.changed.emit()


def theme_keeper() -> ThemeKeeper:
    """Return the application's keeper; one is made for an application that has none, as in a widget's test."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    found = app.findChild(ThemeKeeper)
    return found if found is not None else ThemeKeeper(app)


def letter_width(metrics: QFontMetrics) -> int:
    """Return the width of a usual letter or digit; the average over a font with Chinese signs is twice as wide."""
    return min(metrics.averageCharWidth(), metrics.horizontalAdvance("x"))


def monospace_font() -> QFont:
    """The font of payloads."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setFamilies([*_MONOSPACE, font.family()])
    font.setPointSizeF(QApplication.font().pointSizeF())
    return font


def tabular_font() -> QFont:
    """The application's font with figures of equal width, for columns of numbers."""
    font = QFont(QApplication.font())
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _palette(colors: Colors) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colors.window,
        QPalette.ColorRole.WindowText: colors.text,
        QPalette.ColorRole.Base: colors.surface,
        QPalette.ColorRole.AlternateBase: colors.raised,
        QPalette.ColorRole.Text: colors.text,
        QPalette.ColorRole.Button: colors.raised,
        QPalette.ColorRole.ButtonText: colors.text,
        QPalette.ColorRole.BrightText: colors.bad,
        QPalette.ColorRole.ToolTipBase: colors.raised,
        QPalette.ColorRole.ToolTipText: colors.text,
        QPalette.ColorRole.PlaceholderText: colors.muted,
        QPalette.ColorRole.Highlight: colors.selection,
        QPalette.ColorRole.HighlightedText: colors.text,
        QPalette.ColorRole.Link: colors.accent,
        QPalette.ColorRole.LinkVisited: colors.accent,
        QPalette.ColorRole.Accent: colors.accent,
        QPalette.ColorRole.Mid: colors.border,
        QPalette.ColorRole.Midlight: colors.hover,
        QPalette.ColorRole.Light: colors.raised,
        QPalette.ColorRole.Dark: colors.border,
        QPalette.ColorRole.Shadow: colors.border,
    }
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        faded = QColor(colors.muted)
        faded.setAlphaF(0.55)
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return palette
