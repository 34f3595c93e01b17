"""The writer: what fails costs nobody else anything, and a full queue says so."""

import threading
from concurrent.futures import Future
from pathlib import Path

import pytest

from tracedesk.queries.traces import TraceFilter, count_traces
from tracedesk.records.trace import Trace
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.store import writer as writer_module
from tracedesk.store.commit import UnknownProjectError
from tracedesk.store.database import StoreError, execute, open_database, write
from tracedesk.store.migrations import MIGRATIONS
from tracedesk.store.writer import Changed, Writer, WriterBusyError, WriterClosedError


def test_a_job_that_fails_costs_its_neighbours_nothing(runtime: Runtime) -> None:
    with write(runtime.database):  # the writer waits, so that all three end up in one group
        jobs = [
            runtime.writer.save(runtime.project_id, [Trace(trace_id="a", said_ns=1)]),
            runtime.writer.save("no such project", [Trace(trace_id="b", said_ns=1)]),
            runtime.writer.save(runtime.project_id, [Trace(trace_id="c", said_ns=1)]),
        ]
    jobs[0].result()
    with pytest.raises(UnknownProjectError):
        jobs[1].result()
    jobs[2].result()
    assert count_traces(runtime.database, TraceFilter(project_id=runtime.project_id)) == 2


def fill(writer: Writer, project_id: str) -> list[Future[None]]:
    """Give jobs to a writer that cannot write, until it refuses one."""
    accepted: list[Future[None]] = []
    for number in range(10):
        try:
            accepted.append(writer.save(project_id, [Trace(trace_id=f"t{number}", said_ns=1)]))
        except WriterBusyError:
            return accepted
    raise AssertionError("ten jobs were taken into a queue of two")


def test_a_full_queue_is_refused(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "MOST_WAITING_JOBS", 2)
    writer = Writer(runtime.database, lambda changed: None)
    with write(runtime.database):
        accepted = fill(writer, runtime.project_id)
    for job in accepted:
        job.result()
    writer.close()


def test_many_records_fill_the_queue_as_many_jobs_do(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "MOST_WAITING_RECORDS", 2)
    with write(runtime.database):
        accepted = fill(runtime.writer, runtime.project_id)
    for job in accepted:
        job.result()
    many = [Trace(trace_id=f"m{number}", said_ns=1) for number in range(50)]
    runtime.writer.save(runtime.project_id, many).result()  # alone, a job of any size is taken


def test_a_client_that_went_away_does_not_end_the_writer(runtime: Runtime) -> None:
    with write(runtime.database):
        gone = runtime.writer.save(runtime.project_id, [Trace(trace_id="gone", said_ns=1)])
        cancelled = [runtime.writer.save(runtime.project_id, [Trace(trace_id=f"c{n}", said_ns=1)]) for n in range(5)]
        for job in cancelled:
            job.cancel()
    gone.result(5)
    runtime.writer.save(runtime.project_id, [Trace(trace_id="next", said_ns=1)]).result(5)
    assert count_traces(runtime.database, TraceFilter(project_id=runtime.project_id)) >= 2


def test_a_listener_that_fails_does_not_end_the_writer(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def fail(changed: Changed) -> None:
        raise RuntimeError("the listener is ill")

    opened = open_runtime(tmp_path, fail)
    for number in range(3):
        opened.writer.save(opened.project_id, [Trace(trace_id=f"t{number}", said_ns=1)]).result(5)
    opened.close()
    assert "the listener is ill" in caplog.text


def test_what_waits_is_written_before_the_end(tmp_path: Path) -> None:
    opened = open_runtime(tmp_path)
    jobs = [opened.writer.save(opened.project_id, [Trace(trace_id=f"t{number}", said_ns=1)]) for number in range(50)]
    opened.writer.close()
    assert all(job.done() and job.exception() is None for job in jobs)
    with pytest.raises(WriterClosedError):
        opened.writer.save(opened.project_id, [])
    opened.close()


def test_listeners_hear_kinds_and_projects_after_the_commit(tmp_path: Path) -> None:
    heard: list[Changed] = []
    told = threading.Event()

    def listen(changed: Changed) -> None:
        heard.append(changed)
        told.set()

    opened = open_runtime(tmp_path, listen)
    opened.writer.save(opened.project_id, [Trace(trace_id="t", said_ns=1)]).result()
    assert told.wait(5)
    assert heard == [Changed(frozenset({"traces"}), frozenset({opened.project_id}), 0)]
    opened.close()


def test_a_newer_database_is_refused_with_a_sentence(runtime: Runtime) -> None:
    execute(runtime.database, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreError, match="newer Tracedesk"):
        open_database(runtime.paths.database)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tracedesk.db"
    path.write_text("This is a letter to my aunt. " * 100, encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_database(path)


def test_the_database_is_for_its_owner_only(runtime: Runtime) -> None:
    assert runtime.paths.database.stat().st_mode & 0o077 == 0
