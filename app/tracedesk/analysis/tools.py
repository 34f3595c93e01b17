"""The tools of a model call: those on offer in its input, and those that its output calls."""

from collections.abc import Iterator, Mapping

from tracedesk.analysis.message_parts import ToolCallPart, is_list, parts_of
from tracedesk.analysis.messages import conversation_in
from tracedesk.records.json import Json

_OFFERS = ("tools", "functions")


def defined_tools(value: Json) -> list[str]:
    """Return the names of the tools that an input offers, each once, in order."""
    return list(dict.fromkeys(_offered(value)))


def called_tools(value: Json) -> list[str]:
    """Return the name of the tool of each call in an output, in order."""
    conversation = conversation_in(value)
    if conversation is not None:
        parts = [part for message in conversation.messages for part in message.parts]
    else:
        parts = list(parts_of(value.get("tool_calls") if isinstance(value, Mapping) else value))
    return [part.name for part in parts if isinstance(part, ToolCallPart)]


def _offered(value: Json) -> Iterator[str]:
    if not isinstance(value, Mapping):
        return
    for key in _OFFERS:
        tools = value.get(key)
        for tool in tools if is_list(tools) else ():
            if isinstance(tool, Mapping):
                inner = tool.get("function")
                name = (inner if isinstance(inner, Mapping) else tool).get("name")
                if isinstance(name, str):
                    yield name
