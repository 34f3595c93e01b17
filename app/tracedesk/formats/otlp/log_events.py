"""Log records become statements: messages of a model call complete its span, other logs are events of their trace."""

import hashlib
from dataclasses import dataclass, field

import orjson

from tracedesk.formats.batch import Rejected
from tracedesk.formats.dialects import genai
from tracedesk.formats.json_text import dumps
from tracedesk.formats.otlp.logs import EVENT_NAME, Log, LogGroups
from tracedesk.formats.otlp.metadata import ATTRIBUTES
from tracedesk.formats.otlp.reading import Source, source_of
from tracedesk.formats.otlp.texts import texts_of_messages
from tracedesk.formats.otlp.values import text_of
from tracedesk.records.json import Json
from tracedesk.records.trace import LOGGED, Level, Observation

LONGEST_NAME = 200  # of an event that is named by the first line of its text
_LEVELS: tuple[tuple[int, Level], ...] = ((17, "ERROR"), (13, "WARNING"), (9, "DEFAULT"), (1, "DEBUG"))
_NO_TRACE = "a log record without a trace has no place here"


@dataclass(slots=True)
class LogEvents:
    """Gathers the statements of one payload."""

    observations: list[Observation] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    _calls: dict[tuple[str, str], list[Log]] = field(default_factory=dict)

    def add(self, groups: LogGroups) -> None:
        for group in groups:
            source = source_of(group.resource, group.scope)
            for log in group.logs:
                self._add(log, source)
        for (trace_id, span_id), logs in self._calls.items():
            self.observations.append(_call(trace_id, span_id, logs))

    def _add(self, log: Log, source: Source) -> None:
        if log.trace_id is None:
            self.rejected.append(Rejected(log.name, _NO_TRACE))
        elif log.span_id is not None and log.name in genai.LOGGED_MESSAGES:
            self._calls.setdefault((log.trace_id, log.span_id), []).append(log)
        else:
            self.observations.append(_event(log, log.trace_id, source))


def _call(trace_id: str, span_id: str, logs: list[Log]) -> Observation:
    """Return what the messages of one model call say of its span; exporters may send others apart."""
    said = Observation(
        observation_id=span_id, said_ns=max(log.time_ns for log in logs), creation=False, trace_id=trace_id
    )
    for log in logs:
        if log.name == genai.CALL_DETAILS:
            told = {**log.attributes, **log.body} if isinstance(log.body, dict) else log.attributes
            texts = texts_of_messages(genai.MESSAGES, told)
            return said._replace(input=texts.input, output=texts.output)
    return said._replace(metadata={LOGGED: {_key(log, place): _side(log) for place, log in enumerate(logs)}})


def _key(log: Log, place: int) -> str:
    """Return a key that sorts by time and then by place, and is another for another message of the same place."""
    return f"{log.time_ns:020d}.{place:04d}.{hashlib.sha256(orjson.dumps(_side(log))).hexdigest()[:8]}"


def _side(log: Log) -> dict[str, Json]:
    role = genai.MESSAGE_EVENTS.roles.get(log.name)
    return {"output": _message(log)} if role is None else {"input": {"role": role, **_message(log)}}


def _message(log: Log) -> dict[str, Json]:
    """Return the message; what else the record tells (the system that was called) the span tells as well."""
    if isinstance(log.body, dict):
        return log.body
    told = {key: value for key, value in log.attributes.items() if key != EVENT_NAME}
    return told if log.body is None else {**told, "content": log.body}


def _event(log: Log, trace_id: str, source: Source) -> Observation:
    text = text_of(log.body)
    first_line = (text or "").strip().partition("\n")[0][:LONGEST_NAME]
    attributes = {
        key: value if isinstance(value, str) else dumps(value)
        for key, value in log.attributes.items()
        if key != EVENT_NAME
    }
    level = _level(log.severity)
    return Observation(
        observation_id=_event_id(log),
        said_ns=log.time_ns,
        trace_id=trace_id,
        type="EVENT",
        parent_id=log.span_id,
        name=log.name or first_line or "log",
        start_ns=log.time_ns,
        level=level,
        status_message=text if level in ("ERROR", "WARNING") else None,
        version=source.version,
        environment=source.environment,
        output=text,
        metadata=({ATTRIBUTES: attributes} if attributes else {}) | source.metadata,
    )


def _level(severity: int) -> Level:
    return next((level for least, level in _LEVELS if severity >= least), "DEFAULT")


def _event_id(log: Log) -> str:
    """Return an id that the same record always has: exporters send a batch again when its answer was lost."""
    told = orjson.dumps([log.trace_id, log.span_id, log.time_ns, log.name, log.severity, log.body, log.attributes])
    return hashlib.sha256(told).hexdigest()[:16]
