"""The write-ahead log stays small, and readers see whole requests."""

import random
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tracedesk.queries.snapshot import snapshot
from tracedesk.queries.traces import TraceFilter, trace_page
from tracedesk.records.trace import Observation
from tracedesk.runtime import Runtime
from tracedesk.store import checkpoint
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
    assert max(sizes) < 1.5 * LARGEST_IDLE_LOG  # it is emptied after the commit that makes it too large


def pass_on(path: Path, ended: threading.Event) -> None:
    """Read with two connections in turn, each from before the other ends until after the other begins."""
    first, second = (sqlite3.connect(path, timeout=15, isolation_level=None) for _ in range(2))
    with closing(first), closing(second):
        while not ended.wait(0.05):
            second.execute("BEGIN")
            second.execute("SELECT count(*) FROM trace").fetchall()
            if first.in_transaction:
                first.execute("COMMIT")
            first, second = second, first


def test_readers_that_overlap_all_the_time_do_not_make_the_log_grow(runtime: Runtime) -> None:
    ended = threading.Event()
    reader = threading.Thread(target=pass_on, args=(runtime.paths.database, ended))
    reader.start()
    sizes: list[int] = []
    for seed in range(10):
        store(runtime, 10, seed)
        sizes.append(log_of(runtime).stat().st_size)
    ended.set()
    reader.join()
    assert max(sizes) < 2 * LARGEST_IDLE_LOG


def test_the_log_shrinks_when_a_reader_that_stayed_is_gone(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "AGAIN_S", 0.3)
    monkeypatch.setattr(checkpoint, "READERS_WAIT_MS", 50)
    with snapshot(runtime.database):
        rows(runtime.database, "SELECT count(*) FROM trace")  # from here on this thread sees one moment
        store(runtime, 60, seed=2)
        assert log_of(runtime).stat().st_size > LARGEST_IDLE_LOG
        assert rows(runtime.database, "SELECT count(*) FROM trace") == [(0,)]
    deadline = time.monotonic() + 10
    while log_of(runtime).stat().st_size > LARGEST_IDLE_LOG:  # though nothing arrives any more
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert rows(runtime.database, "SELECT count(*) FROM observation") == [(60 * MB // (BATCH * 4000) * BATCH,)]


def test_a_log_that_cannot_be_emptied_does_not_end_the_writer(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(keeper: checkpoint.LogKeeper) -> bool:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(checkpoint, "LARGEST_IDLE_LOG", 0)
    monkeypatch.setattr(checkpoint.LogKeeper, "_empty", fail)
    store(runtime, 1, seed=3)
    assert "disk I/O error" in caplog.text
