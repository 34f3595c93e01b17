"""Statements about scores: named verdicts on a trace, an observation, a session or a dataset run."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracedesk.records.json import Json

ScoreType: TypeAlias = Literal["NUMERIC", "CATEGORICAL", "BOOLEAN", "TEXT", "CORRECTION"]
LONGEST_TEXT = 500  # of a TEXT score
ScoreSource: TypeAlias = Literal["API", "EVAL", "ANNOTATION"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one message says of a score. ``value`` is 0 or 1 for BOOLEAN, and 0 where the verdict is a text.

    ``type_assumed``: the message did not say ``data_type``, so that its config may.
    """

    score_id: str
    said_ns: int
    name: str
    data_type: ScoreType
    value: float
    string_value: str | None = None
    trace_id: str | None = None
    observation_id: str | None = None
    session_id: str | None = None
    dataset_run_id: str | None = None
    source: ScoreSource = "API"
    timestamp_ns: int
    environment: str = "default"
    comment: str | None = None
    config_id: str | None = None
    queue_id: str | None = None
    metadata: dict[str, Json] | None = None
    author_id: str | None = None
    type_assumed: bool = False
