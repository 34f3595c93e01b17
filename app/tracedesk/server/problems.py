"""Answers that say no, in Langfuse's shapes: the client gets a sentence, never a traceback."""

import logging
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

log = logging.getLogger(__name__)


class JsonResponse(Response):
    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return orjson.dumps(content)


class ApiError(Exception):
    """A request that is answered with an error; raised anywhere below a route."""

    def __init__(
        self,
        status: int,
        message: str,
        error: object = None,
        *,
        body: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body = body or ({"message": message} if error is None else {"message": message, "error": error})
        self.headers = headers


def not_found(message: str) -> ApiError:
    """Clients retry on exactly this ``error``: what they look for may arrive a moment later."""
    return ApiError(404, message, "LangfuseNotFoundError")


def invalid_request(*issues: tuple[str, str]) -> ApiError:
    """A field of the query or body is wrong; ``issues`` are names and faults."""
    listed = [{"code": "custom", "path": [name], "message": fault} for name, fault in issues]
    return ApiError(400, "Invalid request data", listed)


async def answer_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)
    return JsonResponse(error.body, error.status, error.headers)


async def answer_crash(request: Request, error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    body = {"message": "Internal Server Error", "error": "Tracedesk failed at this request; its log says why."}
    return JsonResponse(body, 500)
