"""Usage and cost of a span."""

from tracedesk.formats.dialects import genai, langfuse
from tracedesk.formats.dialects.rules import Family
from tracedesk.formats.otlp.reading import Reading
from tracedesk.formats.otlp.spans import Attributes
from tracedesk.formats.otlp.values import decoded, decoded_object, first
from tracedesk.formats.usage import count_of, normal_cost, usage_details, with_total


def usage_of(reading: Reading) -> dict[str, int] | None:
    """Return counts by kind, which do not overlap; None: it tells nothing, or not even an object."""
    told = reading.span.attributes.get(langfuse.USAGE)
    if told and (told := decoded(told)) is not None:
        return (with_total(usage_details(told)) or None) if isinstance(told, dict) else None
    counted = reading.family(Family.USAGE)
    return (with_total(_disjoint(counted)) or None) if counted else None


def _disjoint(counted: Attributes) -> dict[str, int]:
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
    return normal_cost({"total": decoded(total)}) if total else None
