"""Scores as whole objects: pages by number for the public API, those of some traces for exports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import orjson
from peewee import Database

from tracedesk.analysis.filter import Condition
from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.filter_columns import SCORES
from tracedesk.queries.filters import add_filter, names_few, settled
from tracedesk.queries.objects import SCORE_COLUMNS, stored_score
from tracedesk.queries.pages import PageQuery, rows_by_key
from tracedesk.queries.snapshot import snapshot
from tracedesk.records.stored import StoredScore
from tracedesk.store.database import rows

Operator: TypeAlias = Literal["<", ">", "<=", ">=", "!=", "="]
_SELECT = f"SELECT {SCORE_COLUMNS} FROM score s JOIN project r ON r.seq = s.project_seq WHERE"
_SELECT_LINE = f"""
    SELECT {SCORE_COLUMNS}, t.seq, t.user_id, t.session_id, t.environment, t.tags
    FROM score s JOIN project r ON r.seq = s.project_seq
    LEFT JOIN trace t ON t.project_seq = s.project_seq AND t.trace_id = s.trace_id
    WHERE s.seq = ?
"""
_HAS_TAG = """
    EXISTS (SELECT 1 FROM trace t JOIN json_each(t.tags) tag
        WHERE t.project_seq = s.project_seq AND t.trace_id = s.trace_id AND tag.value = ?)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSearch:
    """Which scores an API client asks for; None and empty: no condition. ``trace_tags``: all of them must be there."""

    project_id: str
    of_traces_only: bool  # as API v1 has it: no scores of sessions and runs, no corrections
    user_id: str | None = None
    name: str | None = None
    from_ns: int | None = None
    to_ns: int | None = None
    environments: tuple[str, ...] = ()
    source: str | None = None
    operator: Operator | None = None
    value: float | None = None
    score_ids: tuple[str, ...] = ()
    config_id: str | None = None
    queue_id: str | None = None
    data_type: str | None = None
    trace_tags: tuple[str, ...] = ()
    session_id: str | None = None
    dataset_run_id: str | None = None
    trace_id: str | None = None
    observation_ids: tuple[str, ...] = ()
    filter: tuple[Condition, ...] = ()


_SIMPLE = {
    "id": ("score_ids",),
    "userId": ("user_id",),
    "name": ("name",),
    "timestamp": ("from_ns", "to_ns"),
    "environment": ("environments",),
    "source": ("source",),
    "value": ("operator", "value"),
    "configId": ("config_id",),
    "queueId": ("queue_id",),
    "dataType": ("data_type",),
    "traceTags": ("trace_tags",),
    "tags": ("trace_tags",),
    "sessionId": ("session_id",),
    "datasetRunId": ("dataset_run_id",),
    "traceId": ("trace_id",),
    "observationId": ("observation_ids",),
}


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A score and what is asked of its trace, if that is known."""

    score: StoredScore
    has_trace: bool
    user_id: str | None
    session_id: str | None
    environment: str
    tags: tuple[str, ...]


def scores_page(database: Database, search: ScoreSearch, *, limit: int, offset: int) -> tuple[list[ScoreLine], int]:
    """Return one page, newest first, and the number of all that fit."""
    search = settled(search, SCORES, _SIMPLE)
    query = PageQuery(
        source=_source(search),
        key="s.seq",
        order="s.timestamp_ns DESC, s.seq DESC",
        conditions=_conditions(database, search),
    )
    with snapshot(database):
        keys = query.keys(database, limit=limit, offset=offset)
        return [_line(row) for row in rows_by_key(database, _SELECT_LINE, keys)], query.total(database)


def score_by_id(database: Database, project_id: str, score_id: str) -> StoredScore | None:
    found = rows(
        database,
        f"{_SELECT} s.project_seq = {PROJECT_SEQ} AND s.score_id = ?",
        (project_id, score_id),
    )
    return stored_score(found[0]) if found else None


def scores_of_traces(database: Database, project_id: str, trace_ids: Sequence[str]) -> Iterator[StoredScore]:
    """Return the scores of each trace and of its observations in turn, oldest first."""
    for trace_id in trace_ids:
        for row in rows(
            database,
            f"{_SELECT} s.project_seq = {PROJECT_SEQ} AND s.trace_id = ? ORDER BY s.timestamp_ns, s.seq",
            (project_id, trace_id),
        ):
            yield stored_score(row)


def _source(search: ScoreSearch) -> str:
    """Name the index that leaves the fewest rows to look at."""
    if search.score_ids:
        return "score s NOT INDEXED"  # each is found by its number
    if names_few(search.filter, SCORES, "id"):
        return "score s INDEXED BY sqlite_autoindex_score_1"
    if search.trace_id is not None or search.user_id is not None:
        return "score s INDEXED BY score_by_trace"
    if search.session_id is not None:
        return "score s INDEXED BY score_by_session"
    return f"score s INDEXED BY {'score_by_time' if search.dataset_run_id is None else 'score_by_run'}"


def _conditions(database: Database, search: ScoreSearch) -> Conditions:
    conditions = Conditions()
    conditions.add(f"s.project_seq = {PROJECT_SEQ}", search.project_id)
    if search.of_traces_only:
        conditions.add("s.trace_id IS NOT NULL AND s.data_type <> 'CORRECTION'")
    if search.user_id is not None:
        of_user = f"SELECT trace_id FROM trace WHERE project_seq = {PROJECT_SEQ} AND user_id = ?"
        conditions.add(f"s.trace_id IN ({of_user})", search.project_id, search.user_id)
    conditions.add_if("s.name = ?", search.name)
    conditions.add_if("s.timestamp_ns >= ?", search.from_ns)
    conditions.add_if("s.timestamp_ns < ?", search.to_ns)
    conditions.add_any("s.environment", search.environments)
    conditions.add_if("s.source = ?", search.source)
    if search.operator is not None and search.value is not None:
        conditions.add(f"s.value {search.operator} ?", search.value)
    if search.score_ids:
        marks = ", ".join("?" * len(search.score_ids))
        of_ids = f"SELECT seq FROM score WHERE project_seq = {PROJECT_SEQ} AND score_id IN ({marks})"
        conditions.add(f"s.seq IN ({of_ids})", search.project_id, *search.score_ids)
    conditions.add_if("s.config_id = ?", search.config_id)
    conditions.add_if("s.queue_id = ?", search.queue_id)
    conditions.add_if("s.data_type = ?", search.data_type)
    for tag in search.trace_tags:
        conditions.add(_HAS_TAG, tag)
    conditions.add_if("s.session_id = ?", search.session_id)
    conditions.add_if("s.dataset_run_id = ?", search.dataset_run_id)
    conditions.add_if("s.trace_id = ?", search.trace_id)
    conditions.add_any("s.observation_id", search.observation_ids)
    add_filter(database, conditions, search.filter, SCORES)
    return conditions


def _line(row: tuple[Any, ...]) -> ScoreLine:
    seq, user_id, session_id, environment, tags = row[-5:]
    return ScoreLine(
        stored_score(row),
        seq is not None,
        user_id,
        session_id,
        environment or "default",
        tuple(orjson.loads(tags)) if tags else (),
    )
