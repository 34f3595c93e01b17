"""Rules of the user: what attributes of their own instrumentation mean.

They hold for the spans of all projects of a data folder, in their order: of those that tell the same, the first counts.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Place: TypeAlias = Literal["span", "resource", "name"]  # an attribute of one of them, or the name of the span
Field: TypeAlias = Literal[
    "type",
    "name",
    "input",
    "output",
    "model",
    "model_parameters",
    "usage",
    "cost",
    "completion_start",
    "level",
    "status_message",
    "version",
    "environment",
    "metadata",
    "user_id",
    "session_id",
    "tags",
]
PLACES: tuple[Place, ...] = get_args(Place)
FIELDS: tuple[Field, ...] = get_args(Field)
PART_FIELDS: tuple[Field, ...] = ("usage", "cost", "model_parameters", "metadata")  # these hold values by name

MOST_RULES = 200
LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingRule:
    """What is found at ``key`` becomes ``field``.

    Attributes:
        place: where ``key`` is looked up; of the span's name, ``key`` is what it has to be, or to begin with.
        prefix: ``key`` is the beginning of names. The rest of each name says which part of ``field`` it is.
        value: only where this is what is found; None: whatever it is.
        part: which kind of usage or cost, which parameter, which key of the metadata. Empty: what is found is an object
            with all of them, or ``prefix`` holds.
        becomes: what the field is then; None: what was found.
        scope: the instrumentation whose spans are meant; empty: of all of them.
        beside: an attribute of the span or its resource that must be there too; empty: none.
        beside_value: what that has to be; None: whatever it is.
        first: it counts before what the built-in tables find, otherwise only where they find nothing.
    """

    place: Place = "span"
    key: str = ""
    prefix: bool = False
    value: str | None = None
    field: Field
    part: str = ""
    becomes: str | None = None
    scope: str = ""
    beside: str = ""
    beside_value: str | None = None
    first: bool = True
    enabled: bool = True
