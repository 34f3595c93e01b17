"""Comments by what they are about."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.pages import PageQuery
from tracedesk.records.comment import Comment, CommentedType
from tracedesk.store.database import rows

_SELECT = """
    SELECT c.comment_id, c.object_type, c.object_id, c.content, c.author_id, c.created_ns, c.updated_ns
    FROM comment c WHERE
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentSearch:
    """Which comments count; None: no condition. An ``object_id`` needs an ``object_type``."""

    project_id: str
    object_type: CommentedType | None = None
    object_id: str | None = None
    author_id: str | None = None


def comments_page(database: Database, search: CommentSearch, *, limit: int, offset: int) -> tuple[list[Comment], int]:
    """Return one page, newest first, and the number of all that fit."""
    conditions = Conditions()
    conditions.add(f"c.project_seq = {PROJECT_SEQ}", search.project_id)
    conditions.add_if("c.object_type = ?", search.object_type)
    conditions.add_if("c.object_id = ?", search.object_id)
    conditions.add_if("c.author_id = ?", search.author_id)
    query = PageQuery(
        source=f"comment c INDEXED BY {'comment_by_time' if search.object_id is None else 'comment_by_object'}",
        key="c.seq",
        order="c.created_ns DESC, c.seq DESC",
        conditions=conditions,
    )
    read = partial(_comment, search.project_id)
    return query.page(database, f"{_SELECT} c.seq = ?", read, limit=limit, offset=offset)


def comment_by_id(database: Database, project_id: str, comment_id: str) -> Comment | None:
    found = rows(database, f"{_SELECT} c.project_seq = {PROJECT_SEQ} AND c.comment_id = ?", (project_id, comment_id))
    return _comment(project_id, found[0]) if found else None


def _comment(project_id: str, row: tuple[Any, ...]) -> Comment:
    return Comment(
        comment_id=row[0],
        project_id=project_id,
        object_type=row[1],
        object_id=row[2],
        content=row[3],
        author_id=row[4],
        created_ns=row[5],
        updated_ns=row[6],
    )
