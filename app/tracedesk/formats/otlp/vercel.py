"""What the spans of the Vercel AI SDK say (wire protocol, 3.7 to 3.9): texts, tokens and parameters of calls."""

from collections.abc import Mapping

from tracedesk.formats.dialects import vercel_ai as dialect
from tracedesk.formats.json_text import dumps
from tracedesk.formats.otlp.values import decoded, decoded_object, first, json_text, text_of
from tracedesk.formats.usage import count_of
from tracedesk.records.json import Json
from tracedesk.records.span import Attributes

SCOPE = dialect.SCOPE
_OPENAI = {
    "cachedPromptTokens": "input_cached_tokens",
    "reasoningTokens": "output_reasoning_tokens",
    "acceptedPredictionTokens": "accepted_prediction_tokens",
    "rejectedPredictionTokens": "rejected_prediction_tokens",
}
_ANTHROPIC = {
    "cache_creation_input_tokens": "input_cache_creation",
    "cache_read_input_tokens": "input_cached_tokens",
}
_ANTHROPIC_CREATION = {
    "ephemeral_5m_input_tokens": "input_cache_creation_5m",
    "ephemeral_1h_input_tokens": "input_cache_creation_1h",
}
_BEDROCK = {
    "cacheReadInputTokens": "input_cache_read",
    "cacheWriteInputTokens": "input_cache_write",
    "cacheCreationInputTokens": "input_cache_creation",
}
_PARTS_OF_INPUT = (
    "input_cached_tokens", "input_cache_creation", "input_cache_creation_5m", "input_cache_creation_1h",
    "input_cache_read",
)  # fmt: skip


def texts(attributes: Attributes) -> tuple[str | None, str | None]:
    """Return input and output; an answer with text and calls of tools becomes one message."""
    text, calls = attributes.get(dialect.TEXT), attributes.get(dialect.TOOL_CALLS)
    if text and calls:
        told = decoded(calls)
        output: Json = dumps({"role": "assistant", "content": text, "tool_calls": calls if told is None else told})
    else:
        output = first(attributes, dialect.OUTPUT)
    return text_of(first(attributes, dialect.INPUT)), text_of(output)


def usage(attributes: Attributes) -> dict[str, int]:
    """Return counts by kind, which do not overlap."""
    told = {
        "input": first(attributes, dialect.INPUT_TOKENS),
        "output": first(attributes, dialect.OUTPUT_TOKENS),
        "total": first(attributes, dialect.TOTAL_TOKENS),
        "input_cached_tokens": attributes.get(dialect.CACHED_TOKENS),
        "output_reasoning_tokens": attributes.get(dialect.REASONING_TOKENS),
    }
    counts = {kind: count for kind, value in told.items() if (count := count_of(value)) is not None}
    for kind, count in _from_providers(attributes).items():
        counts.setdefault(kind, count)
    creation = counts.get("input_cache_creation")
    if creation is not None:
        split = sum(counts.get(kind, 0) for kind in _ANTHROPIC_CREATION.values())
        counts["input_cache_creation"] = max(0, creation - split)
    if "input" in counts:
        counts["input"] = max(0, counts["input"] - sum(counts.get(kind, 0) for kind in _PARTS_OF_INPUT))
    if "output" in counts:
        counts["output"] = max(0, counts["output"] - counts.get("output_reasoning_tokens", 0))
    return counts


def parameters(attributes: Attributes) -> dict[str, Json]:
    """Return what was set of the model, as texts."""
    found = {name: first(attributes, keys) for name, keys in dialect.PARAMETERS.items()}
    openai = _object(_provider_metadata(attributes), "openai")
    found[dialect.SERVICE_TIER] = openai.get("serviceTier") or attributes.get(dialect.REQUESTED_TIER)
    return {name: json_text(value) for name, value in found.items() if value is not None}


def _provider_metadata(attributes: Attributes) -> Mapping[str, Json]:
    return decoded_object(attributes.get(dialect.PROVIDER_METADATA)) or {}


def _from_providers(attributes: Attributes) -> dict[str, int]:
    told = _provider_metadata(attributes)
    anthropic, bedrock = _object(told, "anthropic"), _object(told, "bedrock")
    of_anthropic = _object(anthropic, "usage")
    return {
        **_named(_object(told, "openai"), _OPENAI),
        **_named(of_anthropic, _ANTHROPIC),
        **_named(_object(of_anthropic, "cache_creation"), _ANTHROPIC_CREATION),
        **_named(bedrock, _BEDROCK),
        **_named(_object(bedrock, "usage"), _BEDROCK),
    }


def _object(owner: Mapping[str, Json], name: str) -> Mapping[str, Json]:
    found = owner.get(name)
    return found if isinstance(found, Mapping) else {}


def _named(told: Mapping[str, Json], names: Mapping[str, str]) -> dict[str, int]:
    return {ours: count for theirs, ours in names.items() if (count := count_of(told.get(theirs))) is not None}
