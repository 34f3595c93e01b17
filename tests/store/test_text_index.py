"""The index file: whatever has happened to it, it is made anew and the search is still right."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from peewee import OperationalError

from tracedesk.queries.traces import TraceFilter, trace_ids
from tracedesk.records.trace import Trace
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.store import indexer as indexer_module
from tracedesk.store.indexer import Indexer
from tracedesk.store.payloads import FOLDER
from tracedesk.store.text_index import NAME, TextIndex, text_index_of

COUNT = 300
PAGE = 4096


def fill(runtime: Runtime) -> None:
    index = text_index_of(runtime.database)
    with closing(index.connect()) as connection:
        while index.fill(connection):
            pass
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def store(runtime: Runtime, count: int = COUNT, name: str = "t") -> None:
    records = [Trace(trace_id=f"{name}{one}", said_ns=1, input=f"{name}word{one} common") for one in range(count)]
    runtime.writer.save(runtime.project_id, records).result()


def found(runtime: Runtime, search: str) -> list[str]:
    return sorted(trace_ids(runtime.database, TraceFilter(project_id=runtime.project_id, text=search)))


def zero_pages(path: Path) -> None:
    """Leave the first pages as they are: the file opens."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(3 * PAGE)
        file.write(bytes(size - 3 * PAGE))


def noise_in_pages(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(3 * PAGE)
        file.write(b"\xa5" * (size - 3 * PAGE))


def cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // PAGE // 2 * PAGE)


def broken_words(path: Path) -> None:
    """The file and its progress are whole: only who looks a word up sees it."""
    with closing(sqlite3.connect(path)) as index:
        index.execute("UPDATE word_data SET block = x'a5a5a5a5a5' WHERE id > 10")
        index.commit()


def of_another_format(path: Path) -> None:
    with closing(sqlite3.connect(path)) as index:
        index.execute("DELETE FROM document")
        index.execute("PRAGMA user_version = 99")
        index.commit()


@pytest.mark.parametrize("harm", [Path.unlink, zero_pages, noise_in_pages, cut, broken_words, of_another_format])
def test_a_harmed_index_is_made_anew(runtime: Runtime, harm: Callable[[Path], None]) -> None:
    store(runtime)
    fill(runtime)
    harm(runtime.paths.data_dir / NAME)
    assert found(runtime, "tword7") == sorted(f"t{one}" for one in range(COUNT) if str(one).startswith("7"))
    fill(runtime)
    assert len(found(runtime, "common")) == COUNT


@pytest.mark.parametrize("sizes", [(50, 20), (20, 50)])
def test_the_index_of_another_folder_is_made_anew(tmp_path: Path, sizes: tuple[int, int]) -> None:
    strange, own = (open_runtime(tmp_path / name) for name in ("strange", "own"))
    try:
        store(strange, sizes[0], "strange")
        store(own, sizes[1], "own")
        fill(strange)
        shutil.copy(strange.paths.data_dir / NAME, own.paths.data_dir / NAME)
        assert len(found(own, "common")) == sizes[1]
        assert found(own, "ownword7") == ["own7"]
        assert found(own, "strangeword7") == []
    finally:
        strange.close()
        own.close()


def test_a_payload_whose_file_is_gone_costs_its_neighbours_nothing(runtime: Runtime) -> None:
    store(runtime, 3)
    large = Trace(trace_id="large", said_ns=1, name="heavyweight", input="x" * 2**21)
    runtime.writer.save(runtime.project_id, [large]).result()
    shutil.rmtree(runtime.paths.data_dir / FOLDER)
    assert (found(runtime, "tword1"), found(runtime, "heavyweight")) == (["t1"], ["large"])
    fill(runtime)
    assert (found(runtime, "tword1"), found(runtime, "heavyweight")) == (["t1"], ["large"])


@pytest.mark.parametrize("error", [sqlite3.OperationalError("disk is full"), OperationalError("locked"), OSError(28)])
def test_the_indexer_tries_again(runtime: Runtime, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    errors = [error]
    forget = TextIndex._forget

    def fail_once(self: TextIndex, index: sqlite3.Connection, progress: int) -> None:
        if errors:
            raise errors.pop()
        forget(self, index, progress)

    monkeypatch.setattr(TextIndex, "_forget", fail_once)
    monkeypatch.setattr(indexer_module, "LONGEST_WAIT_S", 0.1)
    indexer = Indexer(runtime.database)
    indexer._thread.join(3)
    alive = indexer._thread.is_alive()
    indexer.close()
    assert alive
    assert not errors


def test_the_indexer_mends_a_broken_file(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer_module, "LONGEST_WAIT_S", 0.1)
    store(runtime)
    fill(runtime)
    zero_pages(runtime.paths.data_dir / NAME)
    indexer = Indexer(runtime.database)
    runtime.writer.listen(indexer.changed)
    store(runtime, 10, "later")
    indexer._thread.join(3)
    indexer.close()
    with closing(text_index_of(runtime.database).connect()) as index:
        assert index.execute("SELECT count(*) FROM document").fetchone() == (COUNT + 10,)


def test_the_indexer_follows_a_file_that_was_made_anew(runtime: Runtime) -> None:
    indexer = Indexer(runtime.database)
    runtime.writer.listen(indexer.changed)
    store(runtime, 10)
    indexer._thread.join(1.5)
    path = runtime.paths.data_dir / NAME
    for tail in ("", "-wal", "-shm"):
        path.with_name(NAME + tail).unlink(missing_ok=True)
    assert len(found(runtime, "common")) == 10
    store(runtime, 10, "later")
    indexer._thread.join(3)
    indexer.close()
    with closing(text_index_of(runtime.database).connect()) as index:
        assert index.execute("SELECT count(*) FROM document").fetchone() == (20,)
