"""The client of the ingest benchmark, in a process of its own: prepares bodies, sends them, and knows the floor."""

import tempfile
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.bodies import Kind, bodies
from benchmarks.corpus import Corpus
from benchmarks.floor import store_bodies
from process.connection import BUSY, BUSY_WAIT_S, Body, Connection, is_stored, request_of


@dataclass(frozen=True, slots=True)
class Sent:
    """How one flood went. ``latencies_s`` has one entry an answered request."""

    taken_s: float
    cpu_s: float
    latencies_s: list[float]
    busy_answers: int


@dataclass(frozen=True, slots=True)
class Floor:
    taken_s: float
    cpu_s: float


@dataclass
class _Flood:
    """What all connections of a flood share."""

    requests: deque[bytes]
    latencies_s: list[float] = field(default_factory=list)
    busy_answers: int = 0
    failures: list[str] = field(default_factory=list)

    def run(self, url: str) -> None:
        with Connection(url) as connection:
            while not self.failures:
                try:
                    request = self.requests.popleft()
                except IndexError:
                    return
                self._send(connection, request)

    def _send(self, connection: Connection, request: bytes) -> None:
        begun = time.perf_counter()
        status, answer = connection.post(request)
        while status == BUSY:
            self.busy_answers += 1
            time.sleep(BUSY_WAIT_S)
            status, answer = connection.post(request)
        self.latencies_s.append(time.perf_counter() - begun)
        if not is_stored(status, answer):
            self.failures.append(f"{status}: {answer[:500]!r}")


class FloodFailedError(Exception):
    """A request was not stored."""


_prepared: list[Body] = []  # of this process: they are too large to be handed over each time


def prepare(kind: Kind, seed: int, observations: int) -> tuple[int, int, int]:
    """Make bodies with at least so many observations; return the numbers of requests, observations and bytes."""
    _prepared.clear()
    made = 0
    for body in bodies(kind, Corpus(seed)):
        _prepared.append(body)
        made += len(body.created)
        if made >= observations:
            break
    return len(_prepared), made, sum(len(body.data) for body in _prepared)


def send(url: str, connections: int) -> Sent:
    """Send all that was prepared, as fast as it is answered.

    Raises:
        FloodFailedError: an answer was neither success nor "busy".
    """
    flood = _Flood(deque(map(request_of, _prepared)))
    threads = [threading.Thread(target=flood.run, args=(url,)) for _ in range(connections)]
    begun, begun_cpu = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken_s, cpu_s = time.perf_counter() - begun, time.process_time() - begun_cpu
    if flood.failures or len(flood.latencies_s) != len(_prepared):
        raise FloodFailedError("; ".join(flood.failures) or "a connection was lost")
    return Sent(taken_s, cpu_s, flood.latencies_s, flood.busy_answers)


def measure_floor() -> Floor:
    """Store the same bodies with the least that must be done."""
    with tempfile.TemporaryDirectory() as folder:
        begun, begun_cpu = time.perf_counter(), time.process_time()
        stored = store_bodies(_prepared, Path(folder) / "floor.db")
        taken_s, cpu_s = time.perf_counter() - begun, time.process_time() - begun_cpu
    assert stored == sum(len(body.created) for body in _prepared)
    return Floor(taken_s, cpu_s)
