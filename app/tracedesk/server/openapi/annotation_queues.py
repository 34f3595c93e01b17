"""Annotation queues and their items."""

from tracedesk.formats.langfuse_annotation import ANNOTATED_TYPES, STATUSES
from tracedesk.server import annotation_queues as queues
from tracedesk.server.openapi.fields import text, texts, words
from tracedesk.server.openapi.operation import PAGED, Operation, Operations, json_body

_STATUS = words("status", STATUSES)

OPERATIONS: Operations = {
    queues.get_queues: Operation(query=PAGED),
    queues.post_queue: Operation(
        body=json_body(
            text("name", required=True), text("description"), texts("scoreConfigIds"),
            example={"name": "to review", "scoreConfigIds": ["config-1"]},
        )
    ),
    queues.get_queue: Operation(),
    queues.get_queue_items: Operation(query=(*PAGED, _STATUS)),
    queues.post_queue_item: Operation(
        body=json_body(
            text("objectId", required=True), words("objectType", ANNOTATED_TYPES, required=True), _STATUS,
            example={"objectId": "trace-1", "objectType": "TRACE"},
        )
    ),
    queues.get_queue_item: Operation(),
    queues.patch_queue_item: Operation(body=json_body(_STATUS, example={"status": "COMPLETED"})),
    queues.delete_queue_item: Operation(),
}  # fmt: skip
