"""Whose word counts where dialects tell the same thing: the first one that tells anything.

The order is the Langfuse server's (wire protocol, 3.3 to 3.9), so that a trace reads the same here as there.
"""

from tracedesk.formats.dialects import (
    common,
    flue,
    genai,
    genkit,
    google_adk,
    langfuse,
    langfuse_experiment,
    litellm,
    livekit,
    logfire,
    mlflow,
    openinference,
    opentelemetry,
    pydantic_ai,
    traceloop,
    vercel_ai,
)
from tracedesk.formats.dialects.rules import Family, ScopeTexts, TextRule, TypeRule
from tracedesk.records.units import NS_PER_MS, NS_PER_S

USER_ID = (
    langfuse.USER_ID,
    opentelemetry.USER_ID,
    *langfuse.USER_ID_IN_METADATA,
    vercel_ai.USER_ID,
    vercel_ai.CONTEXT_USER_ID,
    traceloop.USER_ID,
    litellm.USER_ID,
)
SESSION_ID = (
    langfuse.SESSION_ID,
    opentelemetry.SESSION_ID,
    genai.SESSION_ID,
    *langfuse.SESSION_ID_IN_METADATA,
    vercel_ai.SESSION_ID,
    vercel_ai.CONTEXT_SESSION_ID,
    traceloop.SESSION_ID,
)
TAGS = (
    langfuse.TRACE_TAGS,
    langfuse.TAGS,
    *langfuse.TAGS_IN_METADATA,
    vercel_ai.TAGS,
    openinference.TAGS,
    vercel_ai.CONTEXT_TAGS,
)
ENVIRONMENT = (langfuse.ENVIRONMENT, *opentelemetry.ENVIRONMENT)  # each on the span, then on its resource

NAME = (genai.TOOL_NAME, genkit.NAME, common.LOGFIRE_MESSAGE, vercel_ai.TOOL_NAME)
MODEL = (
    langfuse.MODEL,
    genai.RESPONSE_MODEL,
    vercel_ai.MODEL,
    genai.REQUEST_MODEL,
    openinference.RESPONSE_MODEL,
    openinference.MODEL,
    mlflow.MODEL,
    common.MODEL,
    *openinference.OTHER_MODELS,
)
MODEL_PARAMETERS = (langfuse.MODEL_PARAMETERS, openinference.MODEL_PARAMETERS, common.MODEL_PARAMETERS)
COST_TOTAL = (genai.COST, openinference.COST, litellm.COST)
# How long the first words of an answer took, in nanoseconds a unit; where nobody says so, these events are the words.
FIRST_CHUNK = dict.fromkeys(vercel_ai.MS_TO_FIRST_CHUNK, NS_PER_MS) | dict.fromkeys(
    genai.SECONDS_TO_FIRST_CHUNK, NS_PER_S
)
FIRST_CHUNK_EVENTS = frozenset({openinference.FIRST_TOKEN_EVENT, mlflow.FIRST_CHUNK_EVENT, *traceloop.CHUNK_EVENTS})

TYPES: tuple[TypeRule, ...] = (
    langfuse.TYPE,
    openinference.TYPE,
    genai.TYPE,
    genkit.TYPE,
    *vercel_ai.TYPES,
    *genai.TOOL_TYPES,
    *flue.TYPES,
    livekit.TYPE,
    traceloop.TYPE,
    mlflow.TYPE,
    *(
        TypeRule(key, by_presence="GENERATION")
        for key in (
            langfuse.MODEL,
            genai.REQUEST_MODEL,
            genai.RESPONSE_MODEL,
            openinference.MODEL,
            common.MODEL,
        )
    ),
)
# The first rule that finds an input or an output decides both.
TEXTS: tuple[TextRule, ...] = (
    langfuse.TEXTS,
    ScopeTexts(genkit.SCOPE),
    ScopeTexts(vercel_ai.SCOPE),
    flue.TEXTS,
    genai.CALL_EVENT,
    genai.MESSAGE_EVENTS,
    genai.CONTENT_EVENTS,
    google_adk.TEXTS,
    logfire.TEXTS,
    livekit.TEXTS,
    logfire.EVENTS,
    mlflow.TEXTS,
    traceloop.TEXTS,
    openinference.TEXTS,
    common.TEXTS,
    pydantic_ai.TEXTS,
    pydantic_ai.TOOL_TEXTS,
    genai.NUMBERED_MESSAGES,
    openinference.NUMBERED_MESSAGES,
    genai.MESSAGES,
)
PREFIXES = (
    *langfuse.PREFIXES,
    *langfuse_experiment.PREFIXES,
    *genai.PREFIXES,
    *openinference.PREFIXES,
    *vercel_ai.PREFIXES,
)
SPREAD = (Family.INPUT_MESSAGES, Family.OUTPUT_MESSAGES, Family.PROMPTS, Family.COMPLETIONS)
UNLISTED = (*langfuse.UNLISTED, *genai.UNLISTED, *openinference.UNLISTED, *vercel_ai.UNLISTED)

# A span below the root that has one of these tells of its trace too ...
TELLS_OF_TRACE = frozenset(
    {
        langfuse.TRACE_NAME,
        langfuse.TRACE_INPUT,
        langfuse.TRACE_OUTPUT,
        langfuse.TRACE_TAGS,
        langfuse.PUBLIC[0],
        *langfuse.TRACE_METADATA,
        langfuse.USER_ID,
        opentelemetry.USER_ID,
        *langfuse.USER_ID_IN_METADATA,
        vercel_ai.USER_ID,
        langfuse.SESSION_ID,
        opentelemetry.SESSION_ID,
        *langfuse.SESSION_ID_IN_METADATA,
        vercel_ai.SESSION_ID,
        *langfuse.TAGS_IN_METADATA,
        vercel_ai.TAGS,
        openinference.TAGS,
        traceloop.USER_ID,
        traceloop.SESSION_ID,
        litellm.USER_ID,
    }
)
# ... and then these count for the trace as well.
SHAPES_TRACE = TELLS_OF_TRACE | {
    *USER_ID,
    *SESSION_ID,
    *TAGS,
    *langfuse.PUBLIC,
    langfuse.VERSION,
    langfuse.RELEASE,
}
