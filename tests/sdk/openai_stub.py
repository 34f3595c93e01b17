"""A local stand-in for OpenAI, which remembers what it was asked. The model ``refuses`` is answered with 400."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType

from sdk.openai_answers import REFUSAL, ROUTES, Chunk


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to the service, and what it would answer at once; None: it refused."""

    path: str
    body: Chunk
    answer: Chunk | None


class OpenAiStub:
    """A context manager; ``base_url`` is what ``OPENAI_BASE_URL`` takes, ``asked`` what arrived there."""

    def __init__(self) -> None:
        self._server = _Server(("127.0.0.1", 0), _Answer)
        self.asked = self._server.asked
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


class _Server(ThreadingHTTPServer):
    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self.asked: list[Asked] = []


class _Answer(BaseHTTPRequestHandler):
    server: _Server

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        route = ROUTES.get(self.path)
        if route is None:
            self._send(404, {"error": {"message": f"The stub does not serve {self.path}.", "type": "not_found"}})
        elif asked["model"] == "refuses":
            self.server.asked.append(Asked(self.path, asked, None))
            self._send(400, {"error": {"message": REFUSAL, "type": "invalid_request_error"}})
        else:
            answer = route.whole(asked)
            self.server.asked.append(Asked(self.path, asked, answer))
            if asked.get("stream"):
                self._stream(route.events(asked))
            else:
                self._send(200, answer)

    def log_message(self, *arguments: object) -> None:
        """Say nothing: the standard error of the tests is for faults."""

    def _send(self, status: int, body: Chunk) -> None:
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def _stream(self, chunks: Iterable[Chunk]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for chunk in chunks:
            name = f"event: {chunk['type']}\n" if "type" in chunk else ""  # the responses API names its events
            self.wfile.write(f"{name}data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.flush()
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True
