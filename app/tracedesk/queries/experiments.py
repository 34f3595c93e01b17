"""Experiments and their items within a range of time, in pages by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from peewee import Database

from tracedesk.analysis.filter import Condition
from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.filters import Column, Table, add_filter, names_few, settled
from tracedesk.queries.objects import OBSERVATION_COLUMNS, PAYLOAD_COLUMNS, stored_observation
from tracedesk.queries.pages import rows_by_key
from tracedesk.queries.snapshot import snapshot
from tracedesk.records.experiment import Experiment, ExperimentItem
from tracedesk.store.database import rows
from tracedesk.store.dataset_rows import value_of

ExperimentKey: TypeAlias = tuple[int, str]  # the end of its last span, its id
ItemKey: TypeAlias = tuple[int, int]  # its start, the number of its row
_ID, _NAME = Column("e.experiment_id"), Column("coalesce(e.name, e.experiment_id)")
_DATASET_ID = Column("e.dataset_id")
EXPERIMENTS = Table({"id": _ID, "name": _NAME, "datasetId": _DATASET_ID})
EXPERIMENT_ITEMS = Table({
    "experimentId": _ID,
    "experimentName": _NAME,
    "experimentItemId": Column("e.item_id"),
    "datasetId": _DATASET_ID,
})  # fmt: skip
_COLUMNS = Table({**EXPERIMENTS.columns, **EXPERIMENT_ITEMS.columns})
_SIMPLE = {
    "id": ("experiment_ids",),
    "experimentId": ("experiment_ids",),
    "name": ("names",),
    "experimentName": ("names",),
    "experimentItemId": ("item_ids",),
    "datasetId": ("dataset_ids",),
}
_OF_ITEM = """
    e.experiment_id, e.name, e.description, e.metadata, e.dataset_id, e.item_id, e.item_version_ns, e.item_metadata,
    e.expected_output
"""
_SELECT_ITEM = f"""
    SELECT {_OF_ITEM}, {OBSERVATION_COLUMNS}, {PAYLOAD_COLUMNS} FROM experiment_span e
    JOIN project r ON r.seq = e.project_seq
    JOIN trace t ON t.project_seq = e.project_seq AND t.trace_id = e.trace_id
    JOIN observation o
        ON o.project_seq = e.project_seq AND o.observation_id = e.observation_id AND o.trace_seq = t.seq
    LEFT JOIN payload p ON p.payload_id = o.payload_id
    WHERE e.seq = ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentSearch:
    """Which spans count: those that start from ``from_ns`` on and before ``to_ns``; None and empty: no condition."""

    project_id: str
    from_ns: int
    to_ns: int | None = None
    experiment_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    item_ids: tuple[str, ...] = ()
    dataset_ids: tuple[str, ...] = ()
    filter: tuple[Condition, ...] = ()

    def settled(self) -> "ExperimentSearch":
        """Return the search with its filter in the place of simple conditions on the same columns."""
        return settled(self, _COLUMNS, _SIMPLE)


def experiments_after(
    database: Database, search: ExperimentSearch, *, limit: int, after: ExperimentKey | None
) -> tuple[list[Experiment], ExperimentKey | None]:
    """Return one page, the latest activity first, and the key to go on from; None: that was all.

    The spans of the range are added up for each page: an experiment has no row of its own.
    """
    search = search.settled()
    conditions = _conditions(database, search)
    beyond, last = ("1", ()) if after is None else ("(max(e.end_ns), e.experiment_id) < (?, ?)", after)
    sql = (
        "SELECT e.experiment_id, min(e.start_ns), max(e.end_ns), sum(e.is_item) "
        f"FROM experiment_span e INDEXED BY {_index(search, 'experiment_span_by_time')} WHERE {conditions.where} "
        f"GROUP BY e.experiment_id HAVING {beyond} ORDER BY 3 DESC, 1 DESC LIMIT ?"
    )
    with snapshot(database):
        found = rows(database, sql, (*conditions.values, *last, limit + 1))
        page = [_experiment(database, search.project_id, row) for row in found[:limit]]
    return page, (found[limit - 1][2], found[limit - 1][0]) if len(found) > limit else None


def experiment_items_after(
    database: Database, search: ExperimentSearch, *, limit: int, after: ItemKey | None
) -> tuple[list[ExperimentItem], ItemKey | None]:
    """Return one page, newest first, and the key to go on from; None: that was all."""
    search = search.settled()
    conditions = _conditions(database, search)
    conditions.add("e.is_item = 1")
    if after is not None:
        conditions.add("(e.start_ns, e.seq) < (?, ?)", *after)
    sql = (
        f"SELECT e.seq, e.start_ns FROM experiment_span e INDEXED BY {_index(search, 'experiment_item_by_time')} "
        f"WHERE {conditions.where} ORDER BY e.start_ns DESC, e.seq DESC LIMIT ?"
    )
    with snapshot(database):
        found = rows(database, sql, (*conditions.values, limit + 1))
        keys = [row[0] for row in found[:limit]]
        page = [_item(database, row) for row in rows_by_key(database, _SELECT_ITEM, keys)]
    return page, (found[limit - 1][1], found[limit - 1][0]) if len(found) > limit else None


def _index(search: ExperimentSearch, by_time: str) -> str:
    chosen = any(names_few(search.filter, _COLUMNS, column) for column in ("id", "experimentId"))
    return "experiment_span_by_id" if search.experiment_ids or chosen else by_time


def _conditions(database: Database, search: ExperimentSearch) -> Conditions:
    conditions = Conditions()
    conditions.add(f"e.project_seq = {PROJECT_SEQ}", search.project_id)
    conditions.add("e.start_ns >= ?", search.from_ns)
    conditions.add_if("e.start_ns < ?", search.to_ns)
    conditions.add_any("e.experiment_id", search.experiment_ids)
    conditions.add_any("coalesce(e.name, e.experiment_id)", search.names)
    conditions.add_any("e.item_id", search.item_ids)
    conditions.add_any("e.dataset_id", search.dataset_ids)
    add_filter(database, conditions, search.filter, _COLUMNS)
    return conditions


def _experiment(database: Database, project_id: str, summed: Sequence[Any]) -> Experiment:
    experiment_id, start_ns, end_ns, item_count = summed
    [(name, description, metadata, dataset_id)] = rows(  # its latest item tells what it is
        database,
        "SELECT name, description, metadata, dataset_id FROM experiment_span INDEXED BY experiment_span_by_id "
        f"WHERE project_seq = {PROJECT_SEQ} AND experiment_id = ? ORDER BY is_item DESC, start_ns DESC LIMIT 1",
        (project_id, experiment_id),
    )
    return Experiment(
        experiment_id=experiment_id,
        name=name or experiment_id,
        description=description,
        metadata=value_of(metadata) or {},
        dataset_id=dataset_id,
        start_ns=start_ns,
        end_ns=end_ns,
        item_count=item_count,
    )


def _item(database: Database, row: tuple[Any, ...]) -> ExperimentItem:
    """Read a row of ``_SELECT_ITEM``."""
    return ExperimentItem(
        experiment_id=row[0],
        experiment_name=row[1] or row[0],
        description=row[2],
        metadata=value_of(row[3]) or {},
        dataset_id=row[4],
        item_id=row[5],
        item_version_ns=row[6],
        item_metadata=value_of(row[7]) or {},
        expected_output=row[8],
        observation=stored_observation(database, row[9:]),
    )
