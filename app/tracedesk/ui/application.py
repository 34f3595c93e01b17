"""Starts the window: the application, one data folder, its receiver."""

import logging
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from tracedesk.config.logs import start_logging
from tracedesk.config.settings import SettingsError, chosen_port
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.store.database import StoreError
from tracedesk.ui.context import make_context
from tracedesk.ui.i18n import install_translation
from tracedesk.ui.icons import app_icon
from tracedesk.ui.main_window import MainWindow
from tracedesk.ui.receiver import ReceiverWatch
from tracedesk.ui.single_instance import SingleInstance
from tracedesk.ui.theme import theme_keeper

APPLICATION_ID = "io.tracedesk.Tracedesk"
QUERY_THREADS = 2
SIGNAL_LOOK_MS = 200
FAILED = 1


def has_display() -> bool:
    """Whether a window can be shown here, or the platform to show it on was chosen by hand."""
    chosen = any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))
    return chosen or not sys.platform.startswith("linux")


def make_application() -> QApplication:
    """Return the application, dressed and translated."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("tracedesk")
    app.setApplicationDisplayName("Tracedesk")
    app.setDesktopFileName(APPLICATION_ID)
    app.setWindowIcon(app_icon())
    install_translation(app)
    theme_keeper()
    return app


class Session:
    """An open data folder with its window; ``close`` ends all of it."""

    def __init__(self, runtime: Runtime, data_dir: Path | None, port: int) -> None:
        self.runtime = runtime
        self._executor = ThreadPoolExecutor(QUERY_THREADS, thread_name_prefix="query")
        self.context = make_context(runtime, self._executor)
        self.receiver = ReceiverWatch(runtime, str(data_dir) if data_dir else None, port)
        self.window = MainWindow(self.context, self.receiver)

    def close(self) -> None:
        self.context.close()
        self.receiver.stop()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self.runtime.close()


def run_window(data_dir: Path | None = None, location: str = "") -> int:
    """Show the window of a data folder until it is closed; one that is already shown is raised instead."""
    start_logging()
    if not has_display():
        logging.getLogger(__name__).error(
            "There is no display here. To receive without a window: tracedesk serve. To see it off screen: tracedesk "
            "demo."
        )
        return FAILED
    app = make_application()
    try:
        runtime = open_runtime(data_dir)
        port = chosen_port(runtime.settings)
    except (StoreError, SettingsError, OSError) as error:
        QMessageBox.critical(None, "Tracedesk", str(error))
        return FAILED
    instance = SingleInstance(runtime.paths.data_dir)
    if instance.raise_other(location):
        runtime.close()
        return 0
    instance.claim()
    chosen = data_dir or os.environ.get("TRACEDESK_DATA_DIR")
    session = Session(runtime, Path(chosen) if chosen else None, port)
    instance.raised.connect(session.window.go_to_text)
    session.window.show()
    QTimer.singleShot(0, session.receiver.start)  # the window comes first
    if location:
        session.window.go_to_text(location)
    _quit_on_signals(app)
    status = app.exec()
    instance.release()
    session.close()
    return status


def _quit_on_signals(app: QApplication) -> None:
    """End on SIGINT and SIGTERM; Python looks at signals only while it runs, so a timer lets it."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: app.closeAllWindows())
    timer = QTimer(app, interval=SIGNAL_LOOK_MS)
    timer.timeout.connect(lambda: None)
    timer.start()
