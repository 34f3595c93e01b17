"""Observations as whole objects: pages by number for the public API, those of one trace, and all for exports."""

from collections.abc import Iterator, Sequence

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ, TRACE_SEQ
from tracedesk.queries.objects import OBSERVATION_COLUMNS, PAYLOAD_COLUMNS, stored_observation
from tracedesk.queries.observation_search import NEWEST_FIRST, ObservationSearch
from tracedesk.queries.pages import PageQuery, rows_by_key
from tracedesk.queries.snapshot import snapshot
from tracedesk.records.stored import StoredObservation
from tracedesk.store.database import rows

_SELECT = (
    f"SELECT {OBSERVATION_COLUMNS}, {PAYLOAD_COLUMNS} FROM observation o JOIN trace t ON t.seq = o.trace_seq "
    "JOIN project r ON r.seq = o.project_seq LEFT JOIN payload p ON p.payload_id = o.payload_id WHERE"
)


def observations_page(
    database: Database, search: ObservationSearch, *, limit: int, offset: int
) -> tuple[list[StoredObservation], int]:
    """Return one page, newest first, and the number of all that fit."""
    search = search.settled()
    query = PageQuery(source=search.source, key="o.seq", order=NEWEST_FIRST, conditions=search.conditions(database))
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
