"""One HTTP connection that costs its client next to nothing, so that what is measured is the server."""

import base64
import socket
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from process.server_process import PUBLIC_KEY, SECRET_KEY

_KEYS = base64.b64encode(f"{PUBLIC_KEY}:{SECRET_KEY}".encode()).decode()
_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = b"content-length:"
_AT_ONCE = 1 << 18
PATIENCE_S = 60
BUSY = 503
BUSY_WAIT_S = 0.05


@dataclass(frozen=True, slots=True)
class Body:
    """What a request carries. ``created`` and ``ended`` are ids of observations of which it tells beginning or end."""

    path: str
    content_type: str
    data: bytes
    created: tuple[str, ...]
    ended: tuple[str, ...]


class ConnectionLostError(Exception):
    """The server went away before its answer was complete."""


class Connection:
    """Kept alive from one request to the next."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        assert address.hostname is not None
        assert address.port is not None
        self._socket = socket.create_connection((address.hostname, address.port), timeout=PATIENCE_S)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._socket.close()

    def post(self, request: bytes) -> tuple[int, bytes]:
        """Return status and body of the answer.

        Raises:
            ConnectionLostError: there is none, or half of one.
        """
        try:
            self._socket.sendall(request)
            answer = self._receive()
            while _END_OF_HEAD not in answer:
                answer += self._receive()
            head, _, body = answer.partition(_END_OF_HEAD)
            missing = _content_length(head) - len(body)
            while missing > 0:
                piece = self._receive()
                body += piece
                missing -= len(piece)
        except OSError as error:
            raise ConnectionLostError(str(error)) from error
        return int(head[9:12]), body

    def _receive(self) -> bytes:
        piece = self._socket.recv(_AT_ONCE)
        if not piece:
            raise ConnectionLostError("closed by the server")
        return piece


def request_of(body: Body) -> bytes:
    """Return the whole request, ready to be sent."""
    head = (
        f"POST {body.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic {_KEYS}\r\n"
        f"Content-Type: {body.content_type}\r\nContent-Length: {len(body.data)}\r\n\r\n"
    )
    return head.encode() + body.data


def is_stored(status: int, answer: bytes) -> bool:
    """Whether all of a request was stored; a batch is answered item by item."""
    return status == 200 or (status == 207 and b'"errors":[]' in answer)


def _content_length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(_LENGTH):
            return int(line.removeprefix(_LENGTH))
    raise ConnectionLostError("an answer without its length")
