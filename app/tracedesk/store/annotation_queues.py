"""Edits of annotation queues and their items."""

from dataclasses import replace

import orjson

from tracedesk.records.annotation import AnnotationQueue, ItemStatus, QueueDraft, QueueItem, QueueItemDraft
from tracedesk.records.ids import new_id
from tracedesk.store.annotation_rows import ITEM_COLUMNS, ITEMS, stored_item
from tracedesk.store.database import execute, rows
from tracedesk.store.edit import Edit, EditError, UnknownThingError

NO_QUEUE = "Annotation queue not found within authorized project"
NO_ITEM = "Annotation queue item not found within authorized project"


def create_queue(edit: Edit, draft: QueueDraft) -> AnnotationQueue:
    """Make a queue.

    Raises:
        EditError: the project has one with this name.
    """
    named = "SELECT 1 FROM annotation_queue WHERE project_seq = ? AND name = ?"
    if rows(edit.database, named, (edit.project_seq, draft.name)):
        raise EditError(f"A queue named {draft.name} already exists in the project")
    made = AnnotationQueue(
        queue_id=new_id(),
        name=draft.name,
        description=draft.description,
        score_config_ids=draft.score_config_ids,
        created_ns=edit.now_ns,
        updated_ns=edit.now_ns,
    )
    execute(
        edit.database,
        "INSERT INTO annotation_queue (project_seq, queue_id, name, description, score_config_ids, created_ns, "
        "updated_ns) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            edit.project_seq, made.queue_id, made.name, made.description, orjson.dumps(made.score_config_ids).decode(),
            made.created_ns, made.updated_ns,
        ),
    )  # fmt: skip
    return made


def create_item(edit: Edit, queue_id: str, draft: QueueItemDraft) -> QueueItem:
    """Put something into a queue; it may be there several times.

    Raises:
        UnknownThingError: there is no such queue.
    """
    made = QueueItem(
        item_id=new_id(),
        queue_id=queue_id,
        object_type=draft.object_type,
        object_id=draft.object_id,
        status=draft.status,
        completed_ns=edit.now_ns if draft.status == "COMPLETED" else None,
        created_ns=edit.now_ns,
        updated_ns=edit.now_ns,
    )
    execute(
        edit.database,
        "INSERT INTO annotation_item (queue_seq, item_id, object_type, object_id, status, completed_ns, created_ns, "
        "updated_ns) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            _queue_seq(edit, queue_id), made.item_id, made.object_type, made.object_id, made.status, made.completed_ns,
            made.created_ns, made.updated_ns,
        ),
    )  # fmt: skip
    return made


def change_item(edit: Edit, queue_id: str, item_id: str, status: ItemStatus | None) -> QueueItem:
    """Say that somebody is done with an item, or not yet; None: nothing changes.

    Raises:
        UnknownThingError: there is no such queue, or no such item in it.
    """
    key = (_queue_seq(edit, queue_id), item_id)
    sql = f"SELECT {ITEM_COLUMNS} FROM {ITEMS} WHERE i.queue_seq = ? AND i.item_id = ?"
    found = rows(edit.database, sql, key)
    if not found:
        raise UnknownThingError(NO_ITEM)
    known = stored_item(found[0])
    if status is None or status == known.status:
        return known
    completed_ns = edit.now_ns if status == "COMPLETED" else None
    changed = replace(known, status=status, completed_ns=completed_ns, updated_ns=edit.now_ns)
    execute(
        edit.database,
        "UPDATE annotation_item SET status = ?, completed_ns = ?, updated_ns = ? WHERE queue_seq = ? AND item_id = ?",
        (changed.status, changed.completed_ns, changed.updated_ns, *key),
    )
    return changed


def delete_item(edit: Edit, queue_id: str, item_id: str) -> None:
    """Take something out of a queue. Raises as ``change_item`` does."""
    key = (_queue_seq(edit, queue_id), item_id)
    if not execute(edit.database, "DELETE FROM annotation_item WHERE queue_seq = ? AND item_id = ?", key).rowcount:
        raise UnknownThingError(NO_ITEM)


def _queue_seq(edit: Edit, queue_id: str) -> int:
    sql = "SELECT seq FROM annotation_queue WHERE project_seq = ? AND queue_id = ?"
    found = rows(edit.database, sql, (edit.project_seq, queue_id))
    if not found:
        raise UnknownThingError(NO_QUEUE)
    return int(found[0][0])
