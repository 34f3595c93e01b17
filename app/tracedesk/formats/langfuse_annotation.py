"""Annotation queues and their items in Langfuse's public API, in and out (wire protocol, 5.14 and 6.8)."""

from typing import get_args

from tracedesk.formats.fields import Fields
from tracedesk.formats.langfuse_api import JsonOut
from tracedesk.formats.times import format_time
from tracedesk.records.annotation import (
    AnnotatedType,
    AnnotationQueue,
    ItemStatus,
    QueueDraft,
    QueueItem,
    QueueItemDraft,
)

ANNOTATED_TYPES: tuple[AnnotatedType, ...] = get_args(AnnotatedType)
STATUSES: tuple[ItemStatus, ...] = get_args(ItemStatus)
_QUEUE_KEYS = frozenset({"name", "description", "scoreConfigIds"})


def read_queue(fields: Fields) -> QueueDraft:
    """Read a new queue.

    Raises:
        ValueError: a field is missing or wrong, as for all readers here, or is none of a queue's.
    """
    fields.refuse_others(_QUEUE_KEYS)
    config_ids = fields.texts("scoreConfigIds")
    if not config_ids or not all(config_ids):
        raise fields.error("scoreConfigIds", "must name at least one score config")
    return QueueDraft(
        name=fields.required_text("name"), description=fields.text("description"), score_config_ids=config_ids
    )


def read_item(fields: Fields) -> QueueItemDraft:
    return QueueItemDraft(
        object_type=fields.required_one_of("objectType", ANNOTATED_TYPES),
        object_id=fields.required_identifier("objectId"),
        status=fields.one_of("status", STATUSES) or "PENDING",
    )


def read_status(fields: Fields) -> ItemStatus | None:
    return fields.one_of("status", STATUSES)


def queue(found: AnnotationQueue) -> JsonOut:
    return {
        "id": found.queue_id,
        "name": found.name,
        "description": found.description,
        "scoreConfigIds": list(found.score_config_ids),
        "createdAt": format_time(found.created_ns),
        "updatedAt": format_time(found.updated_ns),
    }


def item(found: QueueItem) -> JsonOut:
    return {
        "id": found.item_id,
        "queueId": found.queue_id,
        "objectId": found.object_id,
        "objectType": found.object_type,
        "status": found.status,
        "completedAt": None if found.completed_ns is None else format_time(found.completed_ns),
        "createdAt": format_time(found.created_ns),
        "updatedAt": format_time(found.updated_ns),
    }
