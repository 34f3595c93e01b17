"""The settings of the window, applied and kept at once."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from tracedesk.config.settings import Settings, save_settings
from tracedesk.runtime import Runtime
from tracedesk.ui.theme import theme_keeper

SMALLEST_ZOOM, LARGEST_ZOOM = 70, 200  # per cent


class Preferences(QObject):
    """Holds the current value; every change goes through ``change``."""

    changed = Signal(Settings)

    def __init__(self, runtime: Runtime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = runtime.paths.settings
        self._points = QApplication.font().pointSizeF()
        settings = runtime.settings
        self.current = replace(settings, text_zoom=_within(settings.text_zoom))
        self._apply()

    def change(self, **fields: Any) -> None:
        """Set fields of ``Settings``, keep them on disk and apply them."""
        changed = replace(self.current, **fields)
        if changed == self.current:
            return
        save_settings(self._path, changed)
        self.current = changed
        self._apply()
        self.changed.emit(changed)

    def zoom(self, steps: int) -> None:
        """Make the text larger or smaller by tenths; 0 steps: as large as the system has it."""
        wanted = self.current.text_zoom + 10 * steps if steps else 100
        self.change(text_zoom=_within(wanted))

    def _apply(self) -> None:
        font = QApplication.font()
        font.setPointSizeF(self._points * self.current.text_zoom / 100)
        QApplication.setFont(font)
        theme_keeper().choose(self.current.theme, self.current.row_height)


def _within(zoom: int) -> int:
    return max(SMALLEST_ZOOM, min(LARGEST_ZOOM, zoom))
