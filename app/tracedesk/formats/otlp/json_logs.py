"""OTLP log exports in JSON."""

from collections.abc import Iterator

from tracedesk.formats.json_text import loads
from tracedesk.formats.otlp.json_values import (
    Object,
    attributes_of,
    id_of,
    objects_in,
    origins_in,
    text_in,
    time_of,
    value_of,
)
from tracedesk.formats.otlp.logs import EVENT_NAME, Log, LogGroup, LogGroups
from tracedesk.formats.otlp.spans import MalformedError
from tracedesk.records.json import Json

_SEVERITIES = {"TRACE": 1, "DEBUG": 5, "INFO": 9, "WARN": 13, "ERROR": 17, "FATAL": 21}
_SEVERITY_PREFIX = "SEVERITY_NUMBER_"


def log_groups(payload: bytes, *, now_ns: int) -> LogGroups:
    """Read an ``ExportLogsServiceRequest``.

    Raises:
        MalformedError: the payload is JSON of another shape.
        FormatError: it is not JSON.
    """
    request = loads(payload)
    if not isinstance(request, dict):
        raise MalformedError("the body must be a JSON object")
    for origin in origins_in(request, "resourceLogs", "scopeLogs"):
        yield LogGroup(origin.resource, origin.scope, _logs(origin.from_scope, now_ns))


def _logs(from_scope: Object, now_ns: int) -> Iterator[Log]:
    for record in objects_in(from_scope, "logRecords"):
        attributes = attributes_of(record)
        name = text_in(record, "eventName") or attributes.get(EVENT_NAME)
        yield Log(
            time_of(record, "timeUnixNano") or time_of(record, "observedTimeUnixNano") or now_ns,
            id_of(record, "traceId") or None,
            id_of(record, "spanId") or None,
            name if isinstance(name, str) else "",
            _severity(record.get("severityNumber")),
            value_of(record.get("body")),
            attributes,
        )


def _severity(told: Json) -> int:
    """Return the number; enums may come as their names, such as SEVERITY_NUMBER_WARN2."""
    if isinstance(told, int):
        return told
    if isinstance(told, str) and told.startswith(_SEVERITY_PREFIX):
        word = told.removeprefix(_SEVERITY_PREFIX)
        return _SEVERITIES.get(word.rstrip("234"), 0)
    return 0
