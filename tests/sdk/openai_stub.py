"""A local stand-in for OpenAI's chat completions: it answers what it was asked, whole or streamed, with usage.

- The answer is "You said: " and the last user message, one word a chunk.
- Where tools are offered and none was called yet, the first one is called with the arguments ``{"city": "Paris"}``.
- The model ``refuses`` is answered with 400; ``breaks`` streams two chunks and then an error, as an overloaded
  service does.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, ClassVar, TypeAlias

Chunk: TypeAlias = dict[str, Any]

REFUSAL = "The model refuses today."
BREAKDOWN = "The model broke down."
TOOL_ARGUMENTS = '{"city": "Paris"}'
SNAPSHOT = "-2026-03-01"  # the service answers with the exact version of the model that was asked for
CACHED_TOKENS = 2
REASONING_TOKENS = 1


class OpenAiStub:
    """A context manager; ``base_url`` is what ``OPENAI_BASE_URL`` takes."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self.base_url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> "OpenAiStub":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    routes: ClassVar = ("/v1/chat/completions",)

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path not in self.routes:
            self._send(404, {"error": {"message": f"The stub does not serve {self.path}.", "type": "not_found"}})
        elif asked["model"] == "refuses":
            self._send(400, {"error": {"message": REFUSAL, "type": "invalid_request_error"}})
        elif asked.get("stream"):
            self._stream(_chunks(asked))
        else:
            self._send(200, _whole(asked))

    def log_message(self, *arguments: object) -> None:
        """Say nothing: the standard error of the tests is for faults."""

    def _send(self, status: int, body: Chunk) -> None:
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def _stream(self, chunks: Iterator[Chunk]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for chunk in chunks:
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.flush()
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True


def answer_to(question: str) -> str:
    """Return what the stub says to ``question``."""
    return f"You said: {question}"


def usage_of(messages: Sequence[Mapping[str, Any]], answer: str) -> Chunk:
    """Return OpenAI's usage object: a token is a word, and the details are parts of the counts."""
    prompt = sum(len(str(message.get("content")).split()) for message in messages)
    completion = len(answer.split())
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": CACHED_TOKENS},
        "completion_tokens_details": {"reasoning_tokens": REASONING_TOKENS},
    }


def _answer_text(asked: Chunk) -> str:
    return answer_to(str([one["content"] for one in asked["messages"] if one["role"] == "user"][-1]))


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
    usage = usage_of(asked["messages"], TOOL_ARGUMENTS if tool else text)
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
