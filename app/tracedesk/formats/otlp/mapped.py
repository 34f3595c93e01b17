"""What the user's own rules tell goes before what the built-in tables found, or fills what they left open."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar, get_args

from tracedesk.formats.dialects import langfuse
from tracedesk.formats.environment import DEFAULT_ENVIRONMENT, normal_environment
from tracedesk.formats.json_text import dumps
from tracedesk.formats.otlp.mapping import UNMAPPED, Mapped, Told
from tracedesk.formats.otlp.metadata import ATTRIBUTES
from tracedesk.formats.otlp.usage import disjoint
from tracedesk.formats.otlp.values import decoded, decoded_object, flat_parameters, json_text, tags_of
from tracedesk.formats.times import parse_time
from tracedesk.formats.usage import count_of, normal_cost, usage_details, with_cost_total, with_total
from tracedesk.records.json import Json
from tracedesk.records.mapping_rule import Field
from tracedesk.records.span import Span
from tracedesk.records.trace import Level, Observation, ObservationType, Trace
from tracedesk.records.units import LAST_NS, NS_PER_MS

_TYPES: Mapping[str, ObservationType] = {kind: kind for kind in get_args(ObservationType)}
_OF_TRACE: tuple[Field, ...] = ("user_id", "session_id", "tags")
Value = TypeVar("Value")


def mapped_type(told: Told | None) -> ObservationType | None:
    return None if told is None else _read(told, "type", lambda value: _TYPES.get(json_text(value).upper()))


def mapped_observation(observation: Observation, span: Span, mapped: Mapped) -> Observation:
    """Return an observation with what rules tell of it; its type is told by ``mapped_type`` before."""
    if mapped is UNMAPPED:
        return observation

    def text(field: Field, known: str | None, *, is_default: bool = False) -> str | None:
        return _chosen(mapped, field, json_text, known, is_default=is_default)

    level = observation.level
    environment = observation.environment
    changed = observation._replace(
        name=text("name", observation.name, is_default=observation.name == span.name),
        input=text("input", observation.input),
        output=text("output", observation.output),
        model=text("model", observation.model),
        status_message=text("status_message", observation.status_message),
        version=text("version", observation.version),
        level=_chosen(mapped, "level", _level, level, is_default=level == "DEFAULT"),
        environment=_chosen(
            mapped, "environment", normal_environment, environment, is_default=environment == DEFAULT_ENVIRONMENT
        ),
        completion_start_ns=_chosen(
            mapped, "completion_start", lambda value: _moment(value, span.start_ns), observation.completion_start_ns
        ),
        usage=_merged(mapped, "usage", observation.usage, _usage, lambda under, over: _summed(under, over, with_total)),
        cost=_merged(
            mapped, "cost", observation.cost, _cost, lambda under, over: _summed(under, over, with_cost_total)
        ),
        model_parameters=_merged(mapped, "model_parameters", observation.model_parameters, _parameters, dict.__or__),
        metadata=_merged(mapped, "metadata", observation.metadata, _metadata, dict.__or__),
    )
    return _without_texts(changed, mapped)


def mapped_trace(trace: Trace, mapped: Mapped) -> Trace:
    """Return what a span says of its trace, with what rules tell of that."""
    if mapped is UNMAPPED:
        return trace
    return trace._replace(
        user_id=_chosen(mapped, "user_id", json_text, trace.user_id),
        session_id=_chosen(mapped, "session_id", json_text, trace.session_id),
        tags=_chosen(mapped, "tags", tags_of, trace.tags),
    )


def mapped_metadata(metadata: dict[str, Json], mapped: Mapped) -> dict[str, Json]:
    return _merged(mapped, "metadata", metadata, _metadata, dict.__or__) or {}


def told_of_trace(mapped: Mapped) -> str:
    """Return what rules tell of the trace of a span, as one text that can be compared; empty: nothing."""
    if mapped is UNMAPPED:
        return ""
    told: list[Json] = [_values(mapped, field) for field in _OF_TRACE]
    return dumps([*told, _values(mapped, "version")]) if any(told) else ""


def _values(mapped: Mapped, field: Field) -> list[Json]:
    return [found.value for told in mapped if told is not None for found in told.wholes.get(field, ())]


def _chosen(
    mapped: Mapped, field: Field, read: Callable[[Json], Value | None], known: Value | None, *, is_default: bool = False
) -> Value | None:
    """Return what counts; ``is_default``: what is known was told by nobody."""
    if mapped.first is not None and (value := _read(mapped.first, field, read)) is not None:
        return value
    if mapped.last is not None and (known is None or is_default):
        value = _read(mapped.last, field, read)
        return known if value is None else value
    return known


def _read(told: Told, field: Field, read: Callable[[Json], Value | None]) -> Value | None:
    for found in told.wholes.get(field, ()):
        if (value := read(found.value)) is not None:
            return value
    return None


def _merged(
    mapped: Mapped,
    field: Field,
    known: dict[str, Value] | None,
    read: Callable[[Told], dict[str, Value]],
    merge: Callable[[dict[str, Value], dict[str, Value]], dict[str, Value]],
) -> dict[str, Value] | None:
    """Return the parts that are known with those that rules tell, over or under them."""
    if mapped.last is not None and mapped.last.has_parts(field) and (told := read(mapped.last)):
        known = merge(told, known or {})
    if mapped.first is not None and mapped.first.has_parts(field) and (told := read(mapped.first)):
        known = merge(known or {}, told)
    return known


def _summed(
    under: dict[str, int], over: dict[str, int], with_sum: Callable[[dict[str, int]], dict[str, int]]
) -> dict[str, int]:
    """Return numbers by kind with their sum; one that was only the sum of fewer kinds is made anew."""
    return with_sum(_without_sum(under) | _without_sum(over))


def _without_sum(numbers: dict[str, int]) -> dict[str, int]:
    kinds = {kind: amount for kind, amount in numbers.items() if kind != "total"}
    return kinds if kinds and sum(kinds.values()) == numbers.get("total") else numbers


def _level(value: Json) -> Level | None:
    return langfuse.LEVELS.get(json_text(value).lower())


def _moment(value: Json, start_ns: int) -> int | None:
    """Return a time: a text in ISO 8601, or milliseconds after the start."""
    if isinstance(value, str):
        try:
            return parse_time(value)
        except ValueError:
            return None
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not 0 <= value * NS_PER_MS <= LAST_NS - start_ns
    ):
        return None
    return start_ns + round(value * NS_PER_MS)


def _usage(told: Told) -> dict[str, int]:
    whole = usage_details(_whole(told, "usage"))
    parts = {part: count for part, value in _parts(told, "usage") if (count := count_of(value)) is not None}
    family = told.families.get("usage")
    return whole | (disjoint(family) if family else {}) | parts


def _cost(told: Told) -> dict[str, int]:
    return normal_cost({part: decoded(value) for part, value in _all(told, "cost").items()}) or {}


def _parameters(told: Told) -> dict[str, Json]:
    return flat_parameters(_all(told, "model_parameters"))


def _metadata(told: Told) -> dict[str, Json]:
    return _all(told, "metadata")


def _all(told: Told, field: Field) -> dict[str, Json]:
    return _whole(told, field) | told.families.get(field, {}) | dict(_parts(told, field))


def _whole(told: Told, field: Field) -> dict[str, Json]:
    """Return the object that holds all parts, if there is one."""
    return decoded_object(told.parts.get(field, {}).get("")) or {}


def _parts(told: Told, field: Field) -> Iterator[tuple[str, Json]]:
    return ((part, value) for part, value in told.parts.get(field, {}).items() if part)


def _without_texts(observation: Observation, mapped: Mapped) -> Observation:
    """Leave those attributes out of the metadata that are the input or the output."""
    metadata = observation.metadata or {}
    listed = metadata.get(ATTRIBUTES)
    texts = {observation.input, observation.output}
    names = {
        found.name
        for told in mapped
        if told is not None
        for field in ("input", "output")
        for found in told.wholes.get(field, ())
        if found.rule.becomes is None and json_text(found.value) in texts
    }
    if not names or not isinstance(listed, dict):
        return observation
    rest = {name: value for name, value in listed.items() if name not in names}
    others = {key: value for key, value in metadata.items() if key != ATTRIBUTES}
    return observation._replace(metadata={ATTRIBUTES: rest} | others if rest else others)
