"""OTLP over gRPC: the three signals on a port of their own, beside the HTTP server and on its event loop."""

import logging
import os
from collections.abc import Awaitable, Callable, Sequence

from starlette.applications import Starlette
from starlette.requests import Request

from tracedesk.server.auth import Access, authorize_if_sent
from tracedesk.server.body import LARGEST_BODY
from tracedesk.server.otlp_signals import LOGS, METRICS, TRACES, Signal, count_metrics, take, task_of
from tracedesk.server.problems import ApiError

os.environ.setdefault("GRPC_VERBOSITY", "ERROR")  # read when the library is imported; it is talkative
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")  # the decoding process is another program, not a fork

import grpc
from grpc import aio

log = logging.getLogger(__name__)

SHUTDOWN_S = 2
_CODES = {
    400: grpc.StatusCode.INVALID_ARGUMENT,
    401: grpc.StatusCode.UNAUTHENTICATED,
    403: grpc.StatusCode.PERMISSION_DENIED,
    503: grpc.StatusCode.UNAVAILABLE,
}
_Taker = Callable[[Request, Access, bytes], Awaitable[bytes]]


class GrpcDoor:
    """Listens on loopback addresses. Browsers cannot speak this protocol, so no page can reach it."""

    def __init__(self, app: Starlette, addresses: Sequence[str]) -> None:
        self._app = app
        self._addresses = addresses
        self.ports: list[int] = []  # those that are listened on, once it is open
        self._server: aio.Server | None = None

    async def open(self) -> None:
        """Start to listen, where the addresses are still free."""
        options = [
            ("grpc.so_reuseport", 0),  # two programs on one port would each get a part of the calls
            ("grpc.max_receive_message_length", LARGEST_BODY),
        ]
        server = aio.server(options=options)
        server.add_generic_rpc_handlers((
            self._handler("trace.v1.TraceService", _storing(TRACES)),
            self._handler("logs.v1.LogsService", _storing(LOGS)),
            self._handler("metrics.v1.MetricsService", _count),
        ))  # fmt: skip
        for address in self._addresses:
            try:
                self.ports.append(server.add_insecure_port(address))
            except RuntimeError as error:
                log.warning("gRPC is not received at %s: %s", address, error)
        await server.start()
        self._server = server

    async def close(self) -> None:
        """Answer what is under way, and stop."""
        if self._server is not None:
            await self._server.stop(SHUTDOWN_S)

    def _handler(self, name: str, take_payload: _Taker) -> grpc.GenericRpcHandler:
        async def export(payload: bytes, context: "aio.ServicerContext[bytes, bytes]") -> bytes:
            try:
                request = self._request(name, context)
                return await take_payload(request, await authorize_if_sent(request), payload)
            except ApiError as error:
                await context.abort(_CODES.get(error.status, grpc.StatusCode.INTERNAL), str(error))
                raise

        method: grpc.RpcMethodHandler[bytes, bytes] = grpc.unary_unary_rpc_method_handler(export)
        return grpc.method_handlers_generic_handler(f"opentelemetry.proto.collector.{name}", {"Export": method})

    def _request(self, name: str, context: "aio.ServicerContext[bytes, bytes]") -> Request:
        """Return the call as the request that it would be over HTTP: its metadata are headers."""
        sent = [(key, value) for key, value in context.invocation_metadata() or () if isinstance(value, str)]
        headers = [(key.encode(), value.encode()) for key, value in sent]
        return Request({"type": "http", "method": "POST", "path": f"/{name}", "headers": headers, "app": self._app})


def _storing(signal: Signal) -> _Taker:
    async def take_payload(request: Request, access: Access, payload: bytes) -> bytes:
        answer = await take(request, access, signal, task_of(request, signal, "protobuf"), payload)
        return answer.SerializeToString()

    return take_payload


async def _count(request: Request, access: Access, payload: bytes) -> bytes:
    answer = await count_metrics(request, access, task_of(request, METRICS, "protobuf"), payload)
    return answer.SerializeToString()
