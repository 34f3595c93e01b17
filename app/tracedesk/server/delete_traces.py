"""Deletion of traces (wire protocol, 5.3); an unknown one is fine."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats.langfuse_deletion import read_trace_ids
from tracedesk.server.auth import authorize
from tracedesk.server.json_body import read_object
from tracedesk.server.paths import path_text
from tracedesk.server.problems import JsonResponse
from tracedesk.server.service import Service, service_of
from tracedesk.store.trace_deletion import delete_traces

KINDS = frozenset({"traces", "observations", "scores", "sessions", "experiments", "media"})


async def delete_one(request: Request) -> Response:
    """Delete a trace with all that belongs to it."""
    access = await authorize(request)
    await _delete(service_of(request), access.project_id, (path_text(request, "trace_id"),))
    return JsonResponse({"message": "Trace deleted successfully"})


async def delete_several(request: Request) -> Response:
    """Delete the traces that the body names."""
    access = await authorize(request)
    trace_ids = await read_object(request, read_trace_ids)
    await _delete(service_of(request), access.project_id, trace_ids)
    return JsonResponse({"message": "Traces deleted successfully"})


async def _delete(service: Service, project_id: str, left: tuple[str, ...]) -> None:
    """Return when all of it is gone from the disk; other writes come between the portions."""
    while left:
        left = await service.edit(project_id, partial(delete_traces, trace_ids=left), kinds=KINDS)
