"""What the spans of Google Genkit say (wire protocol, 3.7 to 3.9): everything is in two attributes of JSON."""

from tracedesk.formats.dialects import genkit as dialect
from tracedesk.formats.otlp.values import decoded_object, text_of
from tracedesk.formats.usage import count_of
from tracedesk.records.json import Json
from tracedesk.records.span import Attributes

SCOPE = dialect.SCOPE


def texts(attributes: Attributes) -> tuple[str | None, str | None]:
    return (
        _part(attributes, dialect.INPUT, "messages"),
        _part(attributes, dialect.OUTPUT, "message"),
    )


def usage(attributes: Attributes) -> dict[str, int]:
    """Return counts by kind, which do not overlap."""
    told = (decoded_object(attributes.get(dialect.OUTPUT)) or {}).get("usage")
    if not isinstance(told, dict):
        return {}
    kinds = {
        "input": "inputTokens",
        "output": "outputTokens",
        "total": "totalTokens",
        "output_reasoning": "thoughtsTokens",
    }
    counts = {kind: count for kind, name in kinds.items() if (count := count_of(told.get(name))) is not None}
    if "output" in counts:
        counts["output"] = max(0, counts["output"] - counts.get("output_reasoning", 0))
    return counts


def parameters(attributes: Attributes) -> dict[str, Json]:
    config = (decoded_object(attributes.get(dialect.INPUT)) or {}).get("config")
    if not isinstance(config, dict):
        request = (decoded_object(attributes.get(dialect.OUTPUT)) or {}).get("request")
        config = request.get("config") if isinstance(request, dict) else None
    return config if isinstance(config, dict) else {}


def model(attributes: Attributes) -> str | None:
    """Return the model's name where the span is a model's, of which the span tells otherwise."""
    return text_of(attributes.get(dialect.NAME)) if attributes.get(dialect.SUBTYPE) in dialect.MODELS else None


def _part(attributes: Attributes, key: str, name: str) -> str | None:
    told = attributes.get(key)
    part = (decoded_object(told) or {}).get(name)
    return text_of(part or told)
