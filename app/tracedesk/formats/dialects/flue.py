"""Flue (``flue.*``): turns, tools, tasks and workflows of agents."""

from tracedesk.formats.dialects.rules import NamedTexts, TypeRule

SCOPE = "@flue/opentelemetry"
TYPES = (
    TypeRule("flue.tool.name", by_presence="TOOL"),
    TypeRule("flue.tool.call_id", by_presence="TOOL"),
    TypeRule("flue.task.id", by_presence="AGENT"),
    TypeRule("flue.task.agent", by_presence="AGENT"),
)
TEXTS = NamedTexts(
    ("flue.turn.input", "flue.tool.arguments", "flue.task.prompt", "flue.workflow.payload"),
    ("flue.turn.output", "flue.tool.result", "flue.task.result", "flue.operation.result", "flue.workflow.result"),
    scope=SCOPE,
)
