"""Observations as whole objects: pages by number for the public API, those of one trace, and all for exports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ, TRACE_SEQ, Conditions
from tracedesk.queries.objects import OBSERVATION_COLUMNS, PAYLOAD_COLUMNS, stored_observation
from tracedesk.queries.pages import PageQuery, rows_by_key
from tracedesk.queries.snapshot import snapshot
from tracedesk.records.stored import StoredObservation
from tracedesk.store.database import rows

_SELECT = (
    f"SELECT {OBSERVATION_COLUMNS}, {PAYLOAD_COLUMNS} FROM observation o JOIN trace t ON t.seq = o.trace_seq "
    "JOIN project r ON r.seq = o.project_seq LEFT JOIN payload p ON p.payload_id = o.payload_id WHERE"
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
    of_traces = search.trace_id is not None or search.user_id is not None
    query = PageQuery(
        source=f"observation o INDEXED BY {'observation_by_trace' if of_traces else 'observation_by_time'}",
        key="o.seq",
        order="o.start_ns DESC, o.seq DESC",
        conditions=_conditions(search),
    )
    with snapshot(database):
        keys = query.keys(database, limit=limit, offset=offset)
        found = [stored_observation(database, row) for row in rows_by_key(database, f"{_SELECT} o.seq = ?", keys)]
        every = search == ObservationSearch(project_id=search.project_id)
        return found, _count_all(database, search.project_id) if every else query.total(database)


def observation_by_id(database: Database, project_id: str, observation_id: str) -> StoredObservation | None:
    """Return an observation by its id alone; of several traces that use the same id, the newest."""
    found = rows(
        database,
        f"{_SELECT} o.project_seq = {PROJECT_SEQ} AND o.observation_id = ? ORDER BY o.seq DESC LIMIT 1",
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
            f"{_SELECT} o.trace_seq = {TRACE_SEQ} ORDER BY o.start_ns, o.seq",
            (project_id, trace_id),
        ):
            yield stored_observation(database, row)


def _count_all(database: Database, project_id: str) -> int:
    """Add up the hours: to count eight million entries of an index takes half a second."""
    sql = f"SELECT coalesce(sum(observation_count), 0) FROM observation_hour WHERE project_seq = {PROJECT_SEQ}"
    return int(rows(database, sql, (project_id,))[0][0])


def _conditions(search: ObservationSearch) -> Conditions:
    conditions = Conditions()
    if search.trace_id is not None:
        conditions.add(f"o.trace_seq = {TRACE_SEQ}", search.project_id, search.trace_id)
    if search.user_id is not None:
        of_user = f"SELECT seq FROM trace WHERE project_seq = {PROJECT_SEQ} AND user_id = ?"
        conditions.add(f"o.trace_seq IN ({of_user})", search.project_id, search.user_id)
    if search.trace_id is None and search.user_id is None:  # a trace is of one project: no need to look at the row
        conditions.add(f"o.project_seq = {PROJECT_SEQ}", search.project_id)
    conditions.add_if("o.name = ?", search.name)
    conditions.add_if("o.type = ?", search.type)
    conditions.add_if("coalesce(o.level, 'DEFAULT') = ?", search.level)
    conditions.add_if("o.parent_id = ?", search.parent_id)
    conditions.add_any("coalesce(o.environment, 'default')", search.environments)
    conditions.add_if("o.start_ns >= ?", search.from_ns)
    conditions.add_if("o.start_ns < ?", search.to_ns)
    conditions.add_if("o.version = ?", search.version)
    return conditions
