"""The batch of events that Langfuse SDKs before OpenTelemetry send (wire protocol, section 2)."""

from collections.abc import Callable
from typing import TypeAlias, get_args

from tracedesk.formats.batch import Batch, FormatError, Record, Rejected
from tracedesk.formats.environment import normal_environment
from tracedesk.formats.fields import LONGEST_ID, LONGEST_NAME, Fields
from tracedesk.formats.json_text import loads, stored_text
from tracedesk.formats.langfuse_score import read_score
from tracedesk.formats.usage import normal_cost, normal_usage
from tracedesk.records.json import Json
from tracedesk.records.trace import Level, Observation, ObservationType, Trace

NO_ID = "unknown"
LEVELS: tuple[Level, ...] = get_args(Level)
SCORE_EVENTS = frozenset({"score-create", "sdk-log"})  # all that a public key alone may send
_TRACE_NULLS = {
    "name": "name", "userId": "user_id", "sessionId": "session_id", "release": "release", "version": "version",
}  # fmt: skip
_OBSERVATION_NULLS = {"name": "name", "level": "level", "model": "model"}

_Reader: TypeAlias = Callable[[Fields, str, int], Record | None]


def decode(payload: bytes, *, only: frozenset[str] | None = None) -> Batch:
    """Read a batch; ``only`` names the event types that the sender may use (None: all).

    Raises:
        FormatError: the payload is not JSON with a ``batch`` list.
    """
    envelope = loads(payload)
    events = envelope.get("batch") if isinstance(envelope, dict) else None
    if not isinstance(events, list):
        raise FormatError("The body must be a JSON object with a list named batch.")
    records: list[Record] = []
    rejected: list[Rejected] = []
    accepted: list[str] = []
    for event in events:
        try:
            event_id, record = _read_event(event, only)
        except ValueError as error:
            rejected.append(Rejected(_id_of(event), str(error)))
        except NotAllowedError as error:
            rejected.append(Rejected(_id_of(event), str(error), status=401))
        else:
            if record is not None:
                records.append(record)
                accepted.append(event_id)
    return Batch(tuple(records), tuple(rejected), tuple(accepted))


class NotAllowedError(Exception):
    """The key of the sender does not reach this far."""


def _read_event(event: Json, only: frozenset[str] | None) -> tuple[str, Record | None]:
    fields = Fields(event, "event")
    event_id = fields.required_identifier("id")
    if "\r" in event_id:
        raise fields.error("id", "has a carriage return in it")
    said_ns = fields.time_ns("timestamp")
    if said_ns is None:
        raise fields.error("timestamp", "is required")
    kind = fields.text("type")
    reader = _READERS.get(kind or "")
    if reader is None:
        raise fields.error("type", f"is {kind!r}; known are {', '.join(sorted(_READERS))}")
    if only is not None and kind not in only:
        raise NotAllowedError(f"A public key alone may not send {kind}. Send the secret key too.")
    return event_id, reader(Fields(fields.any("body"), "body"), event_id, said_ns)


def _id_of(event: Json) -> str:
    found = event.get("id") if isinstance(event, dict) else None
    return found[:LONGEST_ID] if isinstance(found, str) and found else NO_ID


def read_trace(fields: Fields, event_id: str, said_ns: int) -> Trace:
    """Read the body of a trace; ``event_id`` is its id where it tells none."""
    timestamp_ns = fields.time_ns("timestamp")
    return Trace(
        trace_id=fields.identifier("id") or event_id,
        said_ns=said_ns,
        timestamp_ns=said_ns if timestamp_ns is None else timestamp_ns,
        name=fields.text("name", LONGEST_NAME),
        user_id=fields.text("userId"),
        session_id=fields.text("sessionId"),
        release=fields.text("release"),
        version=fields.text("version"),
        environment=_environment(fields),
        public=fields.flag("public"),
        tags=fields.texts("tags"),
        input=stored_text(fields.any("input")),
        output=stored_text(fields.any("output")),
        metadata=fields.metadata(),
        cleared=fields.nulls(_TRACE_NULLS),
    )


def _observation_reader(kind: ObservationType | None, *, creation: bool, model: bool) -> _Reader:
    """Return the reader of one event type; ``kind`` None: the body says it; ``model``: it may tell of a model call."""

    def read(fields: Fields, event_id: str, said_ns: int) -> Observation:
        start_ns = fields.time_ns("startTime")
        usage = normal_usage(fields.object("usageDetails"), fields.object("usage")) if model else None
        cost = normal_cost(fields.object("costDetails")) if model else None
        prompt = _prompt(fields) if model else (None, None)
        return Observation(
            observation_id=fields.required_identifier("id"),
            said_ns=said_ns,
            creation=creation,
            trace_id=fields.identifier("traceId"),
            type=kind or _told_type(fields),
            parent_id=fields.identifier("parentObservationId"),
            name=fields.text("name"),
            start_ns=said_ns if start_ns is None and creation else start_ns,
            end_ns=fields.time_ns("endTime") if kind != "EVENT" else None,
            completion_start_ns=fields.time_ns("completionStartTime") if model else None,
            level=fields.one_of("level", LEVELS),
            status_message=fields.text("statusMessage"),
            model=fields.text("model") if model else None,
            model_parameters=fields.object("modelParameters") if model else None,
            usage=usage.usage if usage else None,
            cost=cost or (usage.cost if usage else None),
            prompt_name=prompt[0],
            prompt_version=prompt[1],
            version=fields.text("version"),
            environment=_environment(fields),
            input=stored_text(fields.any("input")),
            output=stored_text(fields.any("output")),
            metadata=fields.metadata(),
            cleared=fields.nulls(_OBSERVATION_NULLS),
        )

    return read


def _told_type(fields: Fields) -> ObservationType:
    told: ObservationType | None = fields.one_of("type", ("GENERATION", "SPAN", "EVENT"))
    if told is None:
        raise fields.error("type", "is required")
    return told


def _prompt(fields: Fields) -> tuple[str | None, int | None]:
    name, version = fields.text("promptName"), fields.whole_number("promptVersion")
    if (name is None) != (version is None):
        raise ValueError("body.promptName and body.promptVersion go together: send both or neither")
    return name, version


def _environment(fields: Fields) -> str | None:
    told = fields.text("environment")
    return None if told is None else normal_environment(told)


def _score(fields: Fields, event_id: str, said_ns: int) -> Record:
    return read_score(fields, said_ns, event_id)


def _sdk_log(fields: Fields, event_id: str, said_ns: int) -> None:
    if "log" not in fields.body:
        raise fields.error("log", "is required")


_MODEL_TYPES: tuple[ObservationType, ...] = (
    "AGENT", "TOOL", "CHAIN", "RETRIEVER", "EVALUATOR", "EMBEDDING", "GUARDRAIL",
)  # fmt: skip
_READERS: dict[str, _Reader] = {
    "trace-create": read_trace,
    "span-create": _observation_reader("SPAN", creation=True, model=False),
    "span-update": _observation_reader("SPAN", creation=False, model=False),
    "generation-create": _observation_reader("GENERATION", creation=True, model=True),
    "generation-update": _observation_reader("GENERATION", creation=False, model=True),
    "event-create": _observation_reader("EVENT", creation=True, model=False),
    "observation-create": _observation_reader(None, creation=True, model=True),
    "observation-update": _observation_reader(None, creation=False, model=True),
    "score-create": _score,
    "sdk-log": _sdk_log,
} | {f"{kind.lower()}-create": _observation_reader(kind, creation=True, model=True) for kind in _MODEL_TYPES}
