"""What the receiver tells the window that started it: lines on standard output, a few a second at the most."""

import threading
import time
from typing import TextIO

from tracedesk.store.writer import Changed

INTERVAL_S = 0.02
COUNT_INTERVAL_S = 0.25


class Reports:
    """Lines such as "changed observations traces", "changed clients" and "received 512", gathered while one waits."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._lock = threading.Lock()
        self._kinds: set[str] = set()
        self._received = 0
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
            received = self._received if count_is_due else 0
            self._received -= received
            if self._received:
                self._news.set()
        lines = [f"changed {' '.join(kinds)}"] if kinds else []
        if received:
            self._counted_s = time.monotonic()
            lines.append(f"received {received}")
        return lines

    def _tell(self, lines: list[str]) -> bool:
        try:
            for line in lines:
                print(line, file=self._out, flush=True)
        except (BrokenPipeError, ValueError):  # the window is gone; standard input says so too
            return False
        return True
