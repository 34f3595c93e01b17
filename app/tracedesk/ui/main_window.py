"""The window: rail, screens, menus, status. Only here is it decided which screen answers a Location."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from tracedesk.config.about import VERSION
from tracedesk.ui.banners import Banners
from tracedesk.ui.context import UiContext
from tracedesk.ui.history import History
from tracedesk.ui.icons import app_icon
from tracedesk.ui.key_sheet import KeySheet
from tracedesk.ui.keys import Keys
from tracedesk.ui.location import Location, parse_location
from tracedesk.ui.menus import fill_menus
from tracedesk.ui.preferences import Preferences
from tracedesk.ui.project_menu import ProjectMenu
from tracedesk.ui.rail import Rail
from tracedesk.ui.receiver import ReceiverState, ReceiverWatch
from tracedesk.ui.screens.compare.screen import CompareScreen
from tracedesk.ui.screens.connect.screen import ConnectScreen
from tracedesk.ui.screens.inbox.screen import InboxScreen
from tracedesk.ui.screens.settings.screen import SettingsScreen
from tracedesk.ui.screens.trace.screen import TraceScreen
from tracedesk.ui.screens.traces.screen import TracesScreen
from tracedesk.ui.status import Status
from tracedesk.ui.widgets.compare_chip import CompareChip
from tracedesk.ui.widgets.toast import Toast

FIRST_SIZE = (1280, 800)
KEEP_GEOMETRY_MS = 500


class MainWindow(QMainWindow):
    """Shows one data folder."""

    def __init__(self, context: UiContext, receiver: ReceiverWatch) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("Tracedesk")
        self.setWindowIcon(app_icon())
        self.context = context
        self._receiver = receiver
        self.preferences = Preferences(context.runtime, self)
        self.keys = Keys(context, self)
        self._build()
        self._connect()
        fill_menus(self)
        self._history = History(Location("traces"))
        self._show(self._history.here)
        self._restore()
        self._keep_geometry = QTimer(self, singleShot=True, interval=KEEP_GEOMETRY_MS)
        self._keep_geometry.timeout.connect(self._keep)
        self.keys.find()
        context.projects.refresh()
        self.traces.setFocus()

    def _build(self) -> None:
        context = self.context
        self.project_menu = ProjectMenu(context.project, context.projects, self)
        self._rail = Rail(self.project_menu, self)
        self._rail.project.show_name(context.project.name)
        self._banners = Banners(self.keys, self)
        self._compare_chip = CompareChip(self)
        self.traces = TracesScreen(context, self)
        self.trace = TraceScreen(context, parent=self)
        self.compare = CompareScreen(context, self)
        self.connect_screen = ConnectScreen(context, self.keys, self)
        self.inbox = InboxScreen(context, self)
        self.settings_screen = SettingsScreen(context, self.preferences, self)
        self._stack = QStackedWidget(self)
        for screen in self._screens().values():
            self._stack.addWidget(screen)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._banners)
        right.addWidget(self._compare_chip)
        right.addWidget(self._stack, 1)
        centre = QWidget(self)
        layout = QHBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._rail)
        layout.addLayout(right, 1)
        self.setCentralWidget(centre)
        self.status = Status(context.runtime.paths.database, self)
        self.setStatusBar(self.status)
        self.toast = Toast(self)

    def _connect(self) -> None:
        for screen in (self.traces, self.trace, self.compare, self.connect_screen, self.inbox, self.settings_screen):
            screen.location_opened.connect(self.go)
        for source in (
            self.traces,
            self.keys,
            self.connect_screen,
            self.inbox,
            self.context.ratings,
            self.context.projects,
            self.context.rules,
        ):
            source.failed.connect(self._tell_failure)
        for speaker in (self.traces, self.connect_screen, self.inbox):
            speaker.told.connect(self.toast.show_message)
        self.context.ratings.told.connect(self._offer_undo)
        self.context.projects.told.connect(self._offer_undo)
        self.context.rules.told.connect(self._offer_undo)
        self.context.project.changed.connect(self._show_project)
        self.context.project.listed.connect(self._name_project)
        self.project_menu.keys_wanted.connect(lambda: self.go(Location("connect")))
        self.inbox.counted.connect(self._rail.show_inbox_count)
        self._rail.chosen.connect(lambda screen: self.go(Location(screen)))
        self._banners.port_chosen.connect(self._use_port)
        self.settings_screen.port_chosen.connect(self._receiver.use_port)
        self.settings_screen.durability_chosen.connect(self._receiver.restart)
        self.context.marks.changed.connect(lambda thing: self._compare_chip.show_mark(thing and thing.name))
        self.context.marks.completed.connect(self.go)
        self._compare_chip.dropped.connect(self.context.marks.clear)
        self.compare.closed.connect(self._leave_comparison)
        self.trace.closed.connect(lambda: self.go(Location("traces")))
        self.trace.neighbour_requested.connect(self._go_to_neighbour)
        self.traces.rows_counted.connect(self.status.show_rows)
        self.traces.rows_counted.connect(self._welcome)
        self.traces.selection_summed.connect(self.status.show_selection)
        self._receiver.state_changed.connect(self._show_receiver)
        self._receiver.store_changed.connect(self._take_news)
        self._receiver.received.connect(self.status.count)
        self._receiver.metrics_counted.connect(self.connect_screen.standard_ports.count_metrics)
        self._show_receiver(self._receiver.state)

    def go(self, place: Location) -> None:
        """Show a place, and remember it for "back"."""
        self._history.go(place)
        self._show(place)

    def go_to_text(self, text: str) -> None:
        """Come to the front, and show the place that a second start named."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()
        if text:
            try:
                self.go(parse_location(text))
            except ValueError:
                self.toast.show_message(self.tr("'%1' is no place in Tracedesk").replace("%1", text))

    def go_back(self) -> None:
        self._show(self._history.back())

    def go_forward(self) -> None:
        self._show(self._history.forward())

    def filter_traces(self) -> None:
        self.go(Location("traces"))
        self.traces.focus_filter()

    def toggle_following(self) -> None:
        self.traces.set_following(not self.traces.following)

    def toggle_full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def show_keys(self) -> None:
        KeySheet(self).open()

    def show_about(self) -> None:
        QMessageBox.about(self, self.tr("About Tracedesk"), f"Tracedesk {VERSION}")

    def _show(self, place: Location) -> None:
        screen = self._screens()[place.screen]
        changes = self._stack.currentWidget() is not screen
        self._stack.setCurrentWidget(screen)
        self._rail.show_screen(place.screen)
        if place.screen == "compare":
            self.compare.show_comparison(place)
        elif place.trace_id is not None:
            self.trace.show_trace(place.trace_id, place.observation_id)
        if changes:
            screen.setFocus()

    def _screens(self) -> dict[str, QWidget]:
        return {
            "traces": self.traces,
            "trace": self.trace,
            "compare": self.compare,
            "connect": self.connect_screen,
            "inbox": self.inbox,
            "settings": self.settings_screen,
        }

    def _leave_comparison(self) -> None:
        """Go back to where it was asked for; a window that a link opened has the list behind it."""
        if self._history.back().screen == "compare":
            self._history.go(Location("traces"))
        self._show(self._history.here)

    def show_projects(self) -> None:
        """Open the menu of projects."""
        self._rail.project.showMenu()

    def _show_project(self) -> None:
        self._name_project()
        if self._history.here.screen in ("trace", "compare"):  # the trace belongs to another project
            self.go(Location("traces"))

    def _name_project(self) -> None:
        self._rail.project.show_name(self.context.project.name)

    def _welcome(self, loaded: int) -> None:
        """Show how to connect when the window opens on a project without traces."""
        self.traces.rows_counted.disconnect(self._welcome)
        if loaded == 0 and self._history.here == Location("traces") and not self.traces.current_filter().text:
            self.go(Location("connect"))

    def _go_to_neighbour(self, step: int) -> None:
        here = self._history.here
        found = self.traces.neighbour(here.trace_id, step) if here.trace_id else None
        if found is not None:
            self.go(Location("trace", found))

    def _take_news(self, kinds: tuple[str, ...]) -> None:
        self.context.live.tell(kinds)
        if "traces" in kinds:
            self.connect_screen.show_received()

    def _show_receiver(self, state: ReceiverState) -> None:
        self.status.show_receiver(state)
        self._banners.show_receiver(state)
        self.connect_screen.show_receiver(state)

    def _use_port(self, port: int) -> None:
        self.preferences.change(port=port)
        self._receiver.use_port(port)

    def _offer_undo(self, words: str) -> None:
        self.toast.show_message(words, self.tr("Undo"), self.context.undo.undo)

    def _tell_failure(self, error: Exception) -> None:
        self.toast.show_message(self.tr("That failed: %1").replace("%1", str(error)))

    def _restore(self) -> None:
        kept = self.context.state.value("window/geometry")
        if kept is None or not self.restoreGeometry(kept):
            self.resize(*FIRST_SIZE)
        screens = QGuiApplication.screens()
        if not any(screen.geometry().intersects(self.geometry()) for screen in screens):
            self.move(screens[0].availableGeometry().topLeft())

    def _keep(self) -> None:
        self.context.state.setValue("window/geometry", self.saveGeometry())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._keep_geometry.start()
        return super().event(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._keep()
        self.context.state.sync()
        if self.preferences.current.keep_receiving:
            self._receiver.leave()
        else:
            self._receiver.stop()
        super().closeEvent(event)
