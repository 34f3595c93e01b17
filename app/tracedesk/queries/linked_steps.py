"""The steps that a step links to, and those that link to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ, TRACE_SEQ
from tracedesk.store.database import rows


@dataclass(frozen=True, slots=True)
class LinkedStep:
    """A step that another one links to, as far as it is stored.

    ``stored``: "step", or "trace" when only its trace is here, or "" when nothing is.
    """

    trace_id: str
    observation_id: str
    stored: str = ""
    name: str | None = None


def linked_steps(database: Database, project_id: str, links: Iterable[tuple[str, str]]) -> tuple[LinkedStep, ...]:
    """Look up steps, each by the id of its trace and its own."""
    return tuple(_linked_step(database, project_id, trace_id, span_id) for trace_id, span_id in links)


def linking_steps(
    database: Database, project_id: str, trace_id: str, observation_id: str, limit: int
) -> tuple[LinkedStep, ...]:
    """Return steps that link to this one."""
    found = rows(
        database,
        f"SELECT trace_id, observation_id FROM step_link WHERE project_seq = {PROJECT_SEQ} "
        "AND linked_trace_id = ? AND linked_observation_id = ? ORDER BY trace_id, observation_id LIMIT ?",
        (project_id, trace_id, observation_id, limit),
    )
    return linked_steps(database, project_id, found)


def _linked_step(database: Database, project_id: str, trace_id: str, observation_id: str) -> LinkedStep:
    found = rows(
        database,
        "SELECT o.observation_id, coalesce(o.name, t.name) FROM trace t LEFT JOIN observation o "
        f"ON o.project_seq = {PROJECT_SEQ} AND o.observation_id = ? AND o.trace_seq = t.seq WHERE t.seq = {TRACE_SEQ}",
        (project_id, observation_id, project_id, trace_id),
    )
    if not found:
        return LinkedStep(trace_id, observation_id)
    return LinkedStep(trace_id, observation_id, "step" if found[0][0] is not None else "trace", found[0][1])
