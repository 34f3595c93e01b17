"""Statements about scores become rows of the score table."""

from collections.abc import Iterable, Mapping, Sequence

import orjson
from peewee import Database

from tracedesk.records.score import Score
from tracedesk.store.database import chunks, execute, executemany, rows
from tracedesk.store.layers import Layered, pack_stamps, stamp_of, unpack_stamps

_LAST = (
    "name", "data_type", "value", "string_value", "observation_id", "session_id", "dataset_run_id", "source",
    "comment", "config_id", "queue_id", "metadata", "author_id",
)  # fmt: skip
_FIRST = ("trace_id", "timestamp_ns", "environment")
_FIELDS = _LAST + _FIRST
_COLUMNS = ("project_seq", "score_id", *_FIELDS, "said_stamp", "stamps", "created_ns", "updated_ns")
_LOAD = f"""
    SELECT score_id, said_stamp, stamps, {", ".join(_FIELDS)} FROM score WHERE project_seq = ? AND score_id IN ({{}})
"""
_SAVE = f"""
    INSERT INTO score ({", ".join(_COLUMNS)}) VALUES ({", ".join("?" * len(_COLUMNS))})
    ON CONFLICT (project_seq, score_id) DO UPDATE SET
        {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name != "created_ns")}
"""


def save_scores(database: Database, project_seq: int, scores: Sequence[Score], now_ns: int) -> set[str]:
    """Lay each statement upon what is known of its score; ``store.layers`` tells the rules.

    Returns the ids of the traces that the scores belong to, or belonged to before.
    """
    known = _load(database, project_seq, {score.score_id for score in scores})
    traces = _traces(known)
    for score in scores:
        layers = known.setdefault(score.score_id, Layered())
        layers.lay(score, stamp_of(score.said_ns, creation=True), last=_LAST, first=_FIRST)
    executemany(
        database,
        _SAVE,
        [_row(project_seq, score_id, known[score_id], now_ns) for score_id in {score.score_id: 0 for score in scores}],
    )
    return traces | _traces(known)


def _traces(known: Mapping[str, Layered]) -> set[str]:
    return {trace_id for layers in known.values() if (trace_id := layers.values.get("trace_id")) is not None}


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


def _load(database: Database, project_seq: int, score_ids: Iterable[str]) -> dict[str, Layered]:
    known: dict[str, Layered] = {}
    for chunk in chunks(sorted(score_ids)):
        for score_id, common, others, *found in rows(
            database, _LOAD.format(", ".join("?" * len(chunk))), (project_seq, *chunk)
        ):
            values = dict(zip(_FIELDS, found, strict=True))
            if values["metadata"] is not None:
                values["metadata"] = orjson.loads(values["metadata"])
            known[score_id] = Layered(values, unpack_stamps(common, others, values))
    return known


def _row(project_seq: int, score_id: str, layers: Layered, now_ns: int) -> tuple[object, ...]:
    values = dict(layers.values)
    if values["data_type"] == "NUMERIC":  # the text of an earlier verdict does not belong to a number
        values["string_value"] = None
    if values.get("metadata") is not None:
        values["metadata"] = orjson.dumps(values["metadata"]).decode()
    return (
        project_seq, score_id, *map(values.get, _FIELDS), *pack_stamps(layers.stamps, layers.values), now_ns, now_ns
    )  # fmt: skip
