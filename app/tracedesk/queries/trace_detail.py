"""One trace: its observations as lines, and one observation with its payload."""

from dataclasses import dataclass

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ, TRACE_SEQ
from tracedesk.queries.objects import (
    OBSERVATION_COLUMNS,
    PAYLOAD_COLUMNS,
    SCORE_COLUMNS,
    TRACE_COLUMNS,
    stored_observation,
    stored_score,
    stored_trace,
)
from tracedesk.records.stored import StoredObservation, StoredScore, StoredTrace
from tracedesk.records.trace import Level, ObservationType
from tracedesk.store.database import rows


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


def stored_trace_of(database: Database, project_id: str, trace_id: str) -> StoredTrace | None:
    """Return the trace with its payload."""
    found = rows(
        database,
        f"SELECT {TRACE_COLUMNS}, {PAYLOAD_COLUMNS} FROM trace t JOIN project r ON r.seq = t.project_seq "
        f"LEFT JOIN payload p ON p.payload_id = t.payload_id WHERE t.seq = {TRACE_SEQ}",
        (project_id, trace_id),
    )
    return stored_trace(database, found[0]) if found else None


def trace_detail(database: Database, project_id: str, trace_id: str) -> TraceDetail | None:
    """Return the trace, or None when there is none of that id."""
    trace = stored_trace_of(database, project_id, trace_id)
    if trace is None:
        return None
    lines = rows(
        database,
        "SELECT o.observation_id, o.parent_id, o.type, o.name, coalesce(o.level, 'DEFAULT'), o.status_message, "
        "o.start_ns, max(o.start_ns, o.end_ns), o.completion_start_ns, o.model, o.total_tokens, o.cost_pusd "
        "FROM observation o INDEXED BY observation_by_trace "
        f"WHERE o.trace_seq = {TRACE_SEQ} ORDER BY o.start_ns, o.seq",
        (project_id, trace_id),
    )
    return TraceDetail(
        trace=trace,
        observations=tuple(
            ObservationLine(
                observation_id=row[0],
                parent_id=row[1],
                type=row[2],
                name=row[3],
                level=row[4],
                status_message=row[5],
                start_ns=row[6],
                end_ns=row[7],
                completion_start_ns=row[8],
                model=row[9],
                total_tokens=row[10],
                cost_pusd=row[11],
            )
            for row in lines
        ),
        scores=scores_of_trace(database, project_id, trace_id),
    )


def scores_of_trace(database: Database, project_id: str, trace_id: str) -> tuple[StoredScore, ...]:
    """Return the scores of a trace and of its observations, newest first."""
    found = rows(
        database,
        f"SELECT {SCORE_COLUMNS} FROM score s INDEXED BY score_by_trace JOIN project r ON r.seq = s.project_seq "
        f"WHERE s.project_seq = {PROJECT_SEQ} AND s.trace_id = ? ORDER BY s.timestamp_ns DESC, s.seq DESC",
        (project_id, trace_id),
    )
    return tuple(stored_score(row) for row in found)


def observation_detail(
    database: Database, project_id: str, trace_id: str, observation_id: str
) -> StoredObservation | None:
    """Return one observation with its payload."""
    found = rows(
        database,
        f"SELECT {OBSERVATION_COLUMNS}, {PAYLOAD_COLUMNS} FROM observation o JOIN trace t ON t.seq = o.trace_seq "
        "JOIN project r ON r.seq = o.project_seq LEFT JOIN payload p ON p.payload_id = o.payload_id "
        f"WHERE o.project_seq = {PROJECT_SEQ} AND o.observation_id = ? AND o.trace_seq = {TRACE_SEQ}",
        (project_id, observation_id, project_id, trace_id),
    )
    return stored_observation(database, found[0]) if found else None
