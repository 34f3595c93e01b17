"""What is true of each call of a model: the stand-in remembers what it was asked and what it answered."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sdk.openai_answers import (
    CACHED_TOKENS,
    HEARD_TOKENS,
    REASONING_TOKENS,
    SNAPSHOT,
    SPOKEN_TOKENS,
    Chunk,
    asked_of_responses,
    text_of,
)
from sdk.openai_stub import Asked

Turn: TypeAlias = tuple[str, str]  # role and words
ToolCall: TypeAlias = tuple[str, Any]  # name and arguments
CHAT = "/v1/chat/completions"
RESPONSES = "/v1/responses"
EMBEDDINGS = "/v1/embeddings"


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One request to a model. ``instructions`` stand before or beside the ``turns``, as each library likes it.

    ``tokens`` are those of the question and of the answer, with the cached, the thought and the spoken ones; None:
    untold.
    """

    type: str
    models: tuple[str, str]
    parameters: dict[str, float]
    instructions: Sequence[str]
    turns: Sequence[Turn]
    tools_called: Sequence[ToolCall]
    answer: str | None
    answered_tools: Sequence[ToolCall]
    tokens: tuple[int, int] | None
    cached: int | None
    reasoning: int | None
    audio: int | None
    streamed: bool
    refused: bool


def model_call(asked: Asked) -> ModelCall:
    body, answer = asked.body, asked.answer or {}
    if asked.path == EMBEDDINGS:
        texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
        chat: Chunk = {"messages": [{"role": "user", "content": " ".join(texts)}]}
    else:
        chat = asked_of_responses(body) if asked.path == RESPONSES else body
    messages = [(one["role"], text_of(one["content"])) for one in chat["messages"] if one.get("content")]
    usage = answer.get("usage")
    if body.get("stream") and asked.path == CHAT and not (body.get("stream_options") or {}).get("include_usage"):
        usage = None
    text, tools = _answered(asked.path, answer)
    details = usage is not None and asked.path != EMBEDDINGS
    return ModelCall(
        type="EMBEDDING" if asked.path == EMBEDDINGS else "GENERATION",
        models=(body["model"], body["model"] + SNAPSHOT),
        parameters={name: body[name] for name in _PARAMETERS if body.get(name) is not None},
        instructions=[words for role, words in messages if role in ("system", "developer")],
        turns=[turn for turn in messages if turn[0] not in ("system", "developer")],
        tools_called=_called(asked.path, body),
        answer=text,
        answered_tools=tools,
        tokens=None if usage is None else _tokens(usage),
        cached=CACHED_TOKENS if details else None,
        reasoning=REASONING_TOKENS if details else None,
        audio=HEARD_TOKENS + SPOKEN_TOKENS if details and "audio" in body["model"] else None,
        streamed=bool(body.get("stream")),
        refused=asked.answer is None,
    )


_PARAMETERS = ("temperature", "max_tokens", "max_completion_tokens", "max_output_tokens")


def _tokens(usage: Chunk) -> tuple[int, int]:
    if "input_tokens" in usage:
        return usage["input_tokens"], usage["output_tokens"]
    return usage["prompt_tokens"], usage.get("completion_tokens", 0)


def _called(path: str, body: Chunk) -> list[ToolCall]:
    if path == RESPONSES:
        items = [] if isinstance(body["input"], str) else body["input"]
        return [_tool(item) for item in items if item.get("type") == "function_call"]
    return [_tool(call["function"]) for one in body.get("messages", ()) for call in one.get("tool_calls") or ()]


def _answered(path: str, answer: Chunk) -> tuple[str | None, list[ToolCall]]:
    if path == CHAT and answer:
        message = answer["choices"][0]["message"]
        return message["content"], [_tool(call["function"]) for call in message.get("tool_calls", ())]
    if path == RESPONSES and answer:
        [item] = answer["output"]
        return (None, [_tool(item)]) if item["type"] == "function_call" else (item["content"][0]["text"], [])
    return None, []


def _tool(call: Chunk) -> ToolCall:
    return call["name"], json.loads(call["arguments"])
