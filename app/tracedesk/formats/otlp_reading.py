"""A span as the dialects see it: its attributes in families, beside what its program says once for all spans."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from tracedesk.formats.dialects import langfuse, opentelemetry, precedence
from tracedesk.formats.dialects.rules import Family
from tracedesk.formats.otlp_metadata import sent_metadata
from tracedesk.formats.otlp_spans import Attributes, Scope, Span, SpanGroup
from tracedesk.formats.otlp_values import first_text, json_text
from tracedesk.records.json import Json


class _Role(NamedTuple):
    """What the name of an attribute says about it. ``rest`` follows the prefix of its family."""

    family: Family | None
    rest: str
    shapes_trace: bool
    tells_of_trace: bool
    listed: bool


@lru_cache(maxsize=8192)  # programs repeat their names of attributes with every span
def _role_of(key: str) -> _Role:
    tells_of_trace = key in precedence.TELLS_OF_TRACE or key.startswith(langfuse.TRACE_METADATA)
    shapes_trace = tells_of_trace or key in precedence.SHAPES_TRACE
    listed = not key.startswith(precedence.UNLISTED)
    for prefix in precedence.PREFIXES:
        rest = key.removeprefix(prefix.text)
        if rest not in (key, "", *prefix.without):
            return _Role(prefix.family, rest, shapes_trace, tells_of_trace, listed)
    return _Role(None, key, shapes_trace, tells_of_trace, listed)


@dataclass(frozen=True, slots=True)
class Source:
    """What the resource and the scope of spans say of each of them."""

    resource: Attributes
    scope_name: str
    version: str | None
    release: str | None
    metadata: dict[str, Json]
    trace_metadata: dict[str, Json]
    lists_attributes: bool  # the attributes themselves are kept with the metadata
    calls_generations_spans: bool


def source_of(group: SpanGroup) -> Source:
    resource, scope = group.resource, group.scope
    metadata: dict[str, Json] = {}
    if resource:
        metadata["resourceAttributes"] = resource
    if any(scope):
        metadata["scope"] = {key: value for key, value in scope._asdict().items() if value}
    trace_metadata = {
        role.rest: value for key, value in resource.items() if (role := _role_of(key)).family is Family.TRACE_METADATA
    }
    return Source(
        resource=resource,
        scope_name=scope.name,
        version=first_text(resource, (opentelemetry.SERVICE_VERSION,)),
        release=first_text(resource, (langfuse.RELEASE,)),
        metadata=metadata,
        trace_metadata=sent_metadata(resource, langfuse.TRACE_METADATA, trace_metadata),
        lists_attributes=not scope.name.startswith(langfuse.SCOPE),
        calls_generations_spans=_calls_generations_spans(resource, scope),
    )


def _calls_generations_spans(resource: Attributes, scope: Scope) -> bool:
    if scope.name != langfuse.SCOPE or resource.get(opentelemetry.SDK_LANGUAGE) != "python":
        return False
    numbers = scope.version.split(".")[:2]
    if len(numbers) < 2 or not all(number.isascii() and number.isdecimal() for number in numbers):
        return False
    major, minor = (int(number) for number in numbers)
    return (major, minor) <= langfuse.LAST_VERSION_WITHOUT_GENERATIONS


@dataclass(slots=True)
class Reading:
    """One span, read. ``listed`` are the attributes that are kept with the metadata, ``told_of_trace`` those that
    count for its trace as well."""

    span: Span
    source: Source
    families: dict[Family, Attributes] = field(default_factory=dict)
    listed: Attributes = field(default_factory=dict)
    told_of_trace: list[tuple[str, Json]] = field(default_factory=list)
    tells_of_trace: bool = False


def read(span: Span, source: Source) -> Reading:
    reading = Reading(span, source)
    families, lists_attributes = reading.families, source.lists_attributes
    for key, value in span.attributes.items():
        family, rest, shapes_trace, tells_of_trace, listed = _role_of(key)
        if family is not None:
            families.setdefault(family, {})[rest] = value
        if shapes_trace:
            reading.told_of_trace.append((key, value))
            reading.tells_of_trace |= tells_of_trace and bool(value)
        if listed and lists_attributes:
            reading.listed[key] = json_text(value)
    return reading
