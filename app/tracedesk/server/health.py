"""Whether anybody is there, and well: asked without a key (wire protocol, 5.2)."""

import time

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.config.about import VERSION
from tracedesk.queries import health
from tracedesk.server.problems import JsonResponse
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of

SERVED_API_VERSION = "3.0.0"  # clients read the version of the Langfuse API here, not ours
RECENT_MINUTES = 3
MINUTE_NS = 60 * 10**9


async def get_health(request: Request) -> Response:
    """Answer 200, or 503 where a flag asks for more than a server that answers."""
    params = QueryParams(request)
    asks_database, asks_events = params.flag("failIfDatabaseUnavailable"), params.flag("failIfNoRecentEvents")
    service = service_of(request)
    if (asks_database or asks_events) and not await service.run(health.answers, service.database):
        return _answer("Database not available", 503)
    if asks_events:
        newest_ns = await service.run(health.newest_ns, service.database)
        if newest_ns is None or newest_ns < time.time_ns() - RECENT_MINUTES * MINUTE_NS:
            return _answer(f"No traces or observations within the last {RECENT_MINUTES} minutes", 503)
    return _answer("OK")


async def get_ready(request: Request) -> Response:
    """Answer as soon as requests are taken."""
    return _answer("OK")


def _answer(status: str, code: int = 200) -> Response:
    return JsonResponse({"status": status, "version": SERVED_API_VERSION, "tracedesk": VERSION}, code)
