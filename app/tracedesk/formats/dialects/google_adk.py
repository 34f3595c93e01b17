"""Google's Agent Development Kit (``gcp.vertex.agent.*``): requests and responses of models and tools as JSON."""

from tracedesk.formats.dialects.rules import InstructedMessages

SCOPE = "gcp.vertex.agent"
RESPONSE = "gcp.vertex.agent.llm_response"
TEXTS = InstructedMessages(
    ("gcp.vertex.agent.llm_request", "gcp.vertex.agent.tool_call_args"),
    (RESPONSE, "gcp.vertex.agent.tool_response"),
    instructions="gen_ai.system_instructions",
    empty="{}",
)
# In the JSON of the response, beside what gen_ai.usage.* tells.
USAGE_METADATA = "usage_metadata"
CACHED_TOKENS = "cached_content_token_count"
