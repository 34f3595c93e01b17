"""One transaction: what several requests said, merged in memory and written in bulk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from peewee import Database

from tracedesk.records.experiment import ExperimentSpan
from tracedesk.records.score import Score
from tracedesk.records.span import StepLink
from tracedesk.records.trace import Observation, Trace
from tracedesk.store.database import executemany, rows, write
from tracedesk.store.edit import Edit, EditError, EditJob, Outcome
from tracedesk.store.experiments import save_experiment_spans
from tracedesk.store.observations import OBSERVATION, Observations
from tracedesk.store.payloads import NewPayloads, payloads_of
from tracedesk.store.price_list import price_list
from tracedesk.store.rollups import Rollups
from tracedesk.store.scores import delete_scores, save_scores
from tracedesk.store.shelf import Shelf
from tracedesk.store.step_links import save_step_links
from tracedesk.store.totals import recount_scores, scored
from tracedesk.store.traces import TRACE, Traces
from tracedesk.store.whole import Whole

Record: TypeAlias = Trace | Observation | Whole | Score | ExperimentSpan | StepLink


class UnknownProjectError(Exception):
    """Records were given for a project that does not exist (any more)."""


@dataclass(frozen=True, slots=True)
class Job:
    """What one request asks for. ``deleted_scores`` go before ``records`` are stored, so that a job can replace one."""

    project_id: str
    records: Sequence[Record]
    deleted_scores: Sequence[str] = ()


def commit_jobs(database: Database, jobs: Sequence[Job | EditJob], now_ns: int) -> dict[EditJob, Outcome]:
    """Store the jobs, all or none of them; on return they are on disk. An edit that is refused costs only itself."""
    outcomes: dict[EditJob, Outcome] = {}
    with write(database):
        seqs = dict(rows(database, "SELECT project_id, seq FROM project WHERE deleted_ns IS NULL"))
        for project_id in {job.project_id for job in jobs}:
            if project_id not in seqs:
                raise UnknownProjectError(f"There is no project {project_id}.")
            project = _Project(database, seqs[project_id], now_ns)
            edit = Edit(database, project_id, seqs[project_id], now_ns)
            for run in _runs([job for job in jobs if job.project_id == project_id]):
                if isinstance(run, EditJob):
                    outcomes[run] = _make(edit, run)
                else:
                    project.store(run)
    return outcomes


def _make(edit: Edit, job: EditJob) -> Outcome:
    try:
        with edit.database.savepoint():
            return job.make(edit)
    except EditError as error:
        return error


def _runs(jobs: Sequence[Job | EditJob]) -> Iterator[Sequence[Job] | EditJob]:
    """Split jobs so that one that deletes stands alone: what came before it is deleted, what comes after it stays."""
    run: list[Job] = []
    for job in jobs:
        if isinstance(job, EditJob):
            yield run
            yield job
            run = []
        elif job.deleted_scores:
            yield from (run, [job])
            run = []
        else:
            run.append(job)
    yield run


@dataclass(frozen=True, slots=True)
class _Project:
    database: Database
    seq: int
    now_ns: int

    def store(self, jobs: Sequence[Job]) -> None:
        unrated = delete_scores(self.database, self.seq, [gone for job in jobs for gone in job.deleted_scores])
        records = [record for job in jobs for record in job.records]
        traces = [record for record in records if isinstance(record, Trace)]
        observations = [record for record in records if isinstance(record, Observation | Whole)]
        scores = [record for record in records if isinstance(record, Score)]
        save_experiment_spans(
            self.database, self.seq, [record for record in records if isinstance(record, ExperimentSpan)]
        )
        save_step_links(self.database, self.seq, [record for record in records if isinstance(record, StepLink)])
        new_traces = self._store_traces(traces, observations) if traces or observations else set()
        rated = save_scores(self.database, self.seq, scores, self.now_ns) if scores else set()
        recount_scores(self.database, self.seq, rated | unrated | scored(self.database, self.seq, new_traces))

    def _store_traces(self, traces: Sequence[Trace], observations: Sequence[Observation | Whole]) -> set[str]:
        """Return the ids of the traces that are new."""
        named = {trace.trace_id for trace in traces}
        # An observation without a trace may have to wait in one of its own id.
        named |= {one.trace_id if one.trace_id is not None else one.observation_id for one in observations}
        new_payloads = NewPayloads(payloads_of(self.database))
        rollups = Rollups(self.seq)
        known_traces = Traces(Shelf(TRACE, self.database, new_payloads, self.now_ns), self.seq, named)
        for trace in traces:
            known_traces.say(trace)
        prices = price_list(self.database, self.seq)
        shelf = Shelf(OBSERVATION, self.database, new_payloads, self.now_ns)
        known = Observations(shelf, known_traces, rollups, prices, self.seq, observations)
        known.say_all()
        known.save()
        new_ids = known_traces.save(rollups)
        new_payloads.save()
        rollups.save(self.database)
        self._open_sessions(traces)
        return new_ids

    def _open_sessions(self, traces: Sequence[Trace]) -> None:
        found = [
            (self.seq, trace.session_id, trace.environment or "default", self.now_ns)
            for trace in traces
            if trace.session_id
        ]
        executemany(
            self.database,
            "INSERT INTO session (project_seq, session_id, environment, created_ns) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            found,
        )
