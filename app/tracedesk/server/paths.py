"""Paths as clients write them: doubled first slashes, and slashes inside of names (wire protocol, 1.1)."""

import re
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

_KEPT = re.compile("%(?=25|2F)", re.IGNORECASE)


class ClientPaths:
    """ASGI middleware that lets a percent-encoded slash be a part of its segment until ``path_text`` reads it.

    An address that is written with a slash at its end makes some clients ask for ``//api/public/…``, so any number of
    slashes at the start is taken for one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            raw = scope.get("raw_path")
            path = quote(scope["path"]) if raw is None else raw.decode("latin-1")
            if "%" in path or path.startswith("//"):
                scope = {**scope, "path": f"/{unquote(_KEPT.sub('%25', path)).lstrip('/')}"}
        await self._app(scope, receive, send)


def path_text(request: Request, name: str) -> str:
    """Return a part of the path as its client meant it: decoded once."""
    text: str = request.path_params[name]
    return unquote(text)
