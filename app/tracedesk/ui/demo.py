"""``tracedesk demo``: sample traces, sent through the real address into a fresh folder, and shown.

Off screen there is nobody to look, so it does what a person would: opens a trace, rates it, exports the list, and
leaves a picture of each screen.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QToolButton

from tracedesk.config.logs import start_logging
from tracedesk.queries.traces import TraceFilter, count_traces, trace_page
from tracedesk.runtime import open_runtime
from tracedesk.ui.application import Session, has_display, make_application
from tracedesk.ui.location import Location
from tracedesk.ui.task import Task
from tracedesk.workflows.export_file import ExportRequest, export_file
from tracedesk.workflows.samples import load_samples, send_samples

PATIENCE_S = 20.0
FAILED = 1


class DemoError(Exception):
    """Something that the demo waits for did not come."""


def run_demo(data_dir: Path | None = None) -> int:
    """Show the demo until its window is closed, or off screen act it out. Returns the exit status."""
    start_logging()
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = data_dir or Path(tempfile.mkdtemp(prefix="tracedesk-demo-"))
    print(f"Demo in {folder}", flush=True)
    app = make_application()
    session = Session(open_runtime(folder), folder, 0)
    session.window.show()
    session.receiver.start()
    try:
        _send(session)
        if QGuiApplication.platformName() == "offscreen":
            for path in _act_out(session, folder):
                print(path, flush=True)
            return 0
        return app.exec()
    except DemoError as error:
        print(error, file=sys.stderr)
        return FAILED
    finally:
        session.window.close()
        session.close()


def _send(session: Session) -> None:
    """Send the samples and wait until the list shows them."""
    _wait(lambda: session.receiver.state.phase == "listening", "The receiver did not start.")
    url = session.receiver.state.url
    assert url is not None
    samples = load_samples()
    failures: list[Exception] = []
    task = Task(session.context.executor, lambda progress, _: send_samples(url, samples, time.time_ns(), progress))
    task.failed.connect(failures.append)
    task.start()
    wanted = TraceFilter(project_id=session.runtime.project_id)

    def arrived() -> bool:
        if failures:
            raise DemoError(f"The samples could not be sent: {failures[0]}")
        return count_traces(session.runtime.database, wanted) == len(samples)

    _wait(arrived, "The sample traces did not arrive.")
    _wait(lambda: session.window.traces.row_count() == len(samples), "The list does not show the sample traces.")


def _act_out(session: Session, folder: Path) -> list[Path]:
    """Rate a trace and write a picture of each screen and the CSV; returns their paths."""
    window, runtime = session.window, session.runtime
    wanted = TraceFilter(project_id=runtime.project_id)
    newest = trace_page(runtime.database, wanted, limit=1).lines[0].trace_id
    window.go(Location("trace", newest))
    button = window.trace.findChild(QToolButton, "rate_good")
    if not isinstance(button, QToolButton):
        raise DemoError("The trace page has no rating.")
    _wait(button.isVisible, "The trace did not open.")
    _pause(1.0)
    button.click()
    _wait(lambda: trace_page(runtime.database, wanted, limit=1).lines[0].rating == 1.0, "The rating was not stored.")
    _pause(0.5)
    written = [_picture(session, folder, "trace")]
    for place in (Location("traces"), Location("connect"), Location("settings")):
        window.go(place)
        _pause(1.5 if place.screen == "traces" else 0.3)
        written.append(_picture(session, folder, place.screen))
    table = folder / "traces.csv"
    export_file(runtime.database, ExportRequest(project_id=runtime.project_id, kind="traces", file_format="csv"), table)
    return [*written, table]


def _picture(session: Session, folder: Path, name: str) -> Path:
    path = folder / f"{name}.png"
    if not session.window.grab().save(str(path)):
        raise DemoError(f"{path} could not be written.")
    return path


def _wait(until: Callable[[], bool], words: str) -> None:
    """Let the window live until something holds."""
    deadline = time.monotonic() + PATIENCE_S
    while not until():
        if time.monotonic() > deadline:
            raise DemoError(words)
        _pause(0.05)


def _pause(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    QApplication.processEvents()
