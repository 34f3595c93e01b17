"""Sends until the server is gone, and remembers what it was told is stored."""

import threading
import time
from collections.abc import Iterable

from process.connection import BUSY, BUSY_WAIT_S, Body, Connection, ConnectionLostError, is_stored, request_of


class Sender(threading.Thread):
    """``created`` and ``ended`` are the ids of observations whose beginning or end was answered with success."""

    def __init__(self, url: str, bodies: Iterable[Body]) -> None:
        super().__init__()
        self._url = url
        self._bodies = bodies
        self.created: list[str] = []
        self.ended: list[str] = []
        self.refusals: list[str] = []  # neither success nor "busy"

    def run(self) -> None:
        try:
            with Connection(self._url) as connection:
                for body in self._bodies:
                    self._send(connection, body)
        except ConnectionLostError:
            return

    def _send(self, connection: Connection, body: Body) -> None:
        request = request_of(body)
        status, answer = connection.post(request)
        while status == BUSY:
            time.sleep(BUSY_WAIT_S)
            status, answer = connection.post(request)
        if is_stored(status, answer):
            self.created += body.created
            self.ended += body.ended
        else:
            self.refusals.append(f"{status}: {answer[:500]!r}")
