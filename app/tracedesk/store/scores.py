"""Statements about scores become rows of the score table."""

from collections.abc import Iterable

import orjson
from peewee import Database

from tracedesk.records.score import Score
from tracedesk.store.database import execute, executemany, rows

# What the score is about, when and where it was given stays as it was first said; the rest is the newest statement's.
_SAVE = """
    INSERT INTO score (
        project_seq, score_id, name, data_type, value, string_value, trace_id, observation_id, session_id,
        dataset_run_id, source, timestamp_ns, environment, comment, config_id, queue_id, metadata, author_id,
        first_said_ns, said_ns, created_ns, updated_ns
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (project_seq, score_id) DO UPDATE SET
        trace_id = iif(excluded.said_ns < first_said_ns, excluded.trace_id, trace_id),
        timestamp_ns = iif(excluded.said_ns < first_said_ns, excluded.timestamp_ns, timestamp_ns),
        environment = iif(excluded.said_ns < first_said_ns, excluded.environment, environment),
        first_said_ns = min(first_said_ns, excluded.said_ns),
        name = iif(excluded.said_ns >= said_ns, excluded.name, name),
        data_type = iif(excluded.said_ns >= said_ns, excluded.data_type, data_type),
        value = iif(excluded.said_ns >= said_ns, excluded.value, value),
        string_value = iif(excluded.said_ns >= said_ns, excluded.string_value, string_value),
        source = iif(excluded.said_ns >= said_ns, excluded.source, source),
        {overlaid},
        said_ns = max(said_ns, excluded.said_ns),
        updated_ns = excluded.updated_ns
"""
_OVERLAID = (
    "observation_id", "session_id", "dataset_run_id", "comment", "config_id", "queue_id", "metadata", "author_id",
)  # fmt: skip
_SAVE = _SAVE.format(
    overlaid=",\n".join(
        f"{name} = iif(excluded.said_ns >= said_ns, coalesce(excluded.{name}, {name}), "
        f"coalesce({name}, excluded.{name}))"
        for name in _OVERLAID
    )
)


def save_scores(database: Database, project_seq: int, scores: Iterable[Score], now_ns: int) -> None:
    executemany(database, _SAVE, [_row(project_seq, score, now_ns) for score in scores])


def delete_scores(database: Database, project_seq: int, score_ids: Iterable[str]) -> set[str]:
    """Delete scores; unknown ids are fine. Returns the ids of the traces that lost one."""
    traces: set[str] = set()
    for score_id in score_ids:
        key = (project_seq, score_id)
        traces.update(
            row[0]
            for row in rows(database, "SELECT trace_id FROM score WHERE project_seq = ? AND score_id = ?", key)
            if row[0] is not None
        )
        execute(database, "DELETE FROM score WHERE project_seq = ? AND score_id = ?", key)
    return traces


def _row(project_seq: int, score: Score, now_ns: int) -> tuple[object, ...]:
    return (
        project_seq, score.score_id, score.name, score.data_type, score.value, score.string_value, score.trace_id,
        score.observation_id, score.session_id, score.dataset_run_id, score.source, score.timestamp_ns,
        score.environment, score.comment, score.config_id, score.queue_id,
        orjson.dumps(score.metadata).decode() if score.metadata else None, score.author_id,
        score.said_ns, score.said_ns, now_ns, now_ns,
    )  # fmt: skip
