"""The shapes of the tables in this folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import TypeAlias

from tracedesk.records.trace import ObservationType

Keys: TypeAlias = tuple[str, ...]  # names of attributes; the first one that tells something counts


class Family(StrEnum):  # as texts they are looked up at C's speed
    """What attributes with a common prefix are about; the rest of their names is a name or a path of its own."""

    OBSERVATION_METADATA = auto()
    TRACE_METADATA = auto()
    MODEL_PARAMETERS = auto()
    USAGE = auto()
    INPUT_MESSAGES = auto()
    OUTPUT_MESSAGES = auto()
    PROMPTS = auto()
    COMPLETIONS = auto()
    EXPERIMENT_METADATA = auto()
    EXPERIMENT_ITEM_METADATA = auto()


@dataclass(frozen=True, slots=True)
class Prefix:
    """The attributes that begin with ``text`` belong to ``family``, but for those whose rest is in ``without``."""

    text: str
    family: Family
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TypeRule:
    """The type of an observation that has attribute ``key``: by its lower-case value, else by its mere presence."""

    key: str
    by_value: Mapping[str, ObservationType] = field(default_factory=dict)
    by_presence: ObservationType | None = None


@dataclass(frozen=True, slots=True)
class NamedTexts:
    """Input and output are the values of attributes; a side without any is completed from a family of messages."""

    input: Keys
    output: Keys
    input_family: Family | None = None
    output_family: Family | None = None


@dataclass(frozen=True, slots=True)
class NumberedMessages:
    """Input and output are spread over attributes such as ``<key>.0.content``, or are the value of ``key`` itself."""

    input_key: str
    input_family: Family
    output_key: str
    output_family: Family


@dataclass(frozen=True, slots=True)
class MessageEvents:
    """Input and output are the span's events of these names. ``roles`` gives the role by the name of the event."""

    roles: Mapping[str, str]
    choice: str


@dataclass(frozen=True, slots=True)
class InstructedMessages:
    """As ``NamedTexts``; a list of messages is led by the system's instructions, which are told apart from them."""

    input: Keys
    output: Keys
    instructions: str


TextRule: TypeAlias = NamedTexts | NumberedMessages | MessageEvents | InstructedMessages


@dataclass(frozen=True, slots=True)
class Bucket:
    """A kind of usage, by the names that the rest of a usage attribute has for it. ``part_of``: counted there too."""

    kind: str
    names: Keys
    part_of: str | None = None
