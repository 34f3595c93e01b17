"""What the receiver tells the window that started it: lines on standard output, a few a second at the most."""

import threading
from typing import TextIO

from tracedesk.store.writer import Changed

INTERVAL_S = 0.05
COUNT_INTERVAL_S = 0.25


class Reports:
    """Lines such as "changed observations traces", "changed clients" and "received 512", gathered while one waits."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._lock = threading.Lock()
        self._kinds: set[str] = set()
        self._received = 0
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
        self._ended.set()
        self._news.set()
        self._thread.join()

    def _run(self) -> None:
        turns_until_count = 0
        while not self._ended.is_set():
            self._news.wait()
            self._news.clear()
            with self._lock:
                kinds, self._kinds = sorted(self._kinds), set()
                received = self._received if turns_until_count == 0 else 0
                self._received -= received
                more_to_count = self._received > 0
            lines = [f"changed {' '.join(kinds)}"] if kinds else []
            if received:
                lines.append(f"received {received}")
            turns_until_count = round(COUNT_INTERVAL_S / INTERVAL_S) if received else max(0, turns_until_count - 1)
            if not self._tell(lines):
                return
            if more_to_count:
                self._news.set()
            self._ended.wait(INTERVAL_S)

    def _tell(self, lines: list[str]) -> bool:
        try:
            for line in lines:
                print(line, file=self._out, flush=True)
        except (BrokenPipeError, ValueError):  # the window is gone; standard input says so too
            return False
        return True
