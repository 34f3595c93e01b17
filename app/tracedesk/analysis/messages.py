"""Chat messages in a JSON value, whatever library wrote them.

Known shapes: OpenAI chat and responses, Anthropic, Gemini, the GenAI conventions of OpenTelemetry, LangChain. What is
not recognised stays in the result as JSON, so nothing that was sent is lost from view.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracedesk.analysis.message_parts import (
    JsonPart,
    Part,
    TextPart,
    ToolResultPart,
    is_list,
    parts_of,
    tool_call,
    tool_result,
)
from tracedesk.records.json import Json, JsonObject


@dataclass(frozen=True, slots=True)
class Message:
    """One turn. ``role`` is ``system``, ``user``, ``assistant``, ``tool``, or whatever was sent, in lower case."""

    role: str
    parts: tuple[Part, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """Messages, and the other fields of the object that held them (such as the tools on offer)."""

    messages: tuple[Message, ...]
    rest: JsonObject


ROLES = {
    "human": "user",
    "humanmessagechunk": "user",
    "ai": "assistant",
    "aimessagechunk": "assistant",
    "model": "assistant",
    "function": "tool",
}
KINDS = {"human", "ai", "system", "tool", "function", "developer", "AIMessageChunk", "HumanMessageChunk"}  # LangChain
LISTS = ("messages", "contents", "input", "output", "choices", "candidates", "generations")
CONTENT_KEYS = ("content", "parts", "text")
CALL_KEYS = ("tool_calls", "function_call")
# Fields that libraries send with every message and that say nothing to a reader when they are empty or an id.
QUIET_KEYS = {"id", "status", "annotations", "audio", "additional_kwargs", "response_metadata", "example"}


def conversation_in(value: Json) -> Conversation | None:
    """Return the chat messages that ``value`` is or holds, or None when it is something else."""
    if isinstance(value, Mapping):
        return _in_object(value)
    messages = _in_list(value)
    return None if messages is None else Conversation(messages, {})


def _in_object(value: JsonObject) -> Conversation | None:
    message = _message(value)
    if message is not None:
        return Conversation((message,), {})
    for key in LISTS:
        messages = _in_list(value.get(key)) or _question(value, key)
        if messages is None:
            continue
        rest = {name: field for name, field in value.items() if name != key}
        # Anthropic keeps the system prompt beside the messages, OpenAI's responses the instructions.
        system = (*parts_of(rest.pop("system", None)), *parts_of(rest.pop("instructions", None)))
        return Conversation(((Message("system", system), *messages) if system else messages), rest)
    return None


def _question(value: JsonObject, key: str) -> tuple[Message, ...] | None:
    """Return the message of a request to OpenAI's responses that is a mere text; other texts are no messages."""
    text = value.get(key)
    if key == "input" and isinstance(text, str) and isinstance(value.get("model"), str):
        return (Message("user", parts_of(text)),)
    return None


def _in_list(items: Json) -> tuple[Message, ...] | None:
    """Return the messages when every item is one: a list of other things may hold a message by chance."""
    if not is_list(items):
        return None
    if len(items) == 1 and is_list(items[0]):  # LangChain sends a batch of one conversation
        items = items[0]
    messages = [_message(item) if isinstance(item, Mapping) else None for item in items]
    found = tuple(message for message in messages if message is not None)
    return found if found and len(found) == len(items) else None


def _message(item: JsonObject) -> Message | None:
    if "lc" in item and isinstance(inner := item.get("kwargs"), Mapping):  # what LangChain writes to read it again
        return _message(inner)
    for envelope in ("message", "content"):  # OpenAI's choices, Gemini's candidates, LangChain's generations
        inner = item.get(envelope)
        if "role" not in item and isinstance(inner, Mapping) and ("role" in inner or "lc" in inner):
            return _message(inner)
    if item.get("type") in ("function_call", "function_call_output", "reasoning") and "role" not in item:
        (part,) = parts_of(item)  # OpenAI responses
        return Message("tool" if isinstance(part, ToolResultPart) else "assistant", (part,))
    role = _role(item)
    if role is None or not any(key in item for key in (*CONTENT_KEYS, *CALL_KEYS, "refusal", "toolName")):
        return None
    name = item.get("name")
    return Message(role, tuple(_all_parts(item, role)), name if isinstance(name, str) else None)


def _role(item: JsonObject) -> str | None:
    role = item.get("role")
    if isinstance(role, str):
        return ROLES.get(role.lower(), role.lower())
    kind = item.get("type")
    if isinstance(kind, str) and kind in KINDS and "content" in item:
        return ROLES.get(kind.lower(), kind)
    return "assistant" if any(item.get(key) for key in CALL_KEYS) or "toolName" in item else None


def _all_parts(item: JsonObject, role: str) -> list[Part]:
    parts: list[Part] = []
    if isinstance(thought := item.get("reasoning_content"), str) and thought:
        parts.append(TextPart(thought, thought=True))
    content = parts_of(next((item[key] for key in CONTENT_KEYS if item.get(key) is not None), None))
    if role == "tool" and not any(isinstance(part, ToolResultPart) for part in content):
        parts.append(tool_result(item))
    else:
        parts.extend(content)
    if isinstance(refusal := item.get("refusal"), str) and refusal:
        parts.append(TextPart(refusal))
    parts.extend(_calls(item))
    if unread := _unread(item):
        parts.append(JsonPart(unread))
    return parts


def _calls(item: JsonObject) -> list[Part]:
    listed = item.get("tool_calls")
    calls: Sequence[Json] = listed if is_list(listed) else ()
    single = item if "toolName" in item else item.get("function_call")
    return [tool_call(call) for call in (*calls, single) if isinstance(call, Mapping)]


def _unread(item: JsonObject) -> JsonObject:
    if "toolName" in item:
        return {}
    read = {"role", "type", "name", *CONTENT_KEYS, *CALL_KEYS, "tool_call_id", "reasoning_content", "refusal"}
    return {
        key: field
        for key, field in item.items()
        if key not in read and field is not None and not (key in QUIET_KEYS and (not field or isinstance(field, str)))
    }
