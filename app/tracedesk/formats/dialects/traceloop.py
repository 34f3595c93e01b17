"""OpenLLMetry, the conventions of Traceloop (``traceloop.*``)."""

from tracedesk.formats.dialects.rules import NamedTexts, TypeRule

TEXTS = NamedTexts(("traceloop.entity.input",), ("traceloop.entity.output",))
# The Langfuse server does not read this; a task says nothing that a span does not say.
TYPE = TypeRule("traceloop.span.kind", {"workflow": "CHAIN", "agent": "AGENT", "tool": "TOOL"})
