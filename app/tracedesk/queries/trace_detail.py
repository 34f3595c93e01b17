"""One trace: its observations as lines, and one observation with its payload."""

from dataclasses import dataclass

from peewee import Database

from tracedesk.records.stored import StoredObservation, StoredScore, StoredTrace
from tracedesk.records.trace import Level, ObservationType


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationLine:
    """A row of the trace tree, without payload. ``end_ns`` None: running, or an EVENT."""

    observation_id: str
    parent_id: str | None
    type: ObservationType
    name: str | None
    level: Level
    status_message: str | None
    start_ns: int
    end_ns: int | None
    completion_start_ns: int | None
    model: str | None
    total_tokens: int | None
    cost_pusd: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceDetail:
    """A trace with its payload, its observations by start time, and all its scores, newest first."""

    trace: StoredTrace
    observations: tuple[ObservationLine, ...]
    scores: tuple[StoredScore, ...]


def trace_detail(database: Database, project_id: str, trace_id: str) -> TraceDetail | None:
    """Return the trace, or None when there is none of that id."""
    raise NotImplementedError


def observation_detail(
    database: Database, project_id: str, trace_id: str, observation_id: str
) -> StoredObservation | None:
    """Return one observation with its payload."""
    raise NotImplementedError
