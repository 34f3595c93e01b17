"""Pydantic AI: all messages of a run, its result, and the calls of tools."""

from tracedesk.formats.dialects.rules import InstructedMessages, NamedTexts

SCOPE = "pydantic-ai"
TEXTS = InstructedMessages(
    ("pydantic_ai.all_messages",), ("final_result",), instructions="gen_ai.system_instructions", scope=SCOPE
)
TOOL_TEXTS = NamedTexts(("tool_arguments",), ("tool_response",))
