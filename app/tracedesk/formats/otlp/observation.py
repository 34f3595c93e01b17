"""A span becomes a statement about an observation."""

import math
from collections.abc import Mapping

from tracedesk.formats.dialects import genai, langfuse, opentelemetry, precedence, vercel_ai
from tracedesk.formats.dialects.rules import Family, TypeRule
from tracedesk.formats.environment import DEFAULT_ENVIRONMENT, normal_environment
from tracedesk.formats.json_text import dumps
from tracedesk.formats.otlp import genkit, vercel
from tracedesk.formats.otlp.mapped import mapped_type
from tracedesk.formats.otlp.metadata import ATTRIBUTES, EVENTS, listed_events, sent_metadata
from tracedesk.formats.otlp.reading import Reading
from tracedesk.formats.otlp.texts import Texts, texts_of
from tracedesk.formats.otlp.usage import cost_of, usage_of
from tracedesk.formats.otlp.values import (
    decoded,
    decoded_object,
    first,
    first_text,
    flat_parameters,
    is_true,
    text_of,
    unquoted,
)
from tracedesk.formats.times import parse_time
from tracedesk.formats.usage import count_of
from tracedesk.records.json import Json
from tracedesk.records.span import Attributes, Span
from tracedesk.records.trace import OF_TRACE, Level, Observation, ObservationType
from tracedesk.records.units import LAST_NS, NS_PER_MS


def observation_of(reading: Reading) -> Observation:
    span, source = reading.span, reading.source
    attributes = span.attributes
    kind = _type(reading)
    texts = texts_of(reading)
    sums_up = attributes.get(genai.OPERATION) in genai.OPERATIONS_THAT_SUM_UP
    counts = not sums_up and attributes.get(vercel_ai.OPERATION) not in vercel_ai.OPERATIONS_THAT_SUM_UP
    parameters = _model_parameters(reading)
    prompt_name, prompt_version = _prompt(attributes) if kind == "GENERATION" else (None, None)
    return Observation(
        observation_id=span.span_id,
        said_ns=span.start_ns,
        trace_id=span.trace_id,
        type=kind,
        parent_id=span.parent_id,
        name=_name(reading),
        start_ns=span.start_ns,
        end_ns=span.end_ns,
        completion_start_ns=_completion_start_ns(reading),
        level=_level(span),
        status_message=_status_message(span),
        model=None if sums_up else _model(reading, kind, parameters),
        model_parameters=parameters,
        usage=usage_of(reading) if counts else None,
        cost=cost_of(reading) if counts else None,
        prompt_name=prompt_name,
        prompt_version=prompt_version,
        version=text_of(attributes.get(langfuse.VERSION)) or source.version,
        app_root=(span.parent_id is not None and is_true(attributes.get(langfuse.APP_ROOT))) or None,
        environment=_environment(reading),
        input=texts.input,
        output=texts.output,
        metadata=_metadata(reading, texts),
        source=span.source or None,
    )


def _type(reading: Reading) -> ObservationType:
    attributes = reading.span.attributes
    if kind := mapped_type(reading.mapped.first):
        return kind
    if reading.source.calls_generations_spans and attributes.get(langfuse.TYPE_KEY) == "span":
        return "GENERATION" if first(attributes, langfuse.SIGNS_OF_A_GENERATION) else "SPAN"
    for rule in reading.shape.types:
        told = attributes.get(rule.key) if rule.key else reading.span.name
        if told:
            found = rule.by_value.get(_word(told, rule)) if isinstance(told, str) else None
            if kind := found or rule.by_presence:
                return kind
    return mapped_type(reading.mapped.last) or "SPAN"


def _word(told: str, rule: TypeRule) -> str:
    return (told.partition(" ")[0] if rule.first_word else unquoted(told)).lower()


def _name(reading: Reading) -> str | None:
    attributes = reading.span.attributes
    if name := first_text(attributes, reading.shape.name):
        return name
    operation = text_of(attributes.get(vercel_ai.OPERATION))
    if operation is None:
        return reading.span.name or None
    function = text_of(attributes.get(vercel_ai.FUNCTION))
    return operation if function is None else f"{function}:{operation}"


def _level(span: Span) -> Level:
    told = span.attributes.get(langfuse.LEVEL)
    if isinstance(told, str) and (level := langfuse.LEVELS.get(told.lower())):
        return level
    return "ERROR" if span.status_code == opentelemetry.STATUS_ERROR else "DEFAULT"


def _status_message(span: Span) -> str | None:
    return text_of(span.attributes.get(langfuse.STATUS_MESSAGE)) or span.status_message or _exception(span)


