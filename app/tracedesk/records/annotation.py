"""Annotation queues: what people are to look at, and by which score configs they judge it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

AnnotatedType: TypeAlias = Literal["TRACE", "OBSERVATION", "SESSION"]
ItemStatus: TypeAlias = Literal["PENDING", "COMPLETED"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueDraft:
    """What a client says of a new queue."""

    name: str
    description: str | None
    score_config_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationQueue:
    """A queue as it is stored."""

    queue_id: str
    name: str
    description: str | None
    score_config_ids: tuple[str, ...]
    created_ns: int
    updated_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItemDraft:
    """What is put into a queue; it need not be there (yet)."""

    object_type: AnnotatedType
    object_id: str
    status: ItemStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One thing to look at. ``completed_ns`` None: nobody is done with it."""

    item_id: str
    queue_id: str
    object_type: AnnotatedType
    object_id: str
    status: ItemStatus
    completed_ns: int | None
    created_ns: int
    updated_ns: int
