"""The Vercel AI SDK (``ai.*``): what needs no rule of its own."""

from tracedesk.formats.dialects.rules import Family, Prefix

USER_ID = "ai.telemetry.metadata.userId"
SESSION_ID = "ai.telemetry.metadata.sessionId"
TAGS = "ai.telemetry.metadata.tags"
PROMPT = "ai.telemetry.metadata.langfusePrompt"
MODEL = "ai.model.id"
TOOL_NAME = "ai.toolCall.name"
OPERATION = "ai.operationId"
FUNCTION = "ai.telemetry.functionId"
MS_TO_FIRST_CHUNK = ("ai.response.msToFirstChunk", "ai.stream.msToFirstChunk")
PREFIXES = (
    Prefix(
        "ai.telemetry.metadata.",
        Family.OBSERVATION_METADATA,
        without=frozenset({"userId", "sessionId", "tags", "langfusePrompt"}),
    ),
)
UNLISTED = ("ai.telemetry.metadata",)
