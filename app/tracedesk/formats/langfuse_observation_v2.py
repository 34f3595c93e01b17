"""One observation in the shape of API v2, by groups of fields (wire protocol, 5.5)."""

from collections.abc import Callable, Mapping

from tracedesk.analysis.dotted import dotted
from tracedesk.formats.json_text import dumps
from tracedesk.formats.langfuse_api import JsonOut, metadata, seconds_between, shown_time
from tracedesk.formats.times import format_time
from tracedesk.records.json import Json
from tracedesk.records.stored import StoredObservation, TraceContext
from tracedesk.records.units import usd

USUAL_GROUPS = frozenset({"core", "basic"})
LONGEST_VALUE = 200  # characters of a value of the metadata, unless all of it is asked for
_PRICES = {"inputPrice": "input", "outputPrice": "output", "totalPrice": "total"}


def observation_v2(
    found: StoredObservation, trace: TraceContext, groups: frozenset[str], expanded: frozenset[str] = frozenset()
) -> JsonOut:
    """Return what is always there and the ``groups``; ``expanded``: keys of the metadata whose values are not cut."""
    shape: JsonOut = {
        "id": found.observation_id,
        "traceId": found.trace_id,
        "startTime": format_time(found.start_ns),
        "endTime": shown_time(found.end_ns),
        "projectId": found.project_id,
        "parentObservationId": found.parent_id,
        "type": found.type,
        "modelId": None,
        **dict.fromkeys(_PRICES),
    }
    for group, fields in _GROUPS.items():
        if group in groups:
            shape |= fields(found, trace)
    if _METADATA in groups:
        values = dotted_metadata(found.metadata | found.trace_metadata)
        shape[_METADATA] = (
            values if "io" in groups else {key: _cut(key, value, expanded) for key, value in values.items()}
        )
    return shape


def dotted_metadata(values: Mapping[str, Json]) -> dict[str, Json]:
    """Return metadata without objects in it, each text decoded once."""
    return metadata(dotted(values))


def _cut(key: str, value: Json, expanded: frozenset[str]) -> Json:
    if key in expanded or key.partition(".")[0] in expanded:
        return value
    text = value if isinstance(value, str) else dumps(value)
    return value if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE]


def _basic(found: StoredObservation, trace: TraceContext) -> JsonOut:
    return {
        "name": found.name,
        "level": found.level,
        "statusMessage": found.status_message,
        "version": found.version,
        "environment": found.environment,
        "bookmarked": False,
        "public": trace.public,
        "userId": trace.user_id,
        "sessionId": trace.session_id,
        "isRootObservation": found.parent_id is None or found.app_root,
    }


def _time(found: StoredObservation, trace: TraceContext) -> JsonOut:
    return {
        "completionStartTime": shown_time(found.completion_start_ns),
        "createdAt": format_time(found.created_ns),
        "updatedAt": format_time(found.updated_ns),
    }


def _io(found: StoredObservation, trace: TraceContext) -> JsonOut:
    """Texts as they are stored, never decoded."""
    return {"input": found.input or None, "output": found.output or None}


def _model(found: StoredObservation, trace: TraceContext) -> JsonOut:
    """Clients before Python's version 5 read ``providedModelName``."""
    prices = {name: found.prices.get(kind) for name, kind in _PRICES.items()}
    return {
        "model": found.model,
        "providedModelName": found.model,
        "modelId": found.model_id,
        "internalModelId": found.model_id,
        "modelParameters": found.model_parameters,
        **{name: None if price is None else f"{price:f}" for name, price in prices.items()},
    }


def _usage(found: StoredObservation, trace: TraceContext) -> JsonOut:
    return {
        "usageDetails": found.usage,
        "costDetails": {kind: usd(amount) for kind, amount in found.cost.items()},
        "totalCost": usd(found.cost_total_pusd or 0),
        "usagePricingTierName": found.tier_name,
    }


def _prompt(found: StoredObservation, trace: TraceContext) -> JsonOut:
    return {"promptId": found.prompt_id, "promptName": found.prompt_name, "promptVersion": found.prompt_version}


def _metrics(found: StoredObservation, trace: TraceContext) -> JsonOut:
    return {
        "latency": seconds_between(found.start_ns, found.end_ns),
        "timeToFirstToken": seconds_between(found.start_ns, found.completion_start_ns),
    }


def _trace_context(found: StoredObservation, trace: TraceContext) -> JsonOut:
    return {"tags": list(trace.tags), "release": trace.release, "traceName": trace.name}


_GROUPS: Mapping[str, Callable[[StoredObservation, TraceContext], JsonOut]] = {
    "basic": _basic,
    "time": _time,
    "io": _io,
    "model": _model,
    "usage": _usage,
    "prompt": _prompt,
    "metrics": _metrics,
    "trace_context": _trace_context,
}
_METADATA = "metadata"
GROUPS = frozenset({"core", _METADATA, *_GROUPS})
