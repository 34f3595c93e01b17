"""The first check of every request: nothing but programs of this machine, and no web page, may write or read.

A page on the web can make a browser send requests to the loopback address, directly (``Origin`` tells) or through a
name that it points there (``Host`` tells). Pages that are served from this machine itself are the developer's own.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracedesk.server.problems import JsonResponse

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE, OPTIONS",
    "Access-Control-Max-Age": "600",
}


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        refusal = _refusal(headers, origin)
        if refusal is not None:
            body = {"message": refusal, "error": "ForbiddenError"}
            await JsonResponse(body, 403)(scope, receive, send)
        elif origin is None:
            await self._app(scope, receive, send)
        else:
            await self._answer_page(scope, receive, send, origin)

    async def _answer_page(self, scope: Scope, receive: Receive, send: Send, origin: str) -> None:
        async def send_with_origin(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                answered["Access-Control-Allow-Origin"] = origin
                answered.add_vary_header("Origin")
            await send(message)

        if scope["method"] == "OPTIONS":
            asked = Headers(scope=scope).get("access-control-request-headers", "authorization, content-type")
            preflight = JsonResponse({}, 200, _PREFLIGHT | {"Access-Control-Allow-Headers": asked})
            await preflight(scope, receive, send_with_origin)
        else:
            await self._app(scope, receive, send_with_origin)


def _refusal(headers: Headers, origin: str | None) -> str | None:
    host = headers.get("host", "")
    if _host_name(f"//{host}") not in LOOPBACK_NAMES:
        return f"Tracedesk answers on this machine only; the request was addressed to {host!r}. Use http://127.0.0.1."
    if origin is not None and _host_name(origin) not in LOOPBACK_NAMES:
        return f"Pages from {origin!r} may neither write to Tracedesk nor read from it."
    if origin is None and headers.get("sec-fetch-site") == "cross-site":
        return "Pages of other sites may neither write to Tracedesk nor read from it."
    return None


def _host_name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
