"""Media: files that programs upload beside their traces and dataset items (images, sound, documents).

Times are nanoseconds since the Unix epoch, UTC.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

MediaField: TypeAlias = Literal["input", "output", "metadata"]
ItemMediaField: TypeAlias = Literal["input", "expectedOutput", "metadata"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TracePlace:
    """Where a medium is used; ``observation_id`` None: by the trace itself."""

    trace_id: str
    observation_id: str | None
    field: MediaField


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPlace:
    """Where a medium is used, in a dataset item that may come later."""

    dataset_id: str
    item_id: str
    field: ItemMediaField


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaDraft:
    """What a program is about to upload. ``file`` is the SHA-256 of the bytes, in hexadecimal."""

    media_id: str
    file: str
    content_type: str
    content_length: int
    place: TracePlace | ItemPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadReport:
    """How an upload went, as its program tells; ``status`` is of HTTP."""

    uploaded_ns: int
    status: int
    error: str | None
    time_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """One medium of a project. ``secret`` signs its addresses; ``uploaded_ns`` None: it is still to come."""

    number: int
    project_id: str
    media_id: str
    file: str
    content_type: str
    content_length: int
    secret: bytes
    uploaded_ns: int | None
