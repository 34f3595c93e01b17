"""Usage and cost of a span."""

import ast

from tracedesk.formats.dialects import genai, google_adk, langfuse, litellm, mlflow
from tracedesk.formats.dialects.rules import Family
from tracedesk.formats.otlp import genkit, vercel
from tracedesk.formats.otlp.reading import Reading
from tracedesk.formats.otlp.values import decoded, decoded_object, first
from tracedesk.formats.usage import count_of, normal_cost, usage_details, with_total
from tracedesk.records.json import Json
from tracedesk.records.span import Attributes

_LONGEST_PRINTED = 4096  # characters


def usage_of(reading: Reading) -> dict[str, int] | None:
    """Return counts by kind, which do not overlap; None: it tells nothing, or not even an object."""
    told = reading.span.attributes.get(langfuse.USAGE)
    if told and (told := decoded(told)) is not None:
        return (with_total(usage_details(told)) or None) if isinstance(told, dict) else None
    attributes, scope = reading.span.attributes, reading.source.ruled_scope
    if scope == genkit.SCOPE:
        return with_total(genkit.usage(attributes)) or None
    if scope == vercel.SCOPE:
        return with_total(vercel.usage(attributes)) or None
    counted = reading.family(Family.USAGE)
    if not counted:
        counted = decoded_object(attributes.get(mlflow.USAGE)) or {}
    if not counted:
        return None
    usage = _printed(attributes.get(litellm.USAGE)) or disjoint(counted)
    if scope == google_adk.SCOPE:
        _add_cached(usage, attributes)
    return with_total(usage) or None


def _printed(told: Json) -> dict[str, int]:
    """Return the counts of a usage object that Python printed."""
    if not isinstance(told, str) or len(told) > _LONGEST_PRINTED:
        return {}
    try:
        found = ast.literal_eval(told)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return {}
    counts = usage_details(found) if isinstance(found, dict) else {}
    return counts if any(counts.values()) else {}


def _add_cached(usage: dict[str, int], attributes: Attributes) -> None:
    """Take over the cached tokens that Google's kit tells of in the model's response only."""
    told = (decoded_object(attributes.get(google_adk.RESPONSE)) or {}).get(google_adk.USAGE_METADATA)
    cached = count_of(told.get(google_adk.CACHED_TOKENS)) if isinstance(told, dict) else None
    if cached and "input_cached_tokens" not in usage:
        usage["input_cached_tokens"] = cached
        usage["input"] = max(0, usage.get("input", 0) - cached)


def disjoint(counted: Attributes) -> dict[str, int]:
    """Return the counts by our kinds; what instrumentations count twice (cached input is input) is taken apart."""
    counts = {name: count for name, value in counted.items() if (count := count_of(value)) is not None}
    usage: dict[str, int] = {}
    for bucket in genai.BUCKETS:
        found = [counts.pop(name) for name in bucket.names if name in counts]
        if found:
            usage[bucket.kind] = found[0]
    for name, count in counts.items():
        usage.setdefault(name.removeprefix("details."), count)
    for bucket in genai.BUCKETS:
        if bucket.part_of in usage and bucket.kind in usage:
            usage[bucket.part_of] = max(0, usage[bucket.part_of] - usage[bucket.kind])
    return usage


def cost_of(reading: Reading) -> dict[str, int] | None:
    attributes = reading.span.attributes
    if (told := decoded_object(attributes.get(langfuse.COST))) is not None:
        return normal_cost(told)
    total = first(attributes, reading.shape.cost_total)
    if total:
        return normal_cost({"total": decoded(total)})
    parts = decoded_object(attributes.get(mlflow.COST))
    return normal_cost({kind: parts[name] for kind, name in mlflow.COSTS.items() if name in parts}) if parts else None
