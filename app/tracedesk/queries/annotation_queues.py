"""Annotation queues and what is in them, newest first."""

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.pages import PageQuery
from tracedesk.records.annotation import AnnotationQueue, ItemStatus, QueueItem
from tracedesk.store.annotation_rows import ITEM_COLUMNS, ITEMS, QUEUE_COLUMNS, stored_item, stored_queue
from tracedesk.store.database import rows

_SELECT = f"SELECT {QUEUE_COLUMNS} FROM annotation_queue q WHERE"
_SELECT_ITEM = f"SELECT {ITEM_COLUMNS} FROM {ITEMS} WHERE"
_QUEUE_SEQ = f"(SELECT seq FROM annotation_queue WHERE project_seq = {PROJECT_SEQ} AND queue_id = ?)"


def queues_page(database: Database, project_id: str, *, limit: int, offset: int) -> tuple[list[AnnotationQueue], int]:
    """Return one page and the number of all."""
    conditions = Conditions()
    conditions.add(f"q.project_seq = {PROJECT_SEQ}", project_id)
    query = PageQuery(
        source="annotation_queue q INDEXED BY annotation_queue_by_time",
        key="q.seq",
        order="q.created_ns DESC, q.seq DESC",
        conditions=conditions,
    )
    return query.page(database, f"{_SELECT} q.seq = ?", stored_queue, limit=limit, offset=offset)


def queue_by_id(database: Database, project_id: str, queue_id: str) -> AnnotationQueue | None:
    found = rows(database, f"{_SELECT} q.project_seq = {PROJECT_SEQ} AND q.queue_id = ?", (project_id, queue_id))
    return stored_queue(found[0]) if found else None


def queue_items_page(
    database: Database, project_id: str, queue_id: str, status: ItemStatus | None, *, limit: int, offset: int
) -> tuple[list[QueueItem], int]:
    """Return one page of the items of a queue, and the number of all with the status; None: with any."""
    conditions = Conditions()
    conditions.add(f"i.queue_seq = {_QUEUE_SEQ}", project_id, queue_id)
    conditions.add_if("i.status = ?", status)
    query = PageQuery(
        source=f"annotation_item i INDEXED BY annotation_item_by_{'time' if status is None else 'status'}",
        key="i.seq",
        order="i.created_ns DESC, i.seq DESC",
        conditions=conditions,
    )
    return query.page(database, f"{_SELECT_ITEM} i.seq = ?", stored_item, limit=limit, offset=offset)


def queue_item_by_id(database: Database, project_id: str, queue_id: str, item_id: str) -> QueueItem | None:
    sql = f"{_SELECT_ITEM} i.queue_seq = {_QUEUE_SEQ} AND i.item_id = ?"
    found = rows(database, sql, (project_id, queue_id, item_id))
    return stored_item(found[0]) if found else None
