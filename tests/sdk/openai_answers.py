"""What the stand-in for OpenAI answers: chat completions, responses and embeddings, whole or streamed, with usage.

- The answer is "You said: " and the last user message, one word a chunk.
- Where tools are offered and none was called yet, the first one is called with the arguments ``{"city": "Paris"}``.
- A model that hears (``audio`` is in its name) counts audio tokens too.
- The model ``breaks`` streams two chunks and then an error, as an overloaded service does.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from zlib import crc32

Chunk: TypeAlias = dict[str, Any]

REFUSAL = "The model refuses today."
BREAKDOWN = "The model broke down."
TOOL_ARGUMENTS = '{"city": "Paris"}'
SNAPSHOT = "-2026-03-01"  # the service answers with the exact version of the model that was asked for
CACHED_TOKENS = 2
REASONING_TOKENS = 1
HEARD_TOKENS = 2
SPOKEN_TOKENS = 3


def answer_to(question: str) -> str:
    """Return what the stub says to ``question``."""
    return f"You said: {question}"


def usage_of(messages: Sequence[Mapping[str, Any]], answer: str, model: str = "") -> Chunk:
    """Return OpenAI's usage object: a token is a word, and the details are parts of the counts."""
    hears = "audio" in model
    prompt = sum(len(text_of(message.get("content")).split()) for message in messages)
    completion = len(answer.split())
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": CACHED_TOKENS} | ({"audio_tokens": HEARD_TOKENS} if hears else {}),
        "completion_tokens_details": {"reasoning_tokens": REASONING_TOKENS}
        | ({"audio_tokens": SPOKEN_TOKENS} if hears else {}),
    }


def text_of(content: Any) -> str:
    """Return the words of a message, whose parts may be pictures as well."""
    if isinstance(content, list):
        return " ".join(part["text"] for part in content if "text" in part)
    return str(content)


def _answer_text(asked: Chunk) -> str:
    return answer_to(text_of([one["content"] for one in asked["messages"] if one["role"] == "user"][-1]))


def _called_tool(asked: Chunk) -> str | None:
    if "tools" not in asked or any(message["role"] == "tool" for message in asked["messages"]):
        return None
    return str(asked["tools"][0]["function"]["name"])


def _envelope(asked: Chunk, kind: str, choices: list[Chunk]) -> Chunk:
    model = asked["model"] + SNAPSHOT
    return {"id": "chatcmpl-stub", "object": kind, "created": 1_772_000_000, "model": model, "choices": choices}


def _whole(asked: Chunk) -> Chunk:
    tool = _called_tool(asked)
    text = _answer_text(asked)
    message: Chunk = {"role": "assistant", "content": text}
    if tool is not None:
        call = {"id": "call-1", "type": "function", "function": {"name": tool, "arguments": TOOL_ARGUMENTS}}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
    choice = {"index": 0, "message": message, "finish_reason": "tool_calls" if tool else "stop"}
    usage = usage_of(asked["messages"], TOOL_ARGUMENTS if tool else text, asked["model"])
    return _envelope(asked, "chat.completion", [choice]) | {"usage": usage}


def _chunks(asked: Chunk) -> Iterator[Chunk]:
    tool = _called_tool(asked)
    deltas = list(_tool_deltas(tool) if tool is not None else _text_deltas(_answer_text(asked)))
    for number, delta in enumerate(deltas):
        if asked["model"] == "breaks" and number == 2:
            yield {"error": {"message": BREAKDOWN, "type": "server_error"}}
            return
        yield _chunk(asked, delta, None)
    yield _chunk(asked, {}, "tool_calls" if tool else "stop")
    if (asked.get("stream_options") or {}).get("include_usage"):
        text = TOOL_ARGUMENTS if tool else _answer_text(asked)
        yield _envelope(asked, "chat.completion.chunk", []) | {"usage": usage_of(asked["messages"], text)}


def _chunk(asked: Chunk, delta: Chunk, finish_reason: str | None) -> Chunk:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    return _envelope(asked, "chat.completion.chunk", [choice])


def _text_deltas(text: str) -> Iterator[Chunk]:
    first, *others = text.split(" ")
    yield {"role": "assistant", "content": first}
    for word in others:
        yield {"content": f" {word}"}


