"""What the user may set; every change holds at once."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QScrollArea, QSpinBox, QVBoxLayout, QWidget
from typing_extensions import override

from tracedesk.config.settings import Settings
from tracedesk.store.disk_speed import CommitCosts, commit_costs
from tracedesk.ui.context import UiContext
from tracedesk.ui.location import Location
from tracedesk.ui.preferences import LARGEST_ZOOM, SMALLEST_ZOOM, Preferences
from tracedesk.ui.screens.settings.read_again_row import ReadAgainRow
from tracedesk.ui.screens.settings.rules_panel import RulesPanel
from tracedesk.ui.task import Task
from tracedesk.ui.theme import theme_keeper


class SettingsScreen(QWidget):
    """A row a setting, and the mapping rules."""

    location_opened = Signal(Location)
    port_chosen = Signal(int)
    durability_chosen = Signal()

    def __init__(self, context: UiContext, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings_screen")
        self._preferences = preferences
        self._context = context
        self._measuring: Task | None = None
        self._form = QFormLayout()
        gap = theme_keeper().gap
        self._form.setVerticalSpacing(gap * 3)
        self._form.setHorizontalSpacing(gap * 6)
        title = QLabel(self.tr("Settings"), self)
        title.setProperty("role", "title")
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(gap * 10, gap * 8, gap * 10, gap * 8)
        layout.setSpacing(gap * 5)
        layout.addWidget(title)
        layout.addLayout(self._form)
        layout.addWidget(self._places(context))
        layout.addWidget(RulesPanel(context, self), 1)
        area = QScrollArea(self)
        area.setProperty("role", "clear")
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
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
        self._durability = self._combo(
            "settings_durability",
            self.tr("What has been answered with success outlives a power cut, or a crash of the program only"),
            ((self.tr("Safe from power cuts"), "full"), (self.tr("Faster, safe from crashes"), "normal")),
        )
        self._durability.activated.connect(self._choose_durability)
        self._form.addRow(self.tr("&Safety"), self._durability)
        self._cost = QLabel(self.tr("Measuring what a commit takes on this disk …"), self)
        self._cost.setObjectName("settings_commit_cost")
        self._cost.setProperty("role", "muted")
        self._form.addRow("", self._cost)
        self._keep = QCheckBox(self.tr("&Keep receiving after the window has closed"), self)
        self._keep.setObjectName("settings_keep_receiving")
        self._keep.setToolTip(self.tr("The receiver stays until it is stopped or the session ends"))
        self._keep.toggled.connect(lambda on: change(keep_receiving=on))
        self._form.addRow("", self._keep)
        self._form.addRow(self.tr("Stored spans"), ReadAgainRow(self._context, self))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._measuring is None:
            folder = self._context.runtime.paths.data_dir
            self._measuring = Task(self._context.executor, lambda progress, cancelled: commit_costs(folder), self)
            self._measuring.done.connect(self._show_cost)
            self._measuring.failed.connect(lambda error: self._cost.setText(str(error)))
            self._measuring.start()

    def _show_cost(self, costs: CommitCosts) -> None:
        words = self.tr("A commit takes %1 ms safe from power cuts, %2 ms safe from crashes, on this disk.")
        numbers = (f"{costs.full_ms:.2f}", f"{costs.normal_ms:.2f}")
        self._cost.setText(words.replace("%1", numbers[0]).replace("%2", numbers[1]))

    def _choose_durability(self) -> None:
        chosen = self._durability.currentData()
        if chosen != self._preferences.current.durability:
            self._preferences.change(durability=chosen)
            self.durability_chosen.emit()

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
        self._durability.setCurrentIndex(self._durability.findData(settings.durability))
