"""Files that nothing refers to any more are deleted a while later, and no others."""

import os
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from store.test_trace_deletion import delete, save
from tracedesk.records.trace import Trace
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.store import writer
from tracedesk.store.database import rows
from tracedesk.store.hashed_files import HashedFiles
from tracedesk.store.payloads import FOLDER
from tracedesk.store.sweeper import OLD_DRAFT_S, Sweeper

LARGE = "x" * 2**21


@pytest.fixture
def sweeper(runtime: Runtime) -> Sweeper:
    """One that the test calls. The writer's own looks once a minute, so that it sees none of this twice."""
    return Sweeper(runtime.database, every_s=0)


def large(trace_id: str, text: str = LARGE, said_ns: int = 1) -> Trace:
    return Trace(trace_id=trace_id, said_ns=said_ns, input=text)


def files(runtime: Runtime) -> list[Path]:
    return [path for path in (runtime.paths.data_dir / FOLDER).rglob("*") if path.is_file()]


def test_the_file_of_a_deleted_trace_goes_at_the_second_look(runtime: Runtime, sweeper: Sweeper) -> None:
    save(runtime, large("t"))
    delete(runtime, "t")
    sweeper.look()
    assert len(files(runtime)) == 1  # somebody may still read it
    sweeper.look()
    assert files(runtime) == []
    assert rows(runtime.database, "SELECT * FROM file_gone") == []


def test_a_file_that_something_else_refers_to_stays(runtime: Runtime, sweeper: Sweeper) -> None:
    save(runtime, large("a"), large("b"))
    assert len(files(runtime)) == 1
    delete(runtime, "a")
    for _ in range(3):
        sweeper.look()
    assert len(files(runtime)) == 1
    delete(runtime, "b")
    for _ in range(2):
        sweeper.look()
    assert files(runtime) == []


def test_a_file_that_is_needed_again_stays(runtime: Runtime, sweeper: Sweeper) -> None:
    save(runtime, large("t"))
    delete(runtime, "t")
    sweeper.look()
    save(runtime, large("t"))
    sweeper.look()
    assert len(files(runtime)) == 1
    assert rows(runtime.database, "SELECT * FROM file_gone") == []


def test_the_file_of_a_replaced_text_goes_too(runtime: Runtime, sweeper: Sweeper) -> None:
    save(runtime, large("t"))
    save(runtime, large("t", LARGE + "y", said_ns=2))
    assert len(files(runtime)) == 2
    for _ in range(2):
        sweeper.look()
    [left] = files(runtime)
    assert rows(runtime.database, "SELECT file FROM payload") == [(left.name,)]


def test_what_a_crash_left_half_written_goes_after_a_day(runtime: Runtime, sweeper: Sweeper) -> None:
    folder = HashedFiles(runtime.paths.data_dir / "media")
    fresh, old = folder.draft(), folder.draft()
    for draft in (fresh, old):
        draft.finish()
    paths = {path.name: path for path in folder.folder.iterdir()}
    past = time.time() - OLD_DRAFT_S - 1
    os.utime(max(paths.values()), (past, past))
    sweeper.look()
    assert list(folder.folder.iterdir()) == [min(paths.values())]


def test_the_writer_sweeps_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "Sweeper", partial(Sweeper, every_s=0.05))
    with closing(open_runtime(tmp_path)) as runtime:
        save(runtime, large("t"))
        delete(runtime, "t")
        patience_ends = time.monotonic() + 10
        while files(runtime) and time.monotonic() < patience_ends:
            time.sleep(0.02)
        assert files(runtime) == []
