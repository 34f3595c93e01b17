"""Which of the steps that a span links to are stored."""

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
