"""Statements about traces and observations, as programs send them.

A program tells what it did in pieces and in any order: a creation, later updates, the same thing twice. Each piece is
one frozen statement; ``None`` means "nothing said", and ``cleared`` names the fields that were explicitly emptied. The
store layers all statements about one id by ``said_ns``; what comes out is a ``records.stored`` object. ``again``: the
statement stands in place of the one of its moment, and only if its thing is stored.

They are named tuples because they are made by the thousand: a frozen dataclass of this size takes three times as long.
"""

from typing import Literal, NamedTuple, TypeAlias

from tracedesk.records.json import Json

# Where the metadata of an observation keeps what its message said of the trace's: only API v2 shows it with the step.
OF_TRACE = "tracedesk.trace_metadata"
# Where it keeps the messages of a model call that came one by one, by keys in their order: {"input": message} for what
# was asked, {"output": message} for what was answered. The store makes input and output of all that have come.
LOGGED = "tracedesk.logged"

ObservationType: TypeAlias = Literal[
    "SPAN", "GENERATION", "EVENT", "AGENT", "TOOL", "CHAIN", "RETRIEVER", "EVALUATOR", "EMBEDDING", "GUARDRAIL"
]
Level: TypeAlias = Literal["DEBUG", "DEFAULT", "WARNING", "ERROR"]


class Trace(NamedTuple):
    """What one message says of a trace. Times are nanoseconds since the Unix epoch, UTC.

    ``input`` and ``output`` are stored text: a string as it was, anything else as JSON text.
    ``metadata`` values are kept as sent; readers decode a string value once, as Langfuse does.
    """

    trace_id: str
    said_ns: int
    creation: bool = True
    timestamp_ns: int | None = None
    name: str | None = None
    user_id: str | None = None
    session_id: str | None = None
    release: str | None = None
    version: str | None = None
    environment: str | None = None
    public: bool | None = None
    tags: tuple[str, ...] | None = None
    input: str | None = None
    output: str | None = None
    metadata: dict[str, Json] | None = None
    cleared: frozenset[str] = frozenset()
    again: bool = False


class Observation(NamedTuple):
    """What one message says of a timed step of a trace.

    Times are nanoseconds since the Unix epoch, UTC (as in OTLP). ``usage`` counts units by kind and holds ``total``;
    ``cost`` is in pico-dollars by kind. ``end_ns`` None: still running, or its end never arrived.
    ``trace_id`` None: the message did not say; the store finds the observation by its id alone.
    ``app_root``: it has a parent, in a program that tells nothing of it, and is where this program begins.
    ``source``: the span that the statement was read from, in the bytes that ``formats.otlp.source`` understands.
    """

    observation_id: str
    said_ns: int
    creation: bool = True
    trace_id: str | None = None
    type: ObservationType | None = None
    parent_id: str | None = None
    name: str | None = None
    start_ns: int | None = None
    end_ns: int | None = None
    completion_start_ns: int | None = None
    level: Level | None = None
    status_message: str | None = None
    model: str | None = None
    model_parameters: dict[str, Json] | None = None
    usage: dict[str, int] | None = None
    cost: dict[str, int] | None = None
    prompt_name: str | None = None
    prompt_version: int | None = None
    version: str | None = None
    app_root: bool | None = None
    environment: str | None = None
    input: str | None = None
    output: str | None = None
    metadata: dict[str, Json] | None = None
    source: bytes | None = None
    cleared: frozenset[str] = frozenset()
    again: bool = False
