"""The parts of one chat message: words, tool calls, tool results, media, and what we do not know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeGuard

from tracedesk.analysis.payload import json_container
from tracedesk.records.json import Json, JsonObject


@dataclass(frozen=True, slots=True)
class TextPart:
    """Words of the message. ``thought``: the model's reasoning, not its answer."""

    text: str
    thought: bool = False


@dataclass(frozen=True, slots=True)
class ToolCallPart:
    """A call that the model asks for. ``arguments`` is a string when they are not valid JSON."""

    name: str
    arguments: Json
    call_id: str | None = None


@dataclass(frozen=True, slots=True)
class ToolResultPart:
    """What a tool answered; a string that holds JSON is read."""

    result: Json
    call_id: str | None = None


@dataclass(frozen=True, slots=True)
class MediaPart:
    """An image, a sound or a file. It is named, never loaded: ``source`` is its address, its type, or its size."""

    media: str
    source: str


@dataclass(frozen=True, slots=True)
class JsonPart:
    """A part that we do not know."""

    value: Json


Part: TypeAlias = TextPart | ToolCallPart | ToolResultPart | MediaPart | JsonPart


def is_list(value: Json) -> TypeGuard[Sequence[Json]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def parts_of(content: Json) -> tuple[Part, ...]:
    """Return the parts of a message's content: a string, a part, or a list of them."""
    if content is None or content == "":
        return ()
    if isinstance(content, str):
        return (TextPart(content),)
    if is_list(content):
        return tuple(_part(item) for item in content)
    return (_part(content),)


def tool_call(call: JsonObject) -> Part:
    """Read one call: OpenAI nests name and arguments in ``function``, others put them side by side."""
    nested = call.get("function")
    inner = nested if isinstance(nested, Mapping) else call
    name = inner.get("name", inner.get("toolName"))
    if not isinstance(name, str):
        return JsonPart(call)
    arguments = next((inner[key] for key in ("arguments", "input", "args") if key in inner), None)
    return ToolCallPart(name, read_string(arguments), _call_id(call))


def tool_result(item: JsonObject) -> ToolResultPart:
    """Read what a tool answered; a result that is nothing but text parts becomes that text."""
    result = next((item[key] for key in ("content", "output", "response", "result", "parts") if key in item), None)
    if isinstance(result, Mapping) and result.keys() == {"type", "value"}:  # the Vercel AI SDK
        result = result["value"]
    if is_list(result):
        parts = parts_of(result)
        texts = [part.text for part in parts if isinstance(part, TextPart)]
        if parts and len(texts) == len(parts):
            result = "\n".join(texts)
    return ToolResultPart(read_string(result), _call_id(item))


def read_string(value: Json) -> Json:
    """Return the object or list that a string holds, otherwise the value itself."""
    if isinstance(value, str) and (read := json_container(value)) is not None:
        return read
    return value


def _part(item: Json) -> Part:
    if isinstance(item, str):
        return TextPart(item)
    if not isinstance(item, Mapping):
        return JsonPart(item)
    return _text(item) or _tool(item) or _media(item) or JsonPart(item)


def _text(item: JsonObject) -> TextPart | None:
    kind = item.get("type")
    if kind in (None, "text", "input_text", "output_text", "thinking", "reasoning", "refusal"):
        for key in ("text", "content", "thinking", "refusal"):
            if isinstance(text := item.get(key), str):
                return TextPart(text, thought=kind in ("thinking", "reasoning"))
        if kind == "reasoning" and is_list(summary := item.get("summary")):  # OpenAI responses
            texts = [part.text for part in parts_of(summary) if isinstance(part, TextPart)]
            return TextPart("\n".join(texts), thought=True)
    return None


def _tool(item: JsonObject) -> Part | None:
    kind = item.get("type")
    if kind in ("tool_use", "tool_call", "tool-call", "function_call", "function", "server_tool_use"):
        return tool_call(item)
    if kind in ("tool_result", "tool_call_response", "tool-result", "function_call_output"):
        return tool_result(item)
    if isinstance(call := item.get("functionCall", item.get("function_call")), Mapping):  # Gemini
        return tool_call(call)
    if isinstance(answer := item.get("functionResponse", item.get("function_response")), Mapping):
        return tool_result(answer)
    return None


def _media(item: JsonObject) -> MediaPart | None:
    kind = str(item.get("type", ""))
    media = next((word for word in ("image", "audio", "video", "file", "document") if word in kind), None)
    if media is None:
        return None
    for key in ("image_url", "url", "source", "input_audio", "file", "file_url", "file_id", "image", "data"):
        if key in item:
            return MediaPart(media, _source(item[key]))
    return MediaPart(media, "")


def _source(value: Json) -> str:
    """Name where media came from, in a line: base64 data is told by its type and size."""
    if isinstance(value, Mapping):
        for key in ("url", "file_id", "filename", "media_type", "format"):
            if isinstance(found := value.get(key), str):
                return _source(found)
        return ", ".join(value)
    text = str(value)
    if text.startswith("data:"):
        return f"{text[5:].partition(';')[0].partition(',')[0][:100]}, {len(text) * 3 // 4 // 1000} kB"
    return text if len(text) <= 200 else f"{text[:200]}…"


def _call_id(item: JsonObject) -> str | None:
    for key in ("tool_call_id", "tool_use_id", "call_id", "id", "toolCallId"):
        if isinstance(found := item.get(key), str):
            return found
    return None
