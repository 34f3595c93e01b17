"""The OpenAPI document of what is served."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tracedesk.server.problems import JsonResponse


async def get_openapi(request: Request) -> Response:
    """This document."""
    # Its parts are the routes themselves, whose table is above this file; nobody needs them before somebody asks.
    from tracedesk.server.openapi.document import openapi_document
    from tracedesk.server.openapi.operations import OPERATIONS

    routes = [route for route in request.app.routes if isinstance(route, Route)]
    return JsonResponse(openapi_document(routes, OPERATIONS))
