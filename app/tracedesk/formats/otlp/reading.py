"""A span as the dialects see it, beside what its program says once for all spans."""

from dataclasses import dataclass
from typing import NamedTuple

from tracedesk.formats.dialects import langfuse, opentelemetry, precedence
from tracedesk.formats.dialects.rules import Family
from tracedesk.formats.dialects.scopes import RULED
from tracedesk.formats.environment import DEFAULT_ENVIRONMENT, normal_environment
from tracedesk.formats.otlp.mapping import UNMAPPED, Mapped
from tracedesk.formats.otlp.metadata import sent_metadata
from tracedesk.formats.otlp.shape import Shape, shape_of
from tracedesk.formats.otlp.values import first, first_text
from tracedesk.records.json import Json
from tracedesk.records.span import Attributes, Scope, Span


@dataclass(frozen=True, slots=True)
class Source:
    """What the resource and the scope of spans say of each of them."""

    resource: Attributes
    ruled_scope: str | None  # its scope, if spans of that are read by rules of their own
    version: str | None
    release: str | None
    environment: str
    metadata: dict[str, Json]
    trace_metadata: dict[str, Json]
    lists_attributes: bool  # the attributes themselves are kept with the metadata
    calls_generations_spans: bool


def source_of(resource: Attributes, scope: Scope) -> Source:
    metadata: dict[str, Json] = {}
    if resource:
        metadata["resourceAttributes"] = resource
    if any(scope):
        metadata["scope"] = {key: value for key, value in scope._asdict().items() if value}
    return Source(
        resource=resource,
        ruled_scope=scope.name if scope.name in RULED else None,
        version=first_text(resource, (opentelemetry.SERVICE_VERSION,)),
        release=first_text(resource, (langfuse.RELEASE,)),
        environment=normal_environment(first(resource, precedence.ENVIRONMENT) or DEFAULT_ENVIRONMENT),
        metadata=metadata,
        trace_metadata=sent_metadata(
            resource, langfuse.TRACE_METADATA, _family(resource, shape_of(resource), Family.TRACE_METADATA)
        ),
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


class Reading(NamedTuple):
    """One span with what is known of spans like it, and what the user's own rules tell of it."""

    span: Span
    source: Source
    shape: Shape
    mapped: Mapped = UNMAPPED

    def family(self, family: Family) -> Attributes:
        """Return the attributes of a family, by the rest of their names."""
        return _family(self.span.attributes, self.shape, family)


def _family(attributes: Attributes, shape: Shape, family: Family) -> Attributes:
    names = shape.families.get(family)
    return {rest: attributes[name] for rest, name in names} if names else {}
