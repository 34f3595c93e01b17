"""What the receiver tells the window that started it: lines on standard output, a few a second at the most."""

import threading
import time
from collections.abc import Sequence
from typing import TextIO

from tracedesk.server.standard_ports import StandardPort
from tracedesk.store.writer import Changed

INTERVAL_S = 0.02
COUNT_INTERVAL_S = 0.25


class Reports:
    """Lines such as "changed observations traces", "changed clients" and "received 512", gathered while one waits.

    "metrics 40" counts points that came in and are not kept, "standard 4317 gRPC taken otelcol (process 12)" says
    what became of a port.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._lock = threading.Lock()
        self._kinds: set[str] = set()
        self._received = 0
        self._metrics = 0
        self._said: list[str] = []
        self._counted_s = 0.0
        self._news = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reports", daemon=True)
        self._thread.start()

    def changed(self, changed: Changed) -> None:
        """Called on the writer's thread after each commit."""
        with self._lock:
            self._kinds |= changed.kinds
            self._received += changed.observation_count
        self._news.set()

    def client_refused(self) -> None:
        with self._lock:
            self._kinds.add("clients")
        self._news.set()

    def metrics_counted(self, points: int) -> None:
        with self._lock:
            self._metrics += points
        self._news.set()

    def standard_ports(self, ports: Sequence[StandardPort]) -> None:
        with self._lock:
            self._said += [
                f"standard {port.number} {port.protocol} {port.state} {port.owner}".rstrip() for port in ports
            ]
        self._news.set()

    def close(self) -> None:
        """Tell what is still untold, and end."""
        self._ended.set()
        self._news.set()
        self._thread.join()

    def _run(self) -> None:
        last = False
        while not last:
            self._news.wait()
            self._news.clear()
            last = self._ended.is_set()
            if not self._tell(self._lines(last)):
                return
            self._ended.wait(INTERVAL_S)

    def _lines(self, last: bool) -> list[str]:
        count_is_due = last or time.monotonic() - self._counted_s >= COUNT_INTERVAL_S
        with self._lock:
            kinds, self._kinds = sorted(self._kinds), set()
            lines, self._said = self._said, []
            received = metrics = 0
            if count_is_due:
                received, self._received = self._received, 0
                metrics, self._metrics = self._metrics, 0
            if self._received or self._metrics:
                self._news.set()
        if kinds:
            lines.append(f"changed {' '.join(kinds)}")
        for word, count in (("received", received), ("metrics", metrics)):
            if count:
                self._counted_s = time.monotonic()
                lines.append(f"{word} {count}")
        return lines

    def _tell(self, lines: list[str]) -> bool:
        try:
            for line in lines:
                print(line, file=self._out, flush=True)
        except (BrokenPipeError, ValueError):  # the window is gone; standard input says so too
            return False
        return True
