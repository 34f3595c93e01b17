"""What Langfuse clients want deleted (wire protocol, 5.3)."""

from tracedesk.formats.fields import Fields

MOST_TRACES = 1_000


def read_trace_ids(fields: Fields) -> tuple[str, ...]:
    """Read the ids of traces.

    Raises:
        ValueError: they are missing or wrong, or too many, or there is more in the body.
    """
    fields.refuse_others({"traceIds"})
    found = fields.texts("traceIds")
    if not found or len(found) > MOST_TRACES:
        raise fields.error("traceIds", f"must have 1 to {MOST_TRACES} ids")
    return found
