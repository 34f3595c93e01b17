"""Edits of comments: made on what is there."""

from tracedesk.records.comment import CommentDraft, CommentedType
from tracedesk.records.ids import new_id
from tracedesk.store.database import execute, rows
from tracedesk.store.edit import Edit, UnknownThingError

_OBJECTS: dict[CommentedType, str] = {
    "TRACE": "SELECT 1 FROM trace WHERE project_seq = ? AND trace_id = ?",
    "OBSERVATION": "SELECT 1 FROM observation WHERE project_seq = ? AND observation_id = ?",
    "SESSION": "SELECT 1 FROM session WHERE project_seq = ? AND session_id = ?",
    "PROMPT": "SELECT 1 FROM prompt WHERE project_seq = ? AND prompt_id = ?",
}


def create_comment(edit: Edit, draft: CommentDraft) -> str:
    """Make a comment and return its id.

    Raises:
        UnknownThingError: what it is about does not exist.
    """
    object_id = draft.object_id
    if not rows(edit.database, f"{_OBJECTS[draft.object_type]} LIMIT 1", (edit.project_seq, object_id)):
        raise UnknownThingError(f"{draft.object_type.capitalize()} {object_id} not found within authorized project")
    comment_id = new_id()
    execute(
        edit.database,
        "INSERT INTO comment (project_seq, comment_id, object_type, object_id, content, author_id, created_ns, "
        "updated_ns) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            edit.project_seq, comment_id, draft.object_type, object_id, draft.content, draft.author_id, edit.now_ns,
            edit.now_ns,
        ),
    )  # fmt: skip
    return comment_id
