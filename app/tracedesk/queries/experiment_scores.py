"""The verdicts on experiments and on their items, newest first."""

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ
from tracedesk.queries.objects import SCORE_COLUMNS, stored_score
from tracedesk.records.stored import StoredScore
from tracedesk.store.database import rows

_NEWEST = "ORDER BY s.timestamp_ns DESC, s.seq DESC LIMIT ?"
_FROM = f"SELECT {SCORE_COLUMNS} FROM score s INDEXED BY {{}} JOIN project r ON r.seq = s.project_seq WHERE"


def scores_of_experiment(database: Database, project_id: str, experiment_id: str, *, limit: int) -> list[StoredScore]:
    """Return the scores of the experiment as a whole."""
    found = rows(
        database,
        f"{_FROM.format('score_by_run')} s.project_seq = {PROJECT_SEQ} AND s.dataset_run_id = ? {_NEWEST}",
        (project_id, experiment_id, limit),
    )
    return [stored_score(row) for row in found]


def scores_of_item(
    database: Database, project_id: str, trace_id: str, observation_id: str, *, limit: int
) -> list[StoredScore]:
    """Return the scores of the observation that stands for the item, and of its trace as a whole."""
    found = rows(
        database,
        f"{_FROM.format('score_by_trace')} s.project_seq = {PROJECT_SEQ} AND s.trace_id = ? "
        f"AND coalesce(s.observation_id = ?, 1) {_NEWEST}",
        (project_id, trace_id, observation_id, limit),
    )
    return [stored_score(row) for row in found]
