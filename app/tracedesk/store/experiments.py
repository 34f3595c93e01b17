"""What spans say of experiments becomes rows beside their observations."""

from collections.abc import Sequence

from peewee import Database

from tracedesk.records.experiment import ExperimentSpan
from tracedesk.store.database import executemany
from tracedesk.store.dataset_rows import text_of

_FIELDS = ExperimentSpan._fields
_SAVE = f"""
    INSERT INTO experiment_span (project_seq, {", ".join(_FIELDS)}) VALUES (?{", ?" * len(_FIELDS)})
    ON CONFLICT (project_seq, trace_id, observation_id) DO UPDATE SET
        {", ".join(f"{name} = excluded.{name}" for name in _FIELDS)}
"""


def save_experiment_spans(database: Database, project_seq: int, spans: Sequence[ExperimentSpan]) -> None:
    """Store what spans say; of a span that is sent again the last word counts."""
    executemany(database, _SAVE, [_row(project_seq, span) for span in spans])


def _row(project_seq: int, span: ExperimentSpan) -> tuple[object, ...]:
    packed = {"metadata": text_of(span.metadata), "item_metadata": text_of(span.item_metadata)}
    return (project_seq, *(span._asdict() | packed).values())
