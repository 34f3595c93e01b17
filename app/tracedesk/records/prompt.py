"""Prompts: named templates, frozen in numbered versions, with labels that move from one version to another.

Times are nanoseconds since the Unix epoch, UTC.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracedesk.records.json import Json

PromptType: TypeAlias = Literal["text", "chat"]
LATEST = "latest"  # the label of the newest version
PRODUCTION = "production"  # the label that is read when nobody asks for another


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptDraft:
    """A version that is to be made. ``prompt`` is a text, or a list of messages; ``tags`` None: as they were."""

    name: str
    type: PromptType
    prompt: Json
    config: Json
    labels: tuple[str, ...] = ()
    tags: tuple[str, ...] | None = None
    commit_message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One version. ``tags`` are those of its name."""

    prompt_id: str
    project_id: str
    name: str
    version: int
    type: PromptType
    prompt: Json
    config: Json
    labels: tuple[str, ...]
    tags: tuple[str, ...]
    commit_message: str | None
    created_ns: int
    updated_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptSummary:
    """All versions of a name that fit a search; ``last_config`` is that of the newest of them."""

    name: str
    type: PromptType
    versions: tuple[int, ...]
    labels: tuple[str, ...]
    tags: tuple[str, ...]
    last_updated_ns: int
    last_config: Json


@dataclass(frozen=True, slots=True)
class PromptReference:
    """What a prompt says of another one that stands in its place: exactly one of ``version`` and ``label`` is told."""

    name: str
    version: int | None
    label: str | None

    def __str__(self) -> str:
        return f"{self.name} " + (f"version {self.version}" if self.label is None else f"label {self.label}")
