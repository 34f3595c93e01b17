"""From a POST to the painted row: ``python tests/benchmarks/post_to_row.py [--posts N] [--rate N]``.

Opens the real window off screen on a fresh folder, with its real receiver. A thread posts traces, and
another one ``--rate`` observations a second if asked; the clock of a trace stops when the list has painted its row.
Prints a table, with the time of the answer alone as the baseline of the same run.
"""

import argparse
import multiprocessing
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHONPATH"] = str(ROOT / "app")  # for the receiver
os.environ["TRACEDESK_PUBLIC_KEY"], os.environ["TRACEDESK_SECRET_KEY"] = "pk-bench", "sk-bench"

import httpx  # noqa: E402 - found by the path above
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer  # noqa: E402
from PySide6.QtWidgets import QTableView  # noqa: E402
from typing_extensions import override  # noqa: E402

from server.events import batch, event  # noqa: E402
from tracedesk.formats.times import format_time  # noqa: E402
from tracedesk.runtime import open_runtime  # noqa: E402
from tracedesk.ui.application import Session, make_application  # noqa: E402
from tracedesk.ui.location import Location  # noqa: E402
from tracedesk.ui.screens.traces.model import LINE_ROLE  # noqa: E402

PAUSE_S = 0.23  # not a multiple of the window's own intervals
TRAFFIC_BATCH = 50


class Painted(QObject):
    """Notes when the first row of a table that was just painted is a trace that somebody waits for."""

    def __init__(self, table: QTableView, posted: dict[str, float]) -> None:
        super().__init__()
        self._table = table
        self._posted = posted
        self.taken_s: dict[str, float] = {}
        table.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, happened: QEvent) -> bool:
        if happened.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._look)  # once it is painted
        return False

    def _look(self) -> None:
        now = time.perf_counter()
        model = self._table.model()
        for row in range(min(40, model.rowCount())):
            trace_id = model.index(row, 0).data(LINE_ROLE).trace_id
            if trace_id in self._posted and trace_id not in self.taken_s:
                self.taken_s[trace_id] = now - self._posted[trace_id]


def post(url: str, posts: int, posted: dict[str, float], answered_s: list[float], ended: threading.Event) -> None:
    with httpx.Client(auth=("pk-bench", "sk-bench"), trust_env=False) as client:
        for number in range(posts):
            trace_id = f"timed-{number}"
            at = format_time(time.time_ns())
            body = batch(
                event("trace-create", {"id": trace_id, "name": trace_id, "timestamp": at}, at),
                event("span-create", {"id": f"{trace_id}-1", "traceId": trace_id, "startTime": at}, at),
            )
            begun = posted[trace_id] = time.perf_counter()
            client.post(f"{url}/api/public/ingestion", json=body).raise_for_status()
            answered_s.append(time.perf_counter() - begun)
            time.sleep(PAUSE_S)
    time.sleep(1)
    ended.set()


def send_traffic(url: str, rate: int) -> None:
    """Send generations of 2 KB in batches, into traces of an hour ago, until the process is ended."""
    with httpx.Client(auth=("pk-bench", "sk-bench"), trust_env=False) as client:
        number = 0
        due = time.perf_counter()
        while True:
            at = format_time(time.time_ns() - 3_600_000_000_000)
            events = [
                event(
                    "generation-create",
                    {"id": f"other-{number + one}", "traceId": f"other-{number // 400}", "startTime": at, "endTime": at,
                     "input": "x" * 1_500, "output": "y" * 500},
                    at,
                )
                for one in range(TRAFFIC_BATCH)
            ]  # fmt: skip
            number += TRAFFIC_BATCH
            client.post(f"{url}/api/public/ingestion", json=batch(*events))
            due += TRAFFIC_BATCH / rate
            time.sleep(max(0.0, due - time.perf_counter()))


def pump(until: threading.Event) -> None:
    loop = QEventLoop()
    look = QTimer(interval=50)
    look.timeout.connect(lambda: loop.quit() if until.is_set() else None)
    look.start()
    loop.exec()


def share(values: list[float], part: float) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[round(part * 100) - 1] * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=60)
    parser.add_argument("--rate", type=int, default=0, help="observations a second of other traffic")
    arguments = parser.parse_args()
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        session = Session(open_runtime(Path(folder)), Path(folder), 0)
        session.window.show()
        listening = threading.Event()
        session.receiver.state_changed.connect(lambda state: listening.set() if state.phase == "listening" else None)
        session.receiver.start()
        pump(listening)
        session.window.go(Location("traces"))
        url = session.receiver.state.url
        assert url is not None
        table = session.window.traces.findChild(QTableView, "traces_table")
        assert isinstance(table, QTableView)
        posted: dict[str, float] = {}
        answered: list[float] = []
        painted = Painted(table, posted)
        ended = threading.Event()
        threads = [threading.Thread(target=post, args=(url, arguments.posts, posted, answered, ended))]
        # In a process of its own: a program that sends does not share its interpreter with the window.
        traffic = multiprocessing.get_context("spawn").Process(target=send_traffic, args=(url, arguments.rate))
        if arguments.rate:
            traffic.start()
        for thread in threads:
            thread.start()
        pump(ended)
        if arguments.rate:
            traffic.terminate()
            traffic.join()
        for thread in threads:
            thread.join()
        session.window.close()
        session.close()
    del app
    taken = list(painted.taken_s.values())
    print(f"{arguments.posts} posts, {arguments.rate} observations/s beside them, {len(taken)} rows seen")
    print(f"{'ms':<22}{'p50':>8}{'p95':>8}{'worst':>8}")
    for name, values in (("answer (baseline)", answered), ("POST to painted row", taken)):
        print(f"{name:<22}{share(values, 0.5):>8.0f}{share(values, 0.95):>8.0f}{max(values) * 1000:>8.0f}")
    print(f"ratio of the medians: {statistics.median(taken) / statistics.median(answered):.1f}")
    return 0 if len(taken) == arguments.posts else 1


if __name__ == "__main__":
    sys.exit(main())
