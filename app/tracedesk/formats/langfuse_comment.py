"""Comments in Langfuse's public API, in and out (wire protocol, 5.13 and 6.8)."""

from typing import get_args

from tracedesk.formats.fields import Fields
from tracedesk.formats.langfuse_api import JsonOut
from tracedesk.formats.times import format_time
from tracedesk.records.comment import Comment, CommentDraft, CommentedType

COMMENTED_TYPES: tuple[CommentedType, ...] = get_args(CommentedType)
LONGEST_CONTENT = 5_000
_KEYS = frozenset({"projectId", "objectType", "objectId", "content", "authorUserId"})


def read_comment(fields: Fields) -> CommentDraft:
    """Read a new comment. The project that it names is not looked at: the key says which it is.

    Raises:
        ValueError: a field is missing or wrong, or is none of a comment's.
    """
    fields.refuse_others(_KEYS)
    fields.required_identifier("projectId")
    content = (fields.text("content") or "").strip()
    if not 1 <= len(content) <= LONGEST_CONTENT:
        raise fields.error("content", f"must have 1 to {LONGEST_CONTENT} characters")
    return CommentDraft(
        object_type=fields.required_one_of("objectType", COMMENTED_TYPES),
        object_id=fields.required_identifier("objectId"),
        content=content,
        author_id=fields.identifier("authorUserId"),
    )


def comment(found: Comment) -> JsonOut:
    return {
        "id": found.comment_id,
        "projectId": found.project_id,
        "objectType": found.object_type,
        "objectId": found.object_id,
        "content": found.content,
        "authorUserId": found.author_id,
        "createdAt": format_time(found.created_ns),
        "updatedAt": format_time(found.updated_ns),
    }