def _tool_deltas(tool: str) -> Iterator[Chunk]:
    function = {"name": tool, "arguments": ""}
    yield {"role": "assistant", "tool_calls": [{"index": 0, "id": "call-1", "type": "function", "function": function}]}
    half = len(TOOL_ARGUMENTS) // 2
    for part in (TOOL_ARGUMENTS[:half], TOOL_ARGUMENTS[half:]):
        yield {"tool_calls": [{"index": 0, "function": {"arguments": part}}]}


def asked_of_responses(asked: Chunk) -> Chunk:
    """Return what the responses API was asked, as the chat API would be asked it."""
    told = asked["input"]
    items = [{"role": "user", "content": told}] if isinstance(told, str) else told
    messages = [{"role": "system", "content": asked["instructions"]}] if asked.get("instructions") else []
    for item in items:
        if item.get("type") == "function_call_output":
            messages.append({"role": "tool", "content": item["output"]})
        elif item.get("type") in (None, "message"):
            messages.append({"role": item["role"], "content": item["content"]})
    tools = [{"function": {"name": tool["name"]}} for tool in asked.get("tools", []) if tool["type"] == "function"]
    return {"messages": messages} | ({"tools": tools} if tools else {})


def _response(asked: Chunk) -> Chunk:
    chat = asked_of_responses(asked)
    tool, text = _called_tool(chat), _answer_text(chat)
    content = [{"type": "output_text", "text": text, "annotations": []}]
    item: Chunk = {"type": "message", "id": "msg-1", "role": "assistant", "status": "completed", "content": content}
    if tool is not None:
        item = {"type": "function_call", "id": "fc-1", "call_id": "call-1", "name": tool, "status": "completed",
                "arguments": TOOL_ARGUMENTS}  # fmt: skip
    used = usage_of(chat["messages"], TOOL_ARGUMENTS if tool else text)
    usage = {
        "input_tokens": used["prompt_tokens"],
        "input_tokens_details": used["prompt_tokens_details"] | {"cache_write_tokens": 0},
        "output_tokens": used["completion_tokens"],
        "output_tokens_details": used["completion_tokens_details"],
        "total_tokens": used["total_tokens"],
    }
    told = {key: asked.get(key) for key in ("instructions", "temperature", "max_output_tokens")}
    return told | {
        "id": f"resp-{crc32(json.dumps(asked).encode()):x}", "object": "response", "created_at": 1_772_000_000,
        "status": "completed",
        "model": asked["model"] + SNAPSHOT, "output": [item], "usage": usage, "parallel_tool_calls": True,
        "tool_choice": "auto", "tools": asked.get("tools", []), "metadata": {},
    }  # fmt: skip


def _response_events(asked: Chunk) -> Iterator[Chunk]:
    whole = _response(asked)
    [item] = whole["output"]
    begun = whole | {"status": "in_progress", "output": [], "usage": None}
    events: list[Chunk] = [{"type": "response.created", "response": begun}]
    events.append({"type": "response.output_item.added", "output_index": 0, "item": item | {"status": "in_progress"}})
    if item["type"] == "message":
        events.extend(
            {"type": "response.output_text.delta", "item_id": "msg-1", "output_index": 0, "content_index": 0,
             "delta": delta["content"], "logprobs": []}
            for delta in _text_deltas(item["content"][0]["text"])
        )  # fmt: skip
    events.append({"type": "response.output_item.done", "output_index": 0, "item": item})
    events.append({"type": "response.completed", "response": whole})
    yield from ({"sequence_number": number} | event for number, event in enumerate(events))


def _embeddings(asked: Chunk) -> Chunk:
    texts = [asked["input"]] if isinstance(asked["input"], str) else asked["input"]
    count = sum(len(str(text).split()) for text in texts)
    data = [{"object": "embedding", "index": index, "embedding": [0.25, 0.5]} for index in range(len(texts))]
    usage = {"prompt_tokens": count, "total_tokens": count}
    return {"object": "list", "data": data, "model": asked["model"], "usage": usage}


@dataclass(frozen=True, slots=True)
class Route:
    """How an address of the service answers, at once or as a stream."""

    whole: Callable[[Chunk], Chunk]
    events: Callable[[Chunk], Iterable[Chunk]] = lambda asked: ()


ROUTES = {
    "/v1/chat/completions": Route(_whole, _chunks),
    "/v1/responses": Route(_response, _response_events),
    "/v1/embeddings": Route(_embeddings),
}
