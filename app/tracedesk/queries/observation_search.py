"""Which observations a list asks for: its simple conditions and its filter, as SQL over one index."""

from dataclasses import dataclass

from peewee import Database

from tracedesk.analysis.filter import Condition
from tracedesk.queries.conditions import PROJECT_SEQ, TRACE_SEQ, Conditions
from tracedesk.queries.filter_columns import IS_ROOT, OBSERVATIONS_V2
from tracedesk.queries.filters import add_filter, names_few, settled

NEWEST_FIRST = "o.start_ns DESC, o.seq DESC"
_UNUSUAL_LEVELS = ("ERROR", "WARNING", "DEBUG")
_OF_UNUSUAL_LEVEL = "o.level <> 'DEFAULT'"  # in the words of the index, or SQLite cannot use it
_SIMPLE = {
    "name": ("name",),
    "userId": ("user_id",),
    "sessionId": ("session_id",),
    "type": ("type",),
    "traceId": ("trace_id",),
    "level": ("level",),
    "parentObservationId": ("parent_id",),
    "isRootObservation": ("is_root",),
    "environment": ("environments",),
    "startTime": ("from_ns", "to_ns"),
    "version": ("version",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationSearch:
    """Which observations an API client asks for; None and empty: no condition.

    User and session are the trace's. ``parent_id`` "": those that have no parent.
    """

    project_id: str
    name: str | None = None
    user_id: str | None = None
    session_id: str | None = None
    type: str | None = None
    trace_id: str | None = None
    level: str | None = None
    parent_id: str | None = None
    is_root: bool | None = None
    environments: tuple[str, ...] = ()
    from_ns: int | None = None
    to_ns: int | None = None
    version: str | None = None
    filter: tuple[Condition, ...] = ()

    def settled(self) -> "ObservationSearch":
        """Return the search with its filter in the place of simple conditions on the same columns."""
        return settled(self, OBSERVATIONS_V2, _SIMPLE)

    @property
    def source(self) -> str:
        """What follows FROM: the index that leaves the fewest rows to look at."""
        return f"observation o INDEXED BY {self._index}"

    @property
    def _index(self) -> str:
        if names_few(self.filter, OBSERVATIONS_V2, "id"):
            return "sqlite_autoindex_observation_1"
        if any(one is not None for one in (self.trace_id, self.user_id, self.session_id)):
            return "observation_by_trace"
        return "observation_by_level" if self.level in _UNUSUAL_LEVELS else "observation_by_time"

    def conditions(self, database: Database) -> Conditions:
        """Return the conditions of a statement that runs on this thread's connection."""
        conditions = Conditions()
        if self.trace_id is not None:
            conditions.add(f"o.trace_seq = {TRACE_SEQ}", self.project_id, self.trace_id)
        for column, value in (("user_id", self.user_id), ("session_id", self.session_id)):
            if value is not None:
                of_traces = f"SELECT seq FROM trace WHERE project_seq = {PROJECT_SEQ} AND {column} = ?"
                conditions.add(f"o.trace_seq IN ({of_traces})", self.project_id, value)
        if self._index != "observation_by_trace":  # a trace is of one project: no need to look at the row
            conditions.add(f"o.project_seq = {PROJECT_SEQ}", self.project_id)
        conditions.add_if("o.name = ?", self.name)
        conditions.add_if("o.type = ?", self.type)
        if self.level in _UNUSUAL_LEVELS:
            conditions.add(f"{_OF_UNUSUAL_LEVEL} AND o.level = ?", self.level)
        else:
            conditions.add_if("coalesce(o.level, 'DEFAULT') = ?", self.level)
        conditions.add_if("coalesce(o.parent_id, '') = ?", self.parent_id)
        conditions.add_if(f"{IS_ROOT} = ?", self.is_root)
        conditions.add_any("coalesce(o.environment, 'default')", self.environments)
        conditions.add_if("o.start_ns >= ?", self.from_ns)
        conditions.add_if("o.start_ns < ?", self.to_ns)
        conditions.add_if("o.version = ?", self.version)
        add_filter(database, conditions, self.filter, OBSERVATIONS_V2)
        return conditions