def _exception(span: Span) -> str | None:
    """Return the last exception that the span tells of, as Python prints it."""
    for event in reversed(span.events):
        if event.name == opentelemetry.EXCEPTION_EVENT:
            parts = (opentelemetry.EXCEPTION_TYPE, opentelemetry.EXCEPTION_MESSAGE)
            return ": ".join(text for part in parts if (text := text_of(event.attributes.get(part)))) or None
    return None


def _completion_start_ns(reading: Reading) -> int | None:
    span, attributes = reading.span, reading.span.attributes
    told = attributes.get(langfuse.COMPLETION_START)
    if isinstance(told, str):
        try:
            return parse_time(told.strip('"'))  # the Python SDK sends a time in JSON's quotation marks
        except ValueError:
            return None
    for key in reading.shape.first_chunk:
        wait, unit_ns = attributes[key], precedence.FIRST_CHUNK[key]
        if isinstance(wait, int | float) and 0 < wait * unit_ns <= LAST_NS - span.start_ns:
            return span.start_ns + (math.ceil(wait) * unit_ns if unit_ns == NS_PER_MS else round(wait * unit_ns))
    return _first_chunk_ns(span) if span.events else None


def _first_chunk_ns(span: Span) -> int | None:
    chunks = (event.time_ns for event in span.events if event.name in precedence.FIRST_CHUNK_EVENTS)
    return min((time_ns for time_ns in chunks if time_ns is not None), default=None)


def _model(reading: Reading, kind: ObservationType, parameters: Mapping[str, Json]) -> str | None:
    """Return the model that answered, else the one that was asked for: a call that failed has no other."""
    attributes = reading.span.attributes
    if told := first_text(attributes, reading.shape.model) or genkit.model(attributes):
        return unquoted(told)
    return text_of(parameters.get("model")) if kind == "GENERATION" else None


def _model_parameters(reading: Reading) -> dict[str, Json]:
    """Return what was set of the model; nothing is ``{}`` here, as clients read it from the API."""
    attributes, scope = reading.span.attributes, reading.source.ruled_scope
    if scope == vercel.SCOPE:
        return flat_parameters(
            vercel.parameters(attributes) | (decoded_object(attributes.get(langfuse.MODEL_PARAMETERS)) or {})
        )
    for key in reading.shape.model_parameters:
        if (told := attributes.get(key)) and (parameters := decoded_object(told)) is not None:
            return flat_parameters(parameters)
    if scope == genkit.SCOPE:
        return flat_parameters(genkit.parameters(attributes))
    apart = reading.family(Family.MODEL_PARAMETERS) or _arguments(reading)
    return flat_parameters(apart) if apart else {}


def _arguments(reading: Reading) -> dict[str, Json]:
    """Return the arguments of a call, each of which came as JSON."""
    told = {key: reading.span.attributes[key] for key in reading.shape.arguments}
    return {
        key: value if (found := decoded(value)) is None else found for key, value in told.items() if value != "null"
    }


def _prompt(attributes: Attributes) -> tuple[str | None, int | None]:
    for name_key, version_key in langfuse.PROMPTS:
        if found := _prompt_link(attributes.get(name_key), attributes.get(version_key)):
            return found
    told = decoded_object(attributes.get(vercel_ai.PROMPT)) or {}
    return _prompt_link(told.get("name"), told.get("version")) or (None, None)


def _prompt_link(name: Json, version: Json) -> tuple[str, int] | None:
    number = count_of(version)
    return (name, number) if name and isinstance(name, str) and number is not None else None


def _environment(reading: Reading) -> str:
    if not reading.shape.environment:
        return reading.source.environment
    attributes, resource = reading.span.attributes, reading.source.resource
    for key in precedence.ENVIRONMENT:
        if told := attributes.get(key) or resource.get(key):
            return normal_environment(told)
    return DEFAULT_ENVIRONMENT


def _metadata(reading: Reading, texts: Texts) -> dict[str, Json]:
    """Return what was sent as metadata, under what nothing else has a place for."""
    span, source = reading.span, reading.source
    parts = reading.family(Family.OBSERVATION_METADATA)
    metadata = source.trace_metadata | sent_metadata(span.attributes, langfuse.OBSERVATION_METADATA, parts)
    if source.lists_attributes:
        attributes, used = span.attributes, texts.used
        listed = {
            key: value if isinstance(value := attributes[key], str) else dumps(value)
            for key in reading.shape.listed
            if key not in used
        }
        if listed:
            metadata[ATTRIBUTES] = listed
    if span.events and (events := [event for event in span.events if event.name not in texts.used]):
        metadata[EVENTS] = listed_events(events)
    if of_trace := sent_metadata(span.attributes, langfuse.TRACE_METADATA, reading.family(Family.TRACE_METADATA)):
        metadata[OF_TRACE] = of_trace
    return metadata | source.metadata
