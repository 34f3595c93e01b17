"""The shapes of the tables in this folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import TypeAlias

from tracedesk.records.trace import ObservationType

Keys: TypeAlias = tuple[str, ...]  # names of attributes; the first one that tells something counts
SPAN_NAME = ""  # in the place of an attribute: the name of the span itself


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
    """The type of an observation that has attribute ``key``: by its lower-case value, else by its mere presence.

    ``first_word``: only the value's beginning counts, up to a space. ``beside``: one of these must be there too.
    """

    key: str
    by_value: Mapping[str, ObservationType] = field(default_factory=dict)
    by_presence: ObservationType | None = None
    first_word: bool = False
    beside: Keys = ()
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class NamedTexts:
    """Input and output are the values of attributes; a side without any is completed from a family of messages."""

    input: Keys
    output: Keys
    input_family: Family | None = None
    output_family: Family | None = None
    scope: str | None = None  # the rule is for the spans of this one only, as in the rules below


@dataclass(frozen=True, slots=True)
class NumberedMessages:
    """Input and output are spread over attributes such as ``<key>.0.content``, or are the value of ``key`` itself."""

    input_key: str
    input_family: Family
    output_key: str
    output_family: Family
    scope: None = None


@dataclass(frozen=True, slots=True)
class MessageEvents:
    """Input and output are the span's events of these names. ``roles`` gives the role by the name of the event."""

    roles: Mapping[str, str]
    choice: str
    scope: None = None


@dataclass(frozen=True, slots=True)
class ContentEvents:
    """Input and output are told by the attributes of two events of the span, in the manner of any other rule."""

    input: str
    output: str
    scope: None = None


@dataclass(frozen=True, slots=True)
class CallEvent:
    """Input and output are in the attributes of one event of the span."""

    name: str
    messages: "InstructedMessages"
    scope: None = None


@dataclass(frozen=True, slots=True)
class ListedEvents:
    """Input and output are the events that one attribute holds as a JSON list; ``choice`` names the output's."""

    key: str
    choice: str
    scope: None = None


@dataclass(frozen=True, slots=True)
class ScopeTexts:
    """Input and output of one instrumentation's spans are put together by code; no other rule is tried for them."""

    scope: str


@dataclass(frozen=True, slots=True)
class InstructedMessages:
    """As ``NamedTexts``; a list of messages is led by the system's instructions, which are told apart from them.

    ``empty`` is a value that tells nothing, beside the ones that are always empty.
    """

    input: Keys
    output: Keys
    instructions: str
    empty: str | None = None
    scope: str | None = None


TextRule: TypeAlias = (
    NamedTexts
    | NumberedMessages
    | MessageEvents
    | ContentEvents
    | CallEvent
    | ListedEvents
    | InstructedMessages
    | ScopeTexts
)


@dataclass(frozen=True, slots=True)
class Bucket:
    """A kind of usage, by the names that the rest of a usage attribute has for it. ``part_of``: counted there too."""

    kind: str
    names: Keys
    part_of: str | None = None
