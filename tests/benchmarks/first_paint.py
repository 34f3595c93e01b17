"""The real window, which says when it has painted and then closes: ``first_paint.py bare | DIR [--rows]``.

Prints ``window SECONDS`` and, with ``--rows``, ``row SECONDS`` when the list has painted a trace, on the clock of
``time.monotonic``. ``bare`` paints an empty widget instead: what Qt alone needs.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "app")]

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer  # noqa: E402 - found by the path above
from PySide6.QtWidgets import QApplication, QTableView, QWidget  # noqa: E402
from typing_extensions import override  # noqa: E402

GIVE_UP_MS = 60_000


class FirstPaint(QObject):
    """Tells of the first time that a widget was painted while ``is_meant`` held, then calls ``then``."""

    def __init__(self, name: str, widget: QWidget, is_meant: Callable[[], bool], then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._name = name
        self._widget = widget
        self._is_meant = is_meant
        self._then = then
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, happened: QEvent) -> bool:
        if happened.type() == QEvent.Type.Paint and self._is_meant():
            self._widget.removeEventFilter(self)
            # The next thing to happen once it is painted; a timer would come after all else that a start does.
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
        return False

    @override
    def customEvent(self, happened: QEvent) -> None:
        print(self._name, time.monotonic(), flush=True)
        self._then()


def show_bare() -> int:
    app = QApplication([])
    widget = QWidget()
    FirstPaint("window", widget, lambda: True, widget.close)
    widget.show()
    return app.exec()


def show_window(folder: Path, *, rows: bool) -> int:
    from tracedesk.ui import application  # a bare widget shall not wait for it

    class WatchedSession(application.Session):
        """Watches the window of the session, and closes it after the last thing to be seen."""

        @override
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)  # type: ignore[arg-type]
            window = self.window
            FirstPaint("window", window, lambda: True, (lambda: None) if rows else window.close)
            table = window.traces.findChild(QTableView, "traces_table")
            assert isinstance(table, QTableView)
            FirstPaint("row", table.viewport(), lambda: table.model().rowCount() > 0, window.close)
            QTimer.singleShot(GIVE_UP_MS, _give_up)

    application.Session = WatchedSession  # type: ignore[assignment,misc]
    return application.run_window(folder)


def _give_up() -> None:
    print(f"Not all was painted within {GIVE_UP_MS} ms.", file=sys.stderr)
    QCoreApplication.exit(1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="a data folder, or bare")
    parser.add_argument("--rows", action="store_true", help="the folder holds traces: wait for the first")
    arguments = parser.parse_args()
    return show_bare() if arguments.folder == "bare" else show_window(Path(arguments.folder), rows=arguments.rows)


if __name__ == "__main__":
    sys.exit(main())
