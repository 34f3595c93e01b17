"""Comments."""

from tracedesk.formats.langfuse_comment import COMMENTED_TYPES
from tracedesk.server import comments
from tracedesk.server.openapi.fields import text, words
from tracedesk.server.openapi.operation import PAGED, Operation, Operations, json_body

OPERATIONS: Operations = {
    comments.get_comments: Operation(
        query=(*PAGED, words("objectType", COMMENTED_TYPES), text("objectId"), text("authorUserId"))
    ),
    comments.get_comment: Operation(),
    comments.post_comment: Operation(
        body=json_body(
            text("projectId", required=True), words("objectType", COMMENTED_TYPES, required=True),
            text("objectId", required=True), text("content", required=True), text("authorUserId"),
            example={"projectId": "any", "objectType": "TRACE", "objectId": "trace-1", "content": "Look at this."},
        )
    ),
}  # fmt: skip
