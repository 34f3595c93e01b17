"""The write-ahead log stays small, and readers see whole requests."""

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tracedesk.queries.traces import TraceFilter, trace_page
from tracedesk.records.trace import Observation
from tracedesk.runtime import Runtime
from tracedesk.store.database import LARGEST_IDLE_LOG, rows

MB = 1024 * 1024
BATCH = 100


def store(runtime: Runtime, megabytes: int, seed: int) -> None:
    """Store steps with texts that do not compress, in requests of a hundred."""
    chance = random.Random(seed)
    for turn in range(megabytes * MB // (BATCH * 4000)):
        records = [
            Observation(
                observation_id=f"{seed}-{turn}-{one}", trace_id=f"{seed}-{turn}", said_ns=turn + 1, start_ns=turn + 1,
                input=chance.randbytes(3000).hex(),
            )
            for one in range(BATCH)
        ]  # fmt: skip
        runtime.writer.save(runtime.project_id, records).result()


def log_of(runtime: Runtime) -> Path:
    return runtime.paths.database.with_name(f"{runtime.paths.database.name}-wal")


def reading(runtime: Runtime, read: Callable[[], None]) -> tuple[threading.Thread, threading.Event]:
    ended = threading.Event()

    def run() -> None:
        while not ended.is_set():
            read()
        runtime.database.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, ended


def test_the_log_stays_small_while_readers_page_all_the_time(runtime: Runtime) -> None:
    wanted = TraceFilter(project_id=runtime.project_id)
    counts: list[int] = []
    sizes: list[int] = []

    def read() -> None:
        trace_page(runtime.database, wanted)
        counts.append(int(rows(runtime.database, "SELECT count(*) FROM observation")[0][0]))
        sizes.append(log_of(runtime).stat().st_size)

    readers = [reading(runtime, read) for _ in range(2)]
    store(runtime, 40, seed=1)
    for thread, ended in readers:
        ended.set()
        thread.join()
    assert len(counts) > 20
    assert [count for count in counts if count % BATCH] == []  # never half a request
    assert max(sizes) < LARGEST_IDLE_LOG


def test_the_log_shrinks_when_a_reader_that_stayed_is_gone(runtime: Runtime) -> None:
    with runtime.database.atomic("DEFERRED"):  # type: ignore[no-untyped-call]
        rows(runtime.database, "SELECT count(*) FROM trace")  # from here on this thread sees one moment
        store(runtime, 60, seed=2)
        grown = log_of(runtime).stat().st_size
        assert rows(runtime.database, "SELECT count(*) FROM trace") == [(0,)]
    deadline = time.monotonic() + 10
    while log_of(runtime).stat().st_size > LARGEST_IDLE_LOG:
        assert time.monotonic() < deadline
        store(runtime, 1, seed=time.monotonic_ns())
    assert grown > LARGEST_IDLE_LOG
