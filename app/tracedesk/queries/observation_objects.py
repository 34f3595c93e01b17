"""Observations as whole objects: pages by number for the public API, those of one trace, and all for exports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peewee import Database

from tracedesk.analysis.filter import Condition
from tracedesk.queries.conditions import PROJECT_SEQ, TRACE_SEQ, Conditions
from tracedesk.queries.filter_columns import OBSERVATIONS_V2
from tracedesk.queries.filters import add_filter, names_few, settled
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
    """Which observations an API client asks for; None and empty: no condition. User and session are the trace's."""

    project_id: str
    name: str | None = None
    user_id: str | None = None
    session_id: str | None = None
    type: str | None = None
    trace_id: str | None = None
    level: str | None = None
    parent_id: str | None = None
    environments: tuple[str, ...] = ()
    from_ns: int | None = None
    to_ns: int | None = None
    version: str | None = None
    filter: tuple[Condition, ...] = ()

    @property
    def index(self) -> str:
        """The index that leaves the fewest rows to look at."""
        if names_few(self.filter, OBSERVATIONS_V2, "id"):
            return "sqlite_autoindex_observation_1"
        of_traces = any(one is not None for one in (self.trace_id, self.user_id, self.session_id))
        return "observation_by_trace" if of_traces else "observation_by_time"


_SIMPLE = {
    "name": ("name",),
    "userId": ("user_id",),
    "sessionId": ("session_id",),
    "type": ("type",),
    "traceId": ("trace_id",),
    "level": ("level",),
    "parentObservationId": ("parent_id",),
    "environment": ("environments",),
    "startTime": ("from_ns", "to_ns"),
    "version": ("version",),
}


def observations_page(
    database: Database, search: ObservationSearch, *, limit: int, offset: int
) -> tuple[list[StoredObservation], int]:
    """Return one page, newest first, and the number of all that fit."""
    search = settled(search, OBSERVATIONS_V2, _SIMPLE)
    query = PageQuery(
        source=f"observation o INDEXED BY {search.index}",
        key="o.seq",
        order="o.start_ns DESC, o.seq DESC",
        conditions=_conditions(database, search),
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


def _conditions(database: Database, search: ObservationSearch) -> Conditions:
    conditions = Conditions()
    if search.trace_id is not None:
        conditions.add(f"o.trace_seq = {TRACE_SEQ}", search.project_id, search.trace_id)
    for column, value in (("user_id", search.user_id), ("session_id", search.session_id)):
        if value is not None:
            of_traces = f"SELECT seq FROM trace WHERE project_seq = {PROJECT_SEQ} AND {column} = ?"
            conditions.add(f"o.trace_seq IN ({of_traces})", search.project_id, value)
    if search.index != "observation_by_trace":  # a trace is of one project: no need to look at the row
        conditions.add(f"o.project_seq = {PROJECT_SEQ}", search.project_id)
    conditions.add_if("o.name = ?", search.name)
    conditions.add_if("o.type = ?", search.type)
    conditions.add_if("coalesce(o.level, 'DEFAULT') = ?", search.level)
    conditions.add_if("o.parent_id = ?", search.parent_id)
    conditions.add_any("coalesce(o.environment, 'default')", search.environments)
    conditions.add_if("o.start_ns >= ?", search.from_ns)
    conditions.add_if("o.start_ns < ?", search.to_ns)
    conditions.add_if("o.version = ?", search.version)
    add_filter(database, conditions, search.filter, OBSERVATIONS_V2)
    return conditions
