"""OpenTelemetry's own ports: taken where they are free, and told of where they are not."""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from starlette.applications import Starlette

from tracedesk.config.ports import next_free_port
from tracedesk.server import standard_ports
from tracedesk.server.listen import open_sockets
from tracedesk.server.standard_ports import StandardPort, open_grpc, open_http


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> int:
    """A free one in the place of the real ones, which another program of this machine may hold."""
    free = next_free_port(42_000 + os.getpid() % 10_000)
    monkeypatch.setattr(standard_ports, "OTLP_HTTP", free)
    monkeypatch.setattr(standard_ports, "OTLP_GRPC", free)
    return free


@pytest.fixture
def closing() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def test_a_free_port_is_listened_on(port: int, closing: ExitStack) -> None:
    sockets, told = open_http("127.0.0.1", 1)
    for one in sockets:
        assert closing.enter_context(one).getsockname()[1] == port
    assert (len(sockets) >= 1, told) == (True, StandardPort(port, "HTTP"))


def test_a_free_port_is_kept_for_grpc(port: int) -> None:
    door, told = open_grpc(Starlette(), "localhost", 1)
    assert (door is not None, told) == (True, StandardPort(port, "gRPC"))


def test_the_owner_of_a_taken_port_is_named(port: int, closing: ExitStack) -> None:
    for one in open_sockets("127.0.0.1", port):
        closing.enter_context(one)
    mine = f"(process {os.getpid()})"
    sockets, told = open_http("127.0.0.1", 1)
    assert (sockets, told.state, mine in told.owner) == ([], "taken", True)
    door, told = open_grpc(Starlette(), "127.0.0.1", 1)
    assert (door, told.state, mine in told.owner) == (None, "taken", True)


def test_the_main_port_may_be_a_standard_one(port: int) -> None:
    assert open_http("127.0.0.1", port) == ([], StandardPort(port, "HTTP"))
