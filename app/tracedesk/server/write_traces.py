"""``POST /api/public/traces``: one trace alone, as clients sent it before there were batches (wire protocol, 5.3)."""

import time

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats.langfuse_batch import read_trace
from tracedesk.records.ids import new_id
from tracedesk.server.auth import authorize
from tracedesk.server.json_body import read_object
from tracedesk.server.problems import JsonResponse
from tracedesk.server.service import service_of


async def post_trace(request: Request) -> Response:
    """Store what is said of a trace; a success means that it is on disk."""
    access = await authorize(request)
    now_ns = time.time_ns()
    trace = await read_object(request, lambda fields: read_trace(fields, new_id(), now_ns))
    await service_of(request).save(access.project_id, [trace])
    return JsonResponse({"id": trace.trace_id})
