"""LiveKit agents (``lk.*``): voices as text; the kind of a step is in the name of its span."""

from tracedesk.formats.dialects.rules import SPAN_NAME, NamedTexts, TypeRule

SCOPE = "livekit-agents"
TYPE = TypeRule(
    SPAN_NAME, {"agent_turn": "AGENT", "start_agent_activity": "AGENT", "function_tool": "TOOL"}, scope=SCOPE
)
TEXTS = NamedTexts(
    ("lk.input_text", "lk.user_transcript", "lk.chat_ctx"), ("lk.function_tool.output", "lk.response.text")
)
