"""What the receiver takes in: ``python tests/benchmarks/ingest.py [--runs N] [--observations N] [--cases ...]``.

A real ``tracedesk serve`` gets OTLP exports of 512 spans, Langfuse batches of 100 events, and small batches of a trace
and one step, over one and over four connections. Ids are always fresh; bodies are made before the clock starts, by a
process of its own. The baseline is the floor (see ``floor.py``) on the same bodies in the same run.
"""

import argparse
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests")]

from benchmarks import flood  # noqa: E402 - found by the path above
from benchmarks.bodies import Kind  # noqa: E402
from benchmarks.measure import ProcessMeter, folder_bytes, print_table, spread  # noqa: E402
from process.server_process import ServerProcess  # noqa: E402
from tracedesk.config.paths import DATABASE_NAME  # noqa: E402
from tracedesk.store.database import open_database, rows  # noqa: E402
from tracedesk.store.text_index import text_index_of  # noqa: E402

KINDS: tuple[Kind, ...] = ("otlp", "langfuse", "small")
CONNECTIONS = (1, 4)
SMALL_SHARE = 0.1  # small requests cost far more each
REST_S = 1.0
CALM_S = 1.0
LOOK_S = 0.1
CALM_CPU_S = 0.02
LONGEST_SETTLING_S = 120


@dataclass(frozen=True, slots=True)
class Case:
    kind: Kind
    connections: int

    @property
    def name(self) -> str:
        counted = "requests" if self.kind == "small" else "observations"
        return f"{self.kind}, {self.connections} connection{'s'[: self.connections - 1]}, {counted}/s"


@dataclass(frozen=True, slots=True)
class Result:
    """One run of a case. ``cpu_us`` is the server's, until after the text index has caught up with the last answer."""

    payload: float
    rate: float
    floor_rate: float
    cpu_us: float
    floor_cpu_us: float
    client_cpu_us: float
    rest_mb: float
    peak_mb: float
    disk: float
    latency_ms: float
    index_s: float
    busy_answers: int


def measure(case: Case, client: ProcessPoolExecutor, folder: Path, observations: int) -> Result:
    seed = secrets.randbits(20)
    requests, sent, size = client.submit(flood.prepare, case.kind, seed, observations).result()
    stored = _stored(folder)  # makes the database of a fresh folder
    disk = folder_bytes(folder)
    server = ServerProcess(folder)
    server.start()
    try:
        time.sleep(REST_S)
        meter = ProcessMeter(server.pid)
        rest_mb, cpu_s = meter.memory_mb(), meter.cpu_s()
        answered = client.submit(flood.send, server.url, case.connections).result()
        index_s = _settle(meter, folder)
        cpu_s, peak_mb = meter.cpu_s() - cpu_s, meter.peak_memory_mb()
    finally:
        server.stop()
    assert _stored(folder) - stored == sent, "what was answered is not what is stored"
    disk = folder_bytes(folder) - disk
    floor = client.submit(flood.measure_floor).result()
    counted = requests if case.kind == "small" else sent
    return Result(
        payload=size / sent,
        rate=counted / answered.taken_s,
        floor_rate=counted / floor.taken_s,
        cpu_us=cpu_s / sent * 1e6,
        floor_cpu_us=floor.cpu_s / sent * 1e6,
        client_cpu_us=answered.cpu_s / sent * 1e6,
        rest_mb=rest_mb,
        peak_mb=peak_mb,
        disk=disk / sent,
        latency_ms=statistics.median(answered.latencies_s) * 1e3,
        index_s=index_s,
        busy_answers=answered.busy_answers,
    )


def _stored(folder: Path) -> int:
    database = open_database(folder / DATABASE_NAME)
    found = int(rows(database, "SELECT count(*) FROM observation")[0][0])
    database.close()
    return found


def _settle(meter: ProcessMeter, folder: Path) -> float:
    """Wait until the server has nothing left to do; return how long its text index took to catch up."""
    begun = time.perf_counter()
    deadline = begun + LONGEST_SETTLING_S
    database = open_database(folder / DATABASE_NAME)
    index = text_index_of(database)
    with closing(index.connect()) as connection:
        while any(index.unread(connection, 1)):
            assert time.perf_counter() < deadline, "the text index does not catch up"
            time.sleep(LOOK_S)
    database.close()
    index_s = time.perf_counter() - begun
    before = meter.cpu_s()
    while time.perf_counter() < deadline:
        time.sleep(CALM_S)
        now = meter.cpu_s()
        if now - before <= CALM_CPU_S:
            break
        before = now
    return index_s


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory() as fresh:
        yield Path(fresh)


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    value: Callable[[Result], float]
    form: str = ",.0f"
    spread: bool = False  # show the least and the most too

    def text(self, results: list[Result]) -> str:
        values = list(map(self.value, results))
        return spread(values, self.form) if self.spread else format(statistics.median(values), self.form)


COLUMNS = (
    Column("rate", lambda result: result.rate, spread=True),
    Column("floor", lambda result: result.floor_rate, spread=True),
    Column("ratio", lambda result: result.rate / result.floor_rate, ".2f", spread=True),
    Column("µs/obs", lambda result: result.cpu_us),
    Column("floor µs", lambda result: result.floor_cpu_us),
    Column("client µs", lambda result: result.client_cpu_us),
    Column("answer ms", lambda result: result.latency_ms, ",.1f"),
    Column("index s", lambda result: result.index_s, ".1f"),
    Column("busy", lambda result: result.busy_answers),
    Column("rest MB", lambda result: result.rest_mb),
    Column("peak MB", lambda result: result.peak_mb),
    Column("sent B", lambda result: result.payload),
    Column("disk B", lambda result: result.disk),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--observations", type=int, default=40_000, help="a run; a tenth of it in small requests")
    parser.add_argument("--cases", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--connections", nargs="+", type=int, default=CONNECTIONS)
    parser.add_argument("--folder", type=Path, help="a store to add to, instead of a fresh one for each run")
    arguments = parser.parse_args()
    cases = [Case(kind, connections) for kind in arguments.cases for connections in arguments.connections]
    results: dict[Case, list[Result]] = {case: [] for case in cases}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as client:
        for run in range(arguments.runs):
            for case in cases:  # in turns, so that a slow moment of the machine does not fall on one case alone
                share = SMALL_SHARE if case.kind == "small" else 1.0
                with _folder(arguments.folder) as folder:
                    result = measure(case, client, folder, round(arguments.observations * share))
                results[case].append(result)
                print(f"run {run + 1}: {case.name}: {result.rate:,.0f}", flush=True)
    print(f"medians of {arguments.runs} (least-most); µs are processor time, MB memory, B bytes an observation")
    print_table(
        ("case", *(column.heading for column in COLUMNS)),
        [(case.name, *(column.text(found) for column in COLUMNS)) for case, found in results.items()],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
