"""What people said of traces."""

from collections.abc import Sequence
from dataclasses import dataclass

from peewee import Database

from tracedesk.records.rating import rating_id
from tracedesk.store.database import rows


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's rating of a trace."""

    good: bool
    comment: str | None


def verdicts(database: Database, project_id: str, trace_ids: Sequence[str]) -> dict[str, Verdict | None]:
    """Return the verdict on each trace, None where nobody has rated it."""
    found: dict[str, Verdict | None] = {}
    for trace_id in trace_ids:
        kept = rows(
            database,
            "SELECT s.value, s.comment FROM score s JOIN project r ON r.seq = s.project_seq "
            "WHERE r.project_id = ? AND s.score_id = ?",
            (project_id, rating_id(trace_id)),
        )
        found[trace_id] = Verdict(kept[0][0] > 0, kept[0][1]) if kept else None
    return found
