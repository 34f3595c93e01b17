"""What a store must hold after its writer was killed."""

from collections.abc import Iterable
from dataclasses import dataclass

from store.known import hours, recount, recount_hours, totals
from tracedesk.queries.observation_objects import observation_by_id
from tracedesk.runtime import Runtime
from tracedesk.store.database import rows


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What is wrong, as numbers of things."""

    missing: int  # observations of which the beginning was answered with success
    unended: int  # the same, of which the end was
    unreadable: int  # observations whose input cannot be read any more
    wrong_totals: int  # traces
    wrong_hours: int  # rows of the hourly roll-ups


NO_HARM = Aftermath(0, 0, 0, 0, 0)


def look(runtime: Runtime, created: Iterable[str], ended: Iterable[str], samples: Iterable[str] = ()) -> Aftermath:
    """Compare the store with what was answered, and its sums with a recount; ``samples`` are ids with an input."""
    found = dict(rows(runtime.database, "SELECT observation_id, end_ns IS NOT NULL FROM observation"))
    read = [observation_by_id(runtime.database, runtime.project_id, sample) for sample in samples]
    return Aftermath(
        missing=sum(one not in found for one in created),
        unended=sum(not found.get(one) for one in ended),
        unreadable=sum(one is None or not one.input for one in read),
        wrong_totals=len(set(totals(runtime)) ^ set(recount(runtime))),
        wrong_hours=len(set(hours(runtime)) ^ set(recount_hours(runtime))),
    )
