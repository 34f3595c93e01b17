"""Items of datasets, as they are or as they were at a moment."""

from dataclasses import dataclass

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.datasets import DATASET_SEQ
from tracedesk.queries.pages import PageQuery
from tracedesk.records.dataset import DatasetItem
from tracedesk.store.database import rows
from tracedesk.store.dataset_rows import IN_USE, IN_USE_THEN, ITEM_COLUMNS, stored_item, then

_SELECT = f"SELECT {ITEM_COLUMNS} FROM dataset_item i JOIN dataset d ON d.seq = i.dataset_seq WHERE"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSearch:
    """Which items in use are asked for; None: no condition. ``at_ns``: as they were then, which needs the dataset."""

    project_id: str
    dataset_id: str | None = None
    source_trace_id: str | None = None
    source_observation_id: str | None = None
    at_ns: int | None = None


def items_page(database: Database, search: ItemSearch, *, limit: int, offset: int) -> tuple[list[DatasetItem], int]:
    """Return one page, newest first, and the number of all that fit; a ``limit`` of -1 means all."""
    query = PageQuery(
        source=f"dataset_item i INDEXED BY {_index(search)}",
        key="i.seq",
        order="i.created_ns DESC, i.item_id",
        conditions=_conditions(search),
    )
    return query.page(database, f"{_SELECT} i.seq = ?", stored_item, limit=limit, offset=offset)


def item_ids(database: Database, project_id: str, dataset_id: str) -> list[str]:
    """Return the ids of the items in use, newest first."""
    found = rows(
        database,
        f"SELECT i.item_id FROM dataset_item i INDEXED BY dataset_item_in_use WHERE i.dataset_seq = {DATASET_SEQ} "
        f"AND {IN_USE} ORDER BY i.created_ns DESC, i.item_id",
        (project_id, dataset_id),
    )
    return [row[0] for row in found]


def item_by_id(database: Database, project_id: str, item_id: str) -> DatasetItem | None:
    """Return an item as it is, in use or not."""
    found = rows(
        database,
        f"{_SELECT} i.project_seq = {PROJECT_SEQ} AND i.item_id = ? AND i.valid_to_ns IS NULL",
        (project_id, item_id),
    )
    return stored_item(found[0]) if found else None


def _index(search: ItemSearch) -> str:
    if search.dataset_id is None:
        return "dataset_item_of_project"
    return "dataset_item_in_use" if search.at_ns is None else "dataset_item_as_it_was"


def _conditions(search: ItemSearch) -> Conditions:
    conditions = Conditions()
    if search.dataset_id is None:
        conditions.add(f"i.project_seq = {PROJECT_SEQ}", search.project_id)
    else:
        conditions.add(f"i.dataset_seq = {DATASET_SEQ}", search.project_id, search.dataset_id)
    if search.at_ns is None:
        conditions.add(IN_USE)
    else:
        conditions.add(IN_USE_THEN, *then(search.at_ns))
    conditions.add_if("i.source_trace_id = ?", search.source_trace_id)
    conditions.add_if("i.source_observation_id = ?", search.source_observation_id)
    return conditions
