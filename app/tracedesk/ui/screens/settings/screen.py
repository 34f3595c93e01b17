"""What the user may set; every change holds at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from tracedesk.config.settings import Settings
from tracedesk.ui.context import UiContext
from tracedesk.ui.location import Location
from tracedesk.ui.preferences import LARGEST_ZOOM, SMALLEST_ZOOM, Preferences
from tracedesk.ui.theme import theme_keeper


class SettingsScreen(QWidget):
    """A row a setting."""

    location_opened = Signal(Location)
    port_chosen = Signal(int)

    def __init__(self, context: UiContext, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings_screen")
        self._preferences = preferences
        self._form = QFormLayout()
        gap = theme_keeper().gap
        self._form.setVerticalSpacing(gap * 3)
        self._form.setHorizontalSpacing(gap * 6)
        title = QLabel(self.tr("Settings"), self)
        title.setProperty("role", "title")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 10, gap * 8, gap * 10, gap * 8)
        layout.setSpacing(gap * 5)
        layout.addWidget(title)
        layout.addLayout(self._form)
        layout.addWidget(self._places(context))
        layout.addStretch(1)
        self._build()
        preferences.changed.connect(self._show)
        self._show(preferences.current)

    def _build(self) -> None:
        change = self._preferences.change
        self._theme = self._combo(
            "settings_theme",
            self.tr("Light or dark"),
            ((self.tr("As the system"), "system"), (self.tr("Light"), "light"), (self.tr("Dark"), "dark")),
        )
        self._theme.activated.connect(lambda: change(theme=self._theme.currentData()))
        self._form.addRow(self.tr("&Theme"), self._theme)
        self._rows = self._combo(
            "settings_row_height",
            self.tr("The height of the rows in lists"),
            ((self.tr("Compact"), "compact"), (self.tr("Normal"), "normal"), (self.tr("Roomy"), "roomy")),
        )
        self._rows.activated.connect(lambda: change(row_height=self._rows.currentData()))
        self._form.addRow(self.tr("&Rows"), self._rows)
        self._zoom = self._spin("settings_zoom", self.tr("The size of the text"), SMALLEST_ZOOM, LARGEST_ZOOM)
        self._zoom.setSuffix(" %")
        self._zoom.setSingleStep(10)
        self._zoom.setKeyboardTracking(False)  # each step holds at once, a number that is typed when it is complete
        self._zoom.valueChanged.connect(lambda zoom: change(text_zoom=zoom))
        self._form.addRow(self.tr("Te&xt"), self._zoom)
        self._port = self._spin("settings_port", self.tr("The port that programs send to"), 1, 65535)
        self._port.editingFinished.connect(self._choose_port)
        self._form.addRow(self.tr("&Port"), self._port)
        self._keep = QCheckBox(self.tr("&Keep receiving after the window has closed"), self)
        self._keep.setObjectName("settings_keep_receiving")
        self._keep.setToolTip(self.tr("The receiver stays until it is stopped or the session ends"))
        self._keep.toggled.connect(lambda on: change(keep_receiving=on))
        self._form.addRow("", self._keep)

    def _combo(self, name: str, tip: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(name)
        combo.setToolTip(tip)
        combo.setAccessibleName(tip)
        combo.setMaximumWidth(self.fontMetrics().averageCharWidth() * 32)
        for title, value in choices:
            combo.addItem(title, value)
        return combo

    def _spin(self, name: str, tip: str, smallest: int, largest: int) -> QSpinBox:
        spin = QSpinBox(self)
        spin.setObjectName(name)
        spin.setToolTip(tip)
        spin.setAccessibleName(tip)
        spin.setRange(smallest, largest)
        spin.setMaximumWidth(self.fontMetrics().averageCharWidth() * 20)
        return spin

    def _choose_port(self) -> None:
        port = self._port.value()
        if port != self._preferences.current.port:
            self._preferences.change(port=port)
            self.port_chosen.emit(port)

    def _places(self, context: UiContext) -> QLabel:
        paths = context.runtime.paths
        words = self.tr("Data: %1\nSettings: %2")
        label = QLabel(words.replace("%1", str(paths.database)).replace("%2", str(paths.settings)), self)
        label.setProperty("role", "muted")
        label.setObjectName("settings_places")
        label.setTextInteractionFlags(label.textInteractionFlags() | label.textInteractionFlags().TextSelectableByMouse)
        return label

    def _show(self, settings: Settings) -> None:
        self._theme.setCurrentIndex(self._theme.findData(settings.theme))
        self._rows.setCurrentIndex(self._rows.findData(settings.row_height))
        self._zoom.setValue(settings.text_zoom)
        self._port.setValue(settings.port)
        self._keep.setChecked(settings.keep_receiving)
