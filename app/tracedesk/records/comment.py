"""Comments of people on what programs sent, and on prompts."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

CommentedType: TypeAlias = Literal["TRACE", "OBSERVATION", "SESSION", "PROMPT"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentDraft:
    """What is said, and of what."""

    object_type: CommentedType
    object_id: str
    content: str
    author_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment as it is stored."""

    comment_id: str
    project_id: str
    object_type: CommentedType
    object_id: str
    content: str
    author_id: str | None
    created_ns: int
    updated_ns: int
