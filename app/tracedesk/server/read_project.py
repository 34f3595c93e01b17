"""Which project a key belongs to."""

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_api
from tracedesk.queries.projects import project
from tracedesk.server.auth import authorize
from tracedesk.server.problems import JsonResponse, not_found
from tracedesk.server.service import service_of


async def get_projects(request: Request) -> Response:
    """Exactly the project of the key; the SDKs' ``auth_check`` reads it."""
    access = await authorize(request)
    service = service_of(request)
    found = await service.run(project, service.database, access.project_id)
    if found is None:
        raise not_found("Project not found")
    return JsonResponse({"data": [langfuse_api.project(found)]})
