"""Rows of annotation queues and their items as records: the one place that knows their columns."""

from typing import Any

import orjson

from tracedesk.records.annotation import AnnotationQueue, QueueItem

QUEUE_COLUMNS = "q.queue_id, q.name, q.description, q.score_config_ids, q.created_ns, q.updated_ns"
ITEM_COLUMNS = """
    i.item_id, q.queue_id, i.object_type, i.object_id, i.status, i.completed_ns, i.created_ns, i.updated_ns
"""
ITEMS = "annotation_item i JOIN annotation_queue q ON q.seq = i.queue_seq"


def stored_queue(row: tuple[Any, ...]) -> AnnotationQueue:
    """Read a row of ``QUEUE_COLUMNS``."""
    return AnnotationQueue(
        queue_id=row[0],
        name=row[1],
        description=row[2],
        score_config_ids=tuple(orjson.loads(row[3])),
        created_ns=row[4],
        updated_ns=row[5],
    )


def stored_item(row: tuple[Any, ...]) -> QueueItem:
    """Read a row of ``ITEM_COLUMNS``."""
    return QueueItem(
        item_id=row[0],
        queue_id=row[1],
        object_type=row[2],
        object_id=row[3],
        status=row[4],
        completed_ns=row[5],
        created_ns=row[6],
        updated_ns=row[7],
    )
