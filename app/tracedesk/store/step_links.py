"""Links of spans become rows, to be found from the step that they name."""

from collections.abc import Sequence

from peewee import Database

from tracedesk.records.span import StepLink
from tracedesk.store.database import executemany

_SAVE = """
    INSERT INTO step_link (project_seq, trace_id, observation_id, linked_trace_id, linked_observation_id)
    VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""


def save_step_links(database: Database, project_seq: int, links: Sequence[StepLink]) -> None:
    """Store links; one that is told again is there already."""
    executemany(database, _SAVE, [(project_seq, *link) for link in links])
