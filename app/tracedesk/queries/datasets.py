"""Datasets by name and by time."""

from functools import partial

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.pages import PageQuery
from tracedesk.records.dataset import Dataset
from tracedesk.store.database import rows
from tracedesk.store.dataset_rows import DATASET_COLUMNS, stored_dataset

_SELECT = f"SELECT {DATASET_COLUMNS} FROM dataset d WHERE"
# Expressions of conditions on other tables of the same project and dataset.
DATASET_SEQ = f"(SELECT seq FROM dataset WHERE project_seq = {PROJECT_SEQ} AND dataset_id = ?)"


def datasets_page(database: Database, project_id: str, *, limit: int, offset: int) -> tuple[list[Dataset], int]:
    """Return one page, newest first, and the number of all."""
    conditions = Conditions()
    conditions.add(f"d.project_seq = {PROJECT_SEQ}", project_id)
    query = PageQuery(
        source="dataset d INDEXED BY dataset_by_time",
        key="d.seq",
        order="d.created_ns DESC, d.seq DESC",
        conditions=conditions,
    )
    return query.page(database, f"{_SELECT} d.seq = ?", partial(stored_dataset, project_id), limit=limit, offset=offset)


def dataset_by_name(database: Database, project_id: str, name: str) -> Dataset | None:
    found = rows(database, f"{_SELECT} d.project_seq = {PROJECT_SEQ} AND d.name = ?", (project_id, name))
    return stored_dataset(project_id, found[0]) if found else None
