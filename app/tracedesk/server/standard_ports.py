"""The ports that OpenTelemetry's exporters use when nobody tells them one: taken as well, where they are free."""

import socket
from dataclasses import dataclass
from typing import Literal, TypeAlias

from starlette.applications import Starlette

from tracedesk.config.ports import is_free, port_owner
from tracedesk.server.listen import Door, ListenError, loopback_addresses, open_sockets

OTLP_HTTP = 4318
OTLP_GRPC = 4317
Protocol: TypeAlias = Literal["HTTP", "gRPC"]


PortState: TypeAlias = Literal["listening", "taken", "missing"]  # missing: the library for it is not installed


@dataclass(frozen=True, slots=True)
class StandardPort:
    """What became of a port. ``owner`` names the program that holds one that is taken, if the system tells."""

    number: int
    protocol: Protocol
    state: PortState = "listening"
    owner: str = ""


def open_http(host: str, main_port: int) -> tuple[list[socket.socket], StandardPort]:
    """Return further sockets of the HTTP server."""
    if main_port == OTLP_HTTP:
        return [], StandardPort(OTLP_HTTP, "HTTP")
    try:
        return open_sockets(host, OTLP_HTTP), StandardPort(OTLP_HTTP, "HTTP")
    except ListenError:
        return [], _taken(OTLP_HTTP, "HTTP")


def open_grpc(app: Starlette, host: str, main_port: int) -> tuple[Door | None, StandardPort]:
    """Return what listens to gRPC once it is opened; the library is an extra."""
    try:
        from tracedesk.server.otlp_grpc import GrpcDoor
    except ImportError:
        return None, StandardPort(OTLP_GRPC, "gRPC", "missing")
    first, *others = loopback_addresses(host)
    if main_port == OTLP_GRPC or not is_free(OTLP_GRPC, first):
        return None, _taken(OTLP_GRPC, "gRPC")
    hosts = [first, *(other for other in others if is_free(OTLP_GRPC, other))]
    addresses = [f"[{one}]:{OTLP_GRPC}" if ":" in one else f"{one}:{OTLP_GRPC}" for one in hosts]
    return GrpcDoor(app, addresses), StandardPort(OTLP_GRPC, "gRPC")


def _taken(port: int, protocol: Protocol) -> StandardPort:
    return StandardPort(port, protocol, "taken", port_owner(port) or "")
