"""Runs of datasets and their items."""

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.datasets import DATASET_SEQ
from tracedesk.queries.pages import PageQuery
from tracedesk.records.dataset import DatasetRun, RunItem
from tracedesk.store.database import rows
from tracedesk.store.dataset_rows import RUN_COLUMNS, RUN_ITEM_COLUMNS, stored_run, stored_run_item

_SELECT = f"SELECT {RUN_COLUMNS} FROM dataset_run u JOIN dataset d ON d.seq = u.dataset_seq WHERE"
_SELECT_ITEM = f"SELECT {RUN_ITEM_COLUMNS} FROM dataset_run_item n JOIN dataset_run u ON u.seq = n.run_seq WHERE"
_RUN_SEQ = f"(SELECT seq FROM dataset_run WHERE project_seq = {PROJECT_SEQ} AND run_id = ?)"


def runs_page(
    database: Database, project_id: str, dataset_id: str, *, limit: int, offset: int
) -> tuple[list[DatasetRun], int]:
    """Return one page, newest first, and the number of all."""
    conditions = Conditions()
    conditions.add(f"u.dataset_seq = {DATASET_SEQ}", project_id, dataset_id)
    query = PageQuery(
        source="dataset_run u INDEXED BY dataset_run_by_time",
        key="u.seq",
        order="u.created_ns DESC, u.seq DESC",
        conditions=conditions,
    )
    return query.page(database, f"{_SELECT} u.seq = ?", stored_run, limit=limit, offset=offset)


def run_names(database: Database, project_id: str, dataset_id: str) -> list[str]:
    """Return the names of all runs, newest first."""
    found = rows(
        database,
        f"SELECT name FROM dataset_run WHERE dataset_seq = {DATASET_SEQ} ORDER BY created_ns DESC, seq DESC",
        (project_id, dataset_id),
    )
    return [row[0] for row in found]


def run_by_name(database: Database, project_id: str, dataset_id: str, name: str) -> DatasetRun | None:
    found = rows(database, f"{_SELECT} u.dataset_seq = {DATASET_SEQ} AND u.name = ?", (project_id, dataset_id, name))
    return stored_run(found[0]) if found else None


def run_items_page(
    database: Database, project_id: str, run_id: str, *, limit: int, offset: int
) -> tuple[list[RunItem], int]:
    """Return one page, newest first, and the number of all; a ``limit`` of -1 means all."""
    conditions = Conditions()
    conditions.add(f"n.run_seq = {_RUN_SEQ}", project_id, run_id)
    query = PageQuery(
        source="dataset_run_item n INDEXED BY dataset_run_item_by_time",
        key="n.seq",
        order="n.created_ns DESC, n.seq DESC",
        conditions=conditions,
    )
    return query.page(database, f"{_SELECT_ITEM} n.seq = ?", stored_run_item, limit=limit, offset=offset)
