"""An address that is written with a slash at its end makes some clients ask for ``//api/public/…``."""

from starlette.types import ASGIApp, Receive, Scope, Send


class Slashes:
    """ASGI middleware that takes any number of slashes at the start of a path for one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("//"):
            scope = {**scope, "path": f"/{scope['path'].lstrip('/')}"}
        await self._app(scope, receive, send)
