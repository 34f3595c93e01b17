"""Opens the loopback sockets and runs the application on them until it is told to stop."""

import asyncio
import ipaddress
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

import uvicorn
from starlette.applications import Starlette

SHUTDOWN_S = 5


class ListenError(Exception):
    """The address cannot be listened on."""


class PortTakenError(ListenError):
    """Another program holds the port."""


def open_sockets(host: str, port: int) -> list[socket.socket]:
    """Return listening sockets; port 0 takes a free one.

    Raises:
        ListenError: ``host`` is not a loopback address, or cannot be bound.
        PortTakenError: somebody else listens there.
    """
    first, *others = loopback_addresses(host)
    bound = [_bind(first, port)]
    for other in others:
        with suppress(ListenError):  # no IPv6 here, or another program has this port there
            bound.append(_bind(other, bound[0].getsockname()[1]))
    return bound


def loopback_addresses(host: str) -> list[str]:
    """Return the addresses to listen on: by default both of the loopback, as clients differ.

    Raises:
        ListenError: ``host`` is not a loopback address.
    """
    address = "127.0.0.1" if host == "localhost" else host
    try:
        loopback = ipaddress.ip_address(address).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise ListenError(f"Tracedesk listens on this machine only: {host} is not a loopback address.")
    return ["127.0.0.1", "::1"] if address == "127.0.0.1" else [address]


def url_of(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _bind(address: str, port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((address, port))
        bound.listen(socket.SOMAXCONN)
    except OSError as error:
        bound.close()
        if port and error.errno is not None and not isinstance(error, PermissionError):
            raise PortTakenError(f"Port {port} is taken.") from error
        raise ListenError(f"{address} port {port} cannot be used: {error.strerror}.") from error
    return bound


class Door(Protocol):
    """Another way in, on the same event loop."""

    async def open(self) -> None: ...
    async def close(self) -> None: ...


class Listener:
    """One run of the application. ``stop`` may be called from any thread."""

    def __init__(
        self, app: Starlette, sockets: list[socket.socket], ready: Callable[[], None], door: Door | None = None
    ) -> None:
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,  # nothing stands between a program and its own machine
            timeout_graceful_shutdown=SHUTDOWN_S,
            lifespan="on",
        )
        self._server = _Server(config, ready, door)
        self._sockets = sockets

    def run(self) -> None:
        """Serve until ``stop``, SIGTERM or SIGINT; requests under way are answered first."""
        with asyncio.Runner(loop_factory=self._server.config.get_loop_factory()) as runner:
            runner.run(self._server.serve(self._sockets))

    def stop(self) -> None:
        self._server.should_exit = True


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], door: Door | None) -> None:
        super().__init__(config)
        self._ready = ready
        self._door = door

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.started:
            return
        if self._door is not None:
            await self._door.open()
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._door is not None:
            await self._door.close()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn's own, but a signal that was obeyed is not raised again: the program ends with status 0."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
