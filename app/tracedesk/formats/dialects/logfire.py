"""Pydantic Logfire: messages as one attribute, or as a list of events in one."""

from tracedesk.formats.dialects.rules import ListedEvents, NamedTexts

TEXTS = NamedTexts(("prompt",), ("all_messages_events",))
EVENTS = ListedEvents("events", choice="gen_ai.choice")
