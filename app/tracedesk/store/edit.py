"""Edits: what people and clients change as a whole (prompts, datasets, deletions), unlike what programs report.

An edit is a function that the writer's thread runs inside its transaction, so that what it reads stays true until its
rows are on disk, and whose answer its caller gets after the commit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from peewee import Database


@dataclass(frozen=True, slots=True)
class Edit:
    """The open transaction that an edit reads and writes in."""

    database: Database
    project_id: str
    project_seq: int
    now_ns: int


class EditError(Exception):
    """The edit cannot be made, and nothing of it is stored; the text says why."""


class UnknownThingError(EditError):
    """What should be changed does not exist."""


class ConflictError(EditError):
    """What should be made is there already, or is needed by something else."""


@dataclass(frozen=True, slots=True, eq=False)
class EditJob:
    """``kinds`` are the ones that ``Changed`` will name when it was made."""

    project_id: str
    kinds: frozenset[str]
    make: Callable[[Edit], object]


Outcome: TypeAlias = object  # what the edit returned, or the EditError that it raised
