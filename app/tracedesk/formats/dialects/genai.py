"""OpenTelemetry's conventions for generative AI (``gen_ai.*``), the current ones and the older that are still sent."""

from tracedesk.formats.dialects.rules import (
    Bucket,
    CallEvent,
    ContentEvents,
    Family,
    InstructedMessages,
    MessageEvents,
    NumberedMessages,
    Prefix,
    TypeRule,
)

SESSION_ID = "gen_ai.conversation.id"
TOOL_NAME = "gen_ai.tool.name"
RESPONSE_MODEL = "gen_ai.response.model"
REQUEST_MODEL = "gen_ai.request.model"
COST = "gen_ai.usage.cost"
SECONDS_TO_FIRST_CHUNK = ("gen_ai.response.time_to_first_chunk", "gen_ai.client.operation.time_to_first_chunk")

OPERATION = "gen_ai.operation.name"
# The model calls under these tell the same usage once more.
OPERATIONS_THAT_SUM_UP = ("invoke_agent", "agent_step")
TYPE = TypeRule(
    OPERATION,
    {
        "chat": "GENERATION",
        "completion": "GENERATION",
        "text_completion": "GENERATION",
        "generate_content": "GENERATION",
        "generate": "GENERATION",
        "embeddings": "EMBEDDING",
        "invoke_agent": "AGENT",
        "create_agent": "AGENT",
        "execute_tool": "TOOL",
    },
)
TOOL_TYPES = (
    TypeRule(TOOL_NAME, by_presence="TOOL"),
    TypeRule("gen_ai.tool.call.id", by_presence="TOOL"),
)

MESSAGE_EVENTS = MessageEvents(
    roles={
        "gen_ai.system.message": "system",
        "gen_ai.user.message": "user",
        "gen_ai.assistant.message": "assistant",
        "gen_ai.tool.message": "tool",
    },
    choice="gen_ai.choice",
)
CALL_DETAILS = "gen_ai.client.inference.operation.details"  # an event with all messages of a call
LOGGED_MESSAGES = frozenset({*MESSAGE_EVENTS.roles, MESSAGE_EVENTS.choice, CALL_DETAILS})
CONTENT_EVENTS = ContentEvents("gen_ai.content.prompt", "gen_ai.content.completion")  # before there were messages
NUMBERED_MESSAGES = NumberedMessages("gen_ai.prompt", Family.PROMPTS, "gen_ai.completion", Family.COMPLETIONS)
MESSAGES = InstructedMessages(
    ("gen_ai.input.messages", "gen_ai.tool.call.arguments"),
    ("gen_ai.output.messages", "gen_ai.tool.call.result"),
    instructions="gen_ai.system_instructions",
)
CALL_EVENT = CallEvent(CALL_DETAILS, MESSAGES)
PREFIXES = (
    Prefix("gen_ai.prompt.", Family.PROMPTS),
    Prefix("gen_ai.completion.", Family.COMPLETIONS),
    Prefix("gen_ai.request.", Family.MODEL_PARAMETERS, without=frozenset({"model"})),
    Prefix("gen_ai.usage.", Family.USAGE, without=frozenset({"cost"})),
)
UNLISTED = ("gen_ai.prompt", "gen_ai.completion")

# OpenInference's names under llm.token_count.* are among these; where both are sent, they count the same tokens.
BUCKETS = (
    Bucket("input", ("prompt_tokens", "input_tokens", "prompt")),
    Bucket("output", ("completion_tokens", "output_tokens", "completion")),
    Bucket("total", ("total_tokens", "total")),
    Bucket(
        "input_cached_tokens",
        (
            "cache_read.input_tokens",
            "cache_read_input_tokens",
            "cache_read_tokens",
            "details.cache_read_tokens",
            "details.cache_read_input_tokens",
            "prompt_details.cache_read",
            "input_cached_tokens",
        ),
        part_of="input",
    ),
    Bucket(
        "input_cache_creation",
        (
            "cache_creation.input_tokens",
            "cache_creation_input_tokens",
            "cache_write_tokens",
            "details.cache_write_tokens",
            "details.cache_creation_input_tokens",
            "prompt_details.cache_write",
            "input_cache_creation",
        ),
        part_of="input",
    ),
    Bucket("input_audio_tokens", ("prompt_details.audio",), part_of="input"),  # the Langfuse server counts it twice
    Bucket("input_cache_creation_1h", ("cache_creation_input_tokens_above_1hr",), part_of="input_cache_creation"),
    Bucket("output_reasoning_tokens", ("reasoning.output_tokens", "completion_details.reasoning"), part_of="output"),
    Bucket("output_audio_tokens", ("completion_details.audio",), part_of="output"),
)
