"""Stored things in the shapes of Langfuse's public API (wire protocol, sections 5 and 6)."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from tracedesk.formats.json_text import read_text
from tracedesk.formats.times import format_time
from tracedesk.records.json import Json
from tracedesk.records.project import Project
from tracedesk.records.stored import StoredObservation, StoredScore, StoredSession, StoredTrace
from tracedesk.records.units import NS_PER_MS, usd

JsonOut: TypeAlias = dict[str, Any]  # what orjson writes

TRACE_GROUPS = frozenset({"core", "io", "scores", "observations", "metrics"})
NOT_ASKED = -1  # Langfuse's number for a figure of a group that was not asked for
_MS_PER_S = 1_000


def project(found: Project) -> JsonOut:
    organization = {"id": "tracedesk", "name": "Tracedesk"}
    return {"id": found.project_id, "name": found.name, "organization": organization, "metadata": {}}


def trace(found: StoredTrace, *, io: bool = True) -> JsonOut:
    """A trace without what belongs to its observations, as inside a session."""
    return {
        "id": found.trace_id,
        "projectId": found.project_id,
        "timestamp": format_time(found.timestamp_ns),
        "name": found.name,
        "userId": found.user_id,
        "sessionId": found.session_id,
        "release": found.release,
        "version": found.version,
        "environment": found.environment,
        "public": found.public,
        "bookmarked": False,
        "tags": list(found.tags),
        "externalId": None,
        "createdAt": format_time(found.created_ns),
        "updatedAt": format_time(found.updated_ns),
        "input": read_text(found.input) if io else None,
        "output": read_text(found.output) if io else None,
        "metadata": metadata(found.metadata) if io else {},
    }


def trace_line(
    found: StoredTrace, observation_ids: Sequence[str], score_ids: Sequence[str], groups: frozenset[str] = TRACE_GROUPS
) -> JsonOut:
    """A trace as the list shows it; what lies outside ``groups`` is blanked as Langfuse does."""
    metrics = "metrics" in groups
    return trace(found, io="io" in groups) | {
        "htmlPath": _html_path(found),
        "latency": _seconds(found.latency_ns or 0) if metrics else NOT_ASKED,
        "totalCost": usd(found.cost_pusd or 0) if metrics else NOT_ASKED,
        "observations": list(observation_ids) if "observations" in groups else [],
        "scores": list(score_ids) if "scores" in groups else [],
    }


def trace_whole(
    found: StoredTrace,
    observations: Sequence[StoredObservation],
    scores: Sequence[StoredScore],
    groups: frozenset[str] = TRACE_GROUPS,
) -> JsonOut:
    """A trace with its observations and scores as objects."""
    metrics = "metrics" in groups
    return trace(found, io="io" in groups) | {
        "htmlPath": _html_path(found),
        "latency": _seconds(_whole_latency_ns(observations)) if metrics else NOT_ASKED,
        "totalCost": usd(sum(one.cost_total_pusd or 0 for one in observations)) if metrics else NOT_ASKED,
        "observations": [observation(one, no_price=0) for one in observations] if "observations" in groups else [],
        "scores": [score_v1(one) for one in scores] if "scores" in groups else [],
    }


def observation(found: StoredObservation, no_price: int | None = None) -> JsonOut:
    """An observation as v1 shows it; ``no_price`` is what stands for prices that are not known."""
    counts = {
        "input": _sum_of("input", found.usage),
        "output": _sum_of("output", found.usage),
        "total": found.usage.get("total", 0),
    }
    return {
        "id": found.observation_id,
        "projectId": found.project_id,
        "traceId": found.trace_id,
        "parentObservationId": found.parent_id,
        "type": found.type,
        "name": found.name,
        "environment": found.environment,
        "startTime": format_time(found.start_ns),
        "endTime": shown_time(found.end_ns),
        "completionStartTime": shown_time(found.completion_start_ns),
        "createdAt": format_time(found.created_ns),
        "updatedAt": format_time(found.updated_ns),
        "input": read_text(found.input),
        "output": read_text(found.output),
        "metadata": metadata(found.metadata),
        "level": found.level,
        "statusMessage": found.status_message,
        "version": found.version,
        "model": found.model,
        "modelParameters": found.model_parameters,
        "modelId": found.model_id,
        "promptId": found.prompt_id,
        "promptName": found.prompt_name if found.prompt_id else None,
        "promptVersion": found.prompt_version if found.prompt_id else None,
        "usageDetails": found.usage,
        "costDetails": {kind: usd(amount) for kind, amount in found.cost.items()},
        "usage": {"unit": "TOKENS", **counts},
        "unit": "TOKENS",
        "promptTokens": counts["input"],
        "completionTokens": counts["output"],
        "totalTokens": counts["total"],
        "inputPrice": _price_of("input", found, no_price),
        "outputPrice": _price_of("output", found, no_price),
        "totalPrice": _price_of("total", found, no_price),
        "calculatedInputCost": _cost_of("input", found.cost),
        "calculatedOutputCost": _cost_of("output", found.cost),
        "calculatedTotalCost": usd(found.cost_total_pusd or 0),
        "usagePricingTierId": found.tier_id,
        "usagePricingTierName": found.tier_name,
        "latency": seconds_between(found.start_ns, found.end_ns),
        "timeToFirstToken": seconds_between(found.start_ns, found.completion_start_ns),
    }


def score_v1(found: StoredScore) -> JsonOut:
    """A score of a trace or observation; a TEXT score has no ``value``."""
    shape = {
        "id": found.score_id,
        "projectId": found.project_id,
        "name": found.name,
        "source": found.source,
        "timestamp": format_time(found.timestamp_ns),
        "createdAt": format_time(found.created_ns),
        "updatedAt": format_time(found.updated_ns),
        "environment": found.environment,
        "dataType": found.data_type,
        "value": _number(found.value),
        "stringValue": found.string_value,
        "traceId": found.trace_id,
        "observationId": found.observation_id,
        "comment": found.comment,
        "configId": found.config_id,
        "metadata": metadata(found.metadata),
        "authorUserId": found.author_id,
        "queueId": found.queue_id,
        "executionTraceId": None,
    }
    if found.data_type == "TEXT":
        del shape["value"]
    return shape


def score_v2(found: StoredScore) -> JsonOut:
    """A score of anything."""
    return score_v1(found) | {"sessionId": found.session_id, "datasetRunId": found.dataset_run_id}


def session(found: StoredSession) -> JsonOut:
    return {
        "id": found.session_id,
        "createdAt": format_time(found.created_ns),
        "projectId": found.project_id,
        "environment": found.environment,
    }


def page(data: Sequence[JsonOut], number: int, limit: int, total: int) -> JsonOut:
    meta = {"page": number, "limit": limit, "totalItems": total, "totalPages": -(-total // limit)}
    return {"data": list(data), "meta": meta}


def metadata(found: Mapping[str, Json]) -> JsonOut:
    """Decode each string value once: SDKs send nested values as JSON text under their first key."""
    return {key: read_text(value) if isinstance(value, str) else value for key, value in found.items()}


def _html_path(found: StoredTrace) -> str:
    return f"/project/{found.project_id}/traces/{found.trace_id}"


def _whole_latency_ns(observations: Sequence[StoredObservation]) -> int:
    ends = [one.end_ns for one in observations if one.end_ns is not None] or [one.start_ns for one in observations]
    return max(ends) - min(one.start_ns for one in observations) if ends else 0


def shown_time(time_ns: int | None) -> str | None:
    return None if time_ns is None else format_time(time_ns)


def _seconds(duration_ns: int) -> float:
    return duration_ns // NS_PER_MS / _MS_PER_S


def seconds_between(start_ns: int, end_ns: int | None) -> float | None:
    """The difference of the two times as they are shown, that is in whole milliseconds."""
    return None if end_ns is None else (end_ns // NS_PER_MS - start_ns // NS_PER_MS) / _MS_PER_S


def _sum_of(part: str, counts: Mapping[str, int]) -> int:
    return sum(count for kind, count in counts.items() if part in kind)


def _cost_of(part: str, cost: Mapping[str, int]) -> float | None:
    found = [amount for kind, amount in cost.items() if part in kind]
    return usd(sum(found)) if found else None


def _price_of(kind: str, found: StoredObservation, absent: int | None) -> float | None:
    price = found.prices.get(kind)
    return absent if price is None else float(price)


def _number(value: float) -> float | int:
    return int(value) if value.is_integer() and abs(value) < 2**53 else value
