"""Observations as whole objects: pages by number for the public API, those of one trace, and all for exports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peewee import Database

from tracedesk.queries.conditions import Conditions
from tracedesk.queries.objects import OBSERVATION_COLUMNS, PAYLOAD_COLUMNS, stored_observation
from tracedesk.records.stored import StoredObservation
from tracedesk.store.database import rows

_FROM = "FROM observation o JOIN trace t ON t.seq = o.trace_seq JOIN project r ON r.seq = o.project_seq"
_SELECT = (
    f"SELECT {OBSERVATION_COLUMNS}, {PAYLOAD_COLUMNS} {_FROM} LEFT JOIN payload p ON p.payload_id = o.payload_id WHERE"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationSearch:
    """Which observations an API client asks for; None and empty: no condition. ``user_id`` is the trace's."""

    project_id: str
    name: str | None = None
    user_id: str | None = None
    type: str | None = None
    trace_id: str | None = None
    level: str | None = None
    parent_id: str | None = None
    environments: tuple[str, ...] = ()
    from_ns: int | None = None
    to_ns: int | None = None
    version: str | None = None


def observations_page(
    database: Database, search: ObservationSearch, *, limit: int, offset: int
) -> tuple[list[StoredObservation], int]:
    """Return one page, newest first, and the number of all that fit."""
    conditions = _conditions(search)
    found = rows(
        database,
        f"{_SELECT} {conditions.where} ORDER BY o.start_ns DESC, o.seq DESC LIMIT ? OFFSET ?",
        (*conditions.values, limit, offset),
    )
    total = rows(database, f"SELECT count(*) {_FROM} WHERE {conditions.where}", conditions.values)
    return [stored_observation(database, row) for row in found], int(total[0][0])


def observation_by_id(database: Database, project_id: str, observation_id: str) -> StoredObservation | None:
    """Return an observation by its id alone; of several traces that use the same id, the newest."""
    found = rows(
        database,
        f"{_SELECT} r.project_id = ? AND o.observation_id = ? ORDER BY o.seq DESC LIMIT 1",
        (project_id, observation_id),
    )
    return stored_observation(database, found[0]) if found else None


def observations_of_traces(
    database: Database, project_id: str, trace_ids: Sequence[str]
) -> Iterator[StoredObservation]:
    """Return the observations of each trace in turn, by start time."""
    for trace_id in trace_ids:
        for row in rows(
            database,
            f"{_SELECT} r.project_id = ? AND t.trace_id = ? ORDER BY o.start_ns, o.seq",
            (project_id, trace_id),
        ):
            yield stored_observation(database, row)


def _conditions(search: ObservationSearch) -> Conditions:
    conditions = Conditions()
    conditions.add("r.project_id = ?", search.project_id)
    conditions.add_if("o.name = ?", search.name)
    conditions.add_if("t.user_id = ?", search.user_id)
    conditions.add_if("o.type = ?", search.type)
    conditions.add_if("t.trace_id = ?", search.trace_id)
    conditions.add_if("coalesce(o.level, 'DEFAULT') = ?", search.level)
    conditions.add_if("o.parent_id = ?", search.parent_id)
    conditions.add_any("coalesce(o.environment, 'default')", search.environments)
    conditions.add_if("o.start_ns >= ?", search.from_ns)
    conditions.add_if("o.start_ns < ?", search.to_ns)
    conditions.add_if("o.version = ?", search.version)
    return conditions
