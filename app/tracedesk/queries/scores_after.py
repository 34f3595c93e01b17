"""Scores of anything in pages by key, newest first: the list of API v3."""

from dataclasses import dataclass
from typing import TypeAlias

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.objects import SCORE_COLUMNS, stored_score
from tracedesk.queries.pages import rows_by_key
from tracedesk.queries.snapshot import snapshot
from tracedesk.records.stored import StoredScore
from tracedesk.records.units import NS_PER_MS
from tracedesk.store.database import rows

ScoreKey: TypeAlias = tuple[int, str]  # its time in milliseconds, its id
# Answers show whole milliseconds, so what lies within one of them is sorted by the id.
_MOMENT = f"s.timestamp_ns / {NS_PER_MS}"
_SELECT = f"SELECT {SCORE_COLUMNS} FROM score s JOIN project r ON r.seq = s.project_seq WHERE s.seq = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChoice:
    """Which scores count: of each tuple that is not empty, one value must fit. ``least`` and ``most`` are included."""

    project_id: str
    score_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    data_types: tuple[str, ...] = ()
    environments: tuple[str, ...] = ()
    config_ids: tuple[str, ...] = ()
    queue_ids: tuple[str, ...] = ()
    author_ids: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    texts: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    trace_ids: tuple[str, ...] = ()
    observation_ids: tuple[str, ...] = ()
    session_ids: tuple[str, ...] = ()
    experiment_ids: tuple[str, ...] = ()
    from_ns: int | None = None
    to_ns: int | None = None


def scores_after(
    database: Database, choice: ScoreChoice, *, limit: int, after: ScoreKey | None
) -> tuple[list[StoredScore], ScoreKey | None]:
    """Return one page, newest first and then by id backwards, and the key to go on from; None: that was all."""
    conditions = _conditions(choice)
    if after is not None:
        conditions.add(f"{_MOMENT} <= ? AND ({_MOMENT}, s.score_id) < (?, ?)", after[0], *after)
    sql = (
        f"SELECT s.seq, {_MOMENT}, s.score_id FROM score s INDEXED BY {_index(choice)} WHERE {conditions.where} "
        f"ORDER BY {_MOMENT} DESC, s.score_id DESC LIMIT ?"
    )
    with snapshot(database):
        found = rows(database, sql, (*conditions.values, limit + 1))
        page = [stored_score(row) for row in rows_by_key(database, _SELECT, [row[0] for row in found[:limit]])]
    return page, (found[limit - 1][1], found[limit - 1][2]) if len(found) > limit else None


def _index(choice: ScoreChoice) -> str:
    """Name the index that leaves the fewest rows to look at; what any but the last leaves is sorted."""
    if choice.score_ids:
        return "sqlite_autoindex_score_1"
    if choice.trace_ids:
        return "score_by_trace"
    if choice.session_ids:
        return "score_by_session"
    return "score_by_run" if choice.experiment_ids else "score_by_moment"


def _conditions(choice: ScoreChoice) -> Conditions:
    conditions = Conditions()
    conditions.add(f"s.project_seq = {PROJECT_SEQ}", choice.project_id)
    for column, values in (
        ("s.score_id", choice.score_ids),
        ("s.name", choice.names),
        ("s.source", choice.sources),
        ("s.data_type", choice.data_types),
        ("s.environment", choice.environments),
        ("s.config_id", choice.config_ids),
        ("s.queue_id", choice.queue_ids),
        ("s.author_id", choice.author_ids),
        ("s.value", choice.numbers),
        ("s.string_value", choice.texts),
        ("s.trace_id", choice.trace_ids),
        ("s.observation_id", choice.observation_ids),
        ("s.session_id", choice.session_ids),
        ("s.dataset_run_id", choice.experiment_ids),
    ):
        conditions.add_any(column, values)
    conditions.add_if("s.value >= ?", choice.least)
    conditions.add_if("s.value <= ?", choice.most)
    if choice.from_ns is not None:  # twice: for the index, and to the nanosecond
        conditions.add(f"{_MOMENT} >= ? AND s.timestamp_ns >= ?", choice.from_ns // NS_PER_MS, choice.from_ns)
    if choice.to_ns is not None:
        conditions.add(f"{_MOMENT} <= ? AND s.timestamp_ns < ?", choice.to_ns // NS_PER_MS, choice.to_ns)
    return conditions
