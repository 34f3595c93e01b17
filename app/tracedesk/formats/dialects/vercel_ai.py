"""The Vercel AI SDK (``ai.*``)."""

from tracedesk.formats.dialects import genai, langfuse
from tracedesk.formats.dialects.rules import Family, Prefix, TypeRule
from tracedesk.records.trace import ObservationType

SCOPE = "ai"
USER_ID = "ai.telemetry.metadata.userId"
SESSION_ID = "ai.telemetry.metadata.sessionId"
TAGS = "ai.telemetry.metadata.tags"
PROMPT = "ai.telemetry.metadata.langfusePrompt"
MODEL = "ai.model.id"
TOOL_NAME = "ai.toolCall.name"
OPERATION = "ai.operationId"
OPERATION_NAME = "operation.name"  # with the name of the function behind it
FUNCTION = "ai.telemetry.functionId"
MS_TO_FIRST_CHUNK = ("ai.response.msToFirstChunk", "ai.stream.msToFirstChunk")
# Its seventh generation tells these beside OpenTelemetry's conventions. The Langfuse server does not read them.
CONTEXT_USER_ID = "ai.settings.context.userId"
CONTEXT_SESSION_ID = "ai.settings.context.sessionId"
CONTEXT_TAGS = "ai.settings.context.tags"
PREFIXES = (
    Prefix(
        "ai.telemetry.metadata.",
        Family.OBSERVATION_METADATA,
        without=frozenset({"userId", "sessionId", "tags", "langfusePrompt"}),
    ),
)
UNLISTED = ("ai.telemetry.metadata",)

# Only the inner calls name a model; the steps around them are spans.
_CALLS: dict[str, ObservationType] = {
    "ai.generatetext.dogenerate": "GENERATION",
    "ai.streamtext.dostream": "GENERATION",
    "ai.generateobject.dogenerate": "GENERATION",
    "ai.streamobject.dostream": "GENERATION",
    "ai.embed.doembed": "EMBEDDING",
    "ai.embedmany.doembed": "EMBEDDING",
}
# The steps around them tell the usage of their calls once more.
OPERATIONS_THAT_SUM_UP = (
    "ai.generateText", "ai.streamText", "ai.generateObject", "ai.streamObject", "ai.embed", "ai.embedMany",
)  # fmt: skip
_MODELS = (langfuse.MODEL, MODEL, genai.REQUEST_MODEL, genai.RESPONSE_MODEL)
TYPES = (
    TypeRule(OPERATION_NAME, _CALLS, first_word=True, beside=_MODELS),
    TypeRule(OPERATION, _CALLS, beside=_MODELS),
    TypeRule(OPERATION_NAME, {"ai.toolcall": "TOOL"}, first_word=True),
    TypeRule(OPERATION, {"ai.toolcall": "TOOL"}),
)

INPUT = ("ai.prompt.messages", "ai.prompt", "ai.toolCall.args", *genai.MESSAGES.input, "ai.value", "ai.values")
TEXT, TOOL_CALLS = "ai.response.text", "ai.response.toolCalls"
OUTPUT = (
    TEXT,
    "ai.result.text",
    "ai.toolCall.result",
    "ai.response.object",
    "ai.result.object",
    TOOL_CALLS,
    "ai.result.toolCalls",
    *genai.MESSAGES.output,
)
# What clients see as the parameters of the model, by where each is found first.
PROVIDER_METADATA = "ai.response.providerMetadata"
PARAMETERS: dict[str, tuple[str, ...]] = {
    "maxSteps": ("ai.settings.maxSteps",),
    "toolChoice": ("ai.prompt.toolChoice",),
    "maxTokens": ("gen_ai.request.max_tokens",),
    "finishReason": ("gen_ai.response.finish_reasons", "gen_ai.finishReason"),
    "system": ("gen_ai.system", "ai.model.provider"),
    "maxRetries": ("ai.settings.maxRetries",),
    "mode": ("ai.settings.mode",),
    "temperature": ("gen_ai.request.temperature",),
}
SERVICE_TIER = "service_tier"
REQUESTED_TIER = "gen_ai.request.service_tier"
INPUT_TOKENS = ("gen_ai.usage.prompt_tokens", "gen_ai.usage.input_tokens")
OUTPUT_TOKENS = ("gen_ai.usage.completion_tokens", "gen_ai.usage.output_tokens")
TOTAL_TOKENS = ("ai.usage.tokens",)
CACHED_TOKENS = "ai.usage.cachedInputTokens"
REASONING_TOKENS = "ai.usage.reasoningTokens"
