"""The indexer is close behind the writer, stands back in a flood, and goes on where it was."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from process.server_process import environment
from tracedesk.records.trace import Trace
from tracedesk.runtime import Runtime
from tracedesk.store import indexer as indexer_module
from tracedesk.store.indexer import Indexer
from tracedesk.store.payloads import payloads_of
from tracedesk.store.text_index import text_index_of

PATIENCE_S = 15
FILLING = """
import sys
import time
from pathlib import Path
from tracedesk.runtime import open_runtime
from tracedesk.store import text_index
text_index.BATCH = 10
runtime = open_runtime(Path(sys.argv[1]))
index = text_index.text_index_of(runtime.database)
connection = index.connect()
print("begun", flush=True)
while index.fill(connection):
    time.sleep(0.005)
"""


@pytest.fixture
def indexer(runtime: Runtime) -> Iterator[Indexer]:
    started = Indexer(runtime.database)
    runtime.writer.listen(started.changed)
    yield started
    started.close()


def store(runtime: Runtime, count: int, name: str = "t") -> None:
    records = [Trace(trace_id=f"{name}{one}", said_ns=1, input=f"word{one} common") for one in range(count)]
    runtime.writer.save(runtime.project_id, records).result()


def waiting(runtime: Runtime) -> int:
    index = text_index_of(runtime.database)
    with closing(index.connect()) as connection:
        return payloads_of(runtime.database).next_id() - 1 - index.progress(connection)


def documents(runtime: Runtime) -> int:
    with closing(text_index_of(runtime.database).connect()) as connection:
        return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])


def wait_until_read(runtime: Runtime) -> float:
    begun = time.monotonic()
    while waiting(runtime):
        assert time.monotonic() - begun < PATIENCE_S, f"{waiting(runtime)} payloads were not read"
        time.sleep(0.02)
    return time.monotonic() - begun


def test_it_follows_the_writer(runtime: Runtime, indexer: Indexer) -> None:
    for turn in range(20):
        store(runtime, 100, f"{turn}-")
        time.sleep(0.02)
    wait_until_read(runtime)
    assert documents(runtime) == 2_000


def test_it_stands_back_in_a_flood(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer_module, "FLOOD", 0)  # anything is one
    monkeypatch.setattr(indexer_module, "LONGEST_WAIT_S", 60)
    indexer = Indexer(runtime.database)
    runtime.writer.listen(indexer.changed)
    store(runtime, 50)
    time.sleep(1)
    assert documents(runtime) == 0
    begun = time.monotonic()
    indexer.close()
    assert time.monotonic() - begun < 5


def test_a_second_one_reads_nothing_twice(runtime: Runtime) -> None:
    indexers = [Indexer(runtime.database) for _ in range(2)]
    for one in indexers:
        runtime.writer.listen(one.changed)
    for turn in range(10):
        store(runtime, 60, f"{turn}-")
    wait_until_read(runtime)
    for one in indexers:
        one.close()
    assert documents(runtime) == 600


def test_it_goes_on_after_a_kill(runtime: Runtime) -> None:
    store(runtime, 3_000)
    filling = subprocess.Popen(
        [sys.executable, "-c", FILLING, str(runtime.paths.data_dir)],
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert filling.stdout is not None
    assert filling.stdout.readline() == "begun\n"
    time.sleep(0.2)
    filling.send_signal(signal.SIGKILL)
    filling.wait()
    filling.stdout.close()
    done = documents(runtime)
    indexer = Indexer(runtime.database)
    wait_until_read(runtime)
    indexer.close()
    assert 0 <= done < 3_000
    assert documents(runtime) == 3_000 == payloads_of(runtime.database).next_id() - 1
