"""The only writer of a process: one thread, many requests in one commit, each answered after it."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from peewee import Database

from tracedesk.records.experiment import ExperimentSpan
from tracedesk.records.score import Score
from tracedesk.records.span import StepLink
from tracedesk.records.trace import Trace
from tracedesk.store.checkpoint import LogKeeper
from tracedesk.store.commit import Job, Record, commit_jobs
from tracedesk.store.edit import Edit, EditError, EditJob
from tracedesk.store.payloads import payloads_of
from tracedesk.store.sweeper import Sweeper

log = logging.getLogger(__name__)

MOST_WAITING_JOBS = 2_000
MOST_WAITING_RECORDS = 40_000  # of 2 KB each a tenth of a gigabyte; a single larger job is taken all the same
MOST_RECORDS_A_COMMIT = 4_000


@dataclass(frozen=True, slots=True)
class Changed:
    """What a commit touched: kinds ("traces", "observations", "scores", ...) and projects, never rows."""

    kinds: frozenset[str]
    projects: frozenset[str]
    observation_count: int


Listener: TypeAlias = Callable[[Changed], None]
Result = TypeVar("Result")


class WriterBusyError(Exception):
    """More waits to be written than may wait; the client should try again in a second."""


class WriterClosedError(Exception):
    """The program is stopping and takes nothing any more."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    job: Job | EditJob
    record_count: int
    done: "Future[Any]"


class Writer:
    """Takes jobs from any thread. Listeners are called on the writer's thread after each commit."""

    def __init__(self, database: Database, changed: Listener) -> None:
        self._database = database
        self._keepers = (LogKeeper(database), Sweeper(database))
        self._listeners: tuple[Listener, ...] = (changed,)
        self._jobs: queue.Queue[_Waiting | None] = queue.Queue(MOST_WAITING_JOBS)
        self._waiting_records = 0
        self._closed = False
        self._closing = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def save(self, project_id: str, records: Sequence[Record]) -> "Future[None]":
        """Store records; the future is done when they are on disk.

        Raises:
            WriterBusyError: the queue is full.
            WriterClosedError: ``close`` was called.
        """
        return self._put(Job(project_id, records))

    def replace_scores(self, project_id: str, score_ids: Sequence[str], scores: Sequence[Score] = ()) -> "Future[None]":
        """Delete scores, of which unknown ones are fine, then store ``scores``. Raises as ``save`` does."""
        return self._put(Job(project_id, scores, tuple(score_ids)))

    def edit(
        self, project_id: str, make: Callable[[Edit], Result], *, kinds: frozenset[str] = frozenset()
    ) -> "Future[Result]":
        """Run ``make`` in the writer's transaction; the future has its answer, or its ``EditError``.

        Raises as ``save`` does.
        """
        return self._put(EditJob(project_id, kinds, make))

    def listen(self, listener: Listener) -> None:
        """Tell one more of each commit."""
        self._listeners = (*self._listeners, listener)

    def close(self) -> None:
        """Write what waits, then stop."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
        self._jobs.put(None)
        self._thread.join()

    def _put(self, job: Job | EditJob) -> "Future[Any]":
        waiting = _Waiting(job, 0 if isinstance(job, EditJob) else len(job.records), Future())
        with self._closing:  # nothing may come behind the end mark
            if self._closed:
                raise WriterClosedError("Tracedesk is stopping.")
            more = self._waiting_records + waiting.record_count
            if self._waiting_records and more > MOST_WAITING_RECORDS:
                raise WriterBusyError("Too much waits to be written.")
            try:
                self._jobs.put_nowait(waiting)
            except queue.Full:
                raise WriterBusyError("Too much waits to be written.") from None
            self._waiting_records = more
        return waiting.done

    def _run(self) -> None:
        ended = False
        while not ended:
            group: list[_Waiting] = []
            size = 0
            item = self._next()
            while item is not None:
                with self._closing:
                    self._waiting_records -= item.record_count
                if item.done.set_running_or_notify_cancel():  # whoever waits may have gone; no longer from here on
                    group.append(item)
                    size += item.record_count
                if size >= MOST_RECORDS_A_COMMIT:
                    break
                try:
                    item = self._jobs.get_nowait()
                except queue.Empty:
                    break
            ended = item is None
            if group:
                self._commit(group)
            if not ended:
                self._look()
        payloads_of(self._database).close()
        self._database.close()

    def _next(self) -> _Waiting | None:
        while True:
            try:
                pauses = [keeper.pause_s for keeper in self._keepers if keeper.pause_s is not None]
                return self._jobs.get(timeout=min(pauses, default=None))
            except queue.Empty:
                self._look()

    def _look(self) -> None:
        for keeper in self._keepers:
            keeper.look()

    def _commit(self, group: list[_Waiting]) -> None:
        try:
            outcomes = commit_jobs(self._database, [waiting.job for waiting in group], time.time_ns())
        except Exception as error:  # delivered to whoever waits
            if len(group) > 1:
                for waiting in group:  # so that one request cannot cost its neighbours
                    self._commit([waiting])
            else:
                log.warning("A job could not be stored", exc_info=error)
                group[0].done.set_exception(error)
            return
        made: list[Job | EditJob] = []
        for waiting in group:
            outcome = outcomes.get(waiting.job) if isinstance(waiting.job, EditJob) else None
            if isinstance(outcome, EditError):
                waiting.done.set_exception(outcome)
            else:
                waiting.done.set_result(outcome)
                made.append(waiting.job)
        if made:
            self._tell(_changes(made))

    def _tell(self, changed: Changed) -> None:
        for listener in self._listeners:
            try:
                listener(changed)
            except Exception:  # a listener's fault must not end the writer: nobody would be answered any more
                log.exception("A listener failed")


def _changes(jobs: Sequence[Job | EditJob]) -> Changed:
    kinds: set[str] = set()
    observations = 0
    for job in jobs:
        if isinstance(job, EditJob):
            kinds |= job.kinds
            continue
        if job.deleted_scores:
            kinds |= {"scores", "traces"}
        for record in job.records:
            if isinstance(record, Score):
                kinds |= {"scores", "traces"}
            elif isinstance(record, Trace):
                kinds.add("traces")
            elif isinstance(record, ExperimentSpan):
                kinds.add("experiments")
            elif isinstance(record, StepLink):
                kinds.add("observations")
            else:
                kinds |= {"observations", "traces"}
                observations += 1
    return Changed(frozenset(kinds), frozenset(job.project_id for job in jobs), observations)
