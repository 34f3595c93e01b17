"""The metadata of observations and traces: what was sent as such, and what nothing else has a place for."""

from tracedesk.formats.dialects.rules import Keys
from tracedesk.formats.otlp.values import decoded, first
from tracedesk.formats.times import format_time
from tracedesk.records.json import Json
from tracedesk.records.span import Attributes, SpanEvent

ATTRIBUTES = "attributes"  # keys of ours in the metadata of observations
EVENTS = "events"


def sent_metadata(attributes: Attributes, whole: Keys, parts: Attributes) -> dict[str, Json]:
    """Return the metadata that one of the attributes ``whole`` holds as an object, with ``parts`` over it.

    A text that is no object is kept as ``metadata``; Langfuse loses it.
    """
    value = first(attributes, whole)
    if not value:
        return parts
    found = decoded(value)
    if isinstance(found, dict):
        metadata = found
    elif isinstance(found, list):
        metadata = {str(number): item for number, item in enumerate(found)}
    else:
        metadata = {"metadata": value}
    return {**metadata, **parts}


def listed_events(events: list[SpanEvent]) -> list[Json]:
    return [
        {
            "name": event.name,
            "time": None if event.time_ns is None else format_time(event.time_ns),
            "attributes": event.attributes,
        }
        for event in events
    ]
