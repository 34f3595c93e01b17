"""OpenLLMetry, the conventions of Traceloop (``traceloop.*``)."""

from tracedesk.formats.dialects.rules import NamedTexts, TypeRule

# The Langfuse server does not read these two.
USER_ID = "traceloop.association.properties.user_id"
SESSION_ID = "traceloop.association.properties.session_id"
CHUNK_EVENTS = ("gen_ai.content.completion.chunk", "llm.content.completion.chunk")
TEXTS = NamedTexts(("traceloop.entity.input",), ("traceloop.entity.output",))
# The Langfuse server does not read this; a task says nothing that a span does not say.
TYPE = TypeRule("traceloop.span.kind", {"workflow": "CHAIN", "agent": "AGENT", "tool": "TOOL"})
