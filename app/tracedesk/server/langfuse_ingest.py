"""``POST /api/public/ingestion``: batches of the Langfuse SDKs before OpenTelemetry, and scores of the later ones."""

import time

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats.batch import FormatError
from tracedesk.formats.decoding import Task
from tracedesk.server.auth import authorize
from tracedesk.server.frames import Decoded
from tracedesk.server.ingest import store_payload, telemetry_body
from tracedesk.server.problems import ApiError, JsonResponse

_MESSAGES = {400: "Invalid request data", 401: "Authentication error"}


async def post_ingestion(request: Request) -> Response:
    """Store a batch and answer 207, one status per event; a success means that it is on disk."""
    access = await authorize(request, scores_only=True)
    task = Task("langfuse", now_ns=time.time_ns(), scores_only=not access.full)
    payload = await telemetry_body(request, access, task)
    try:
        batch = await store_payload(request, access, task, payload)
    except FormatError as error:
        body: dict[str, object] = {"message": "Invalid request data", "errors": [str(error)]}
        raise ApiError(400, str(error), body=body) from None
    return JsonResponse(_statuses(batch), 207)


def _statuses(batch: Decoded) -> dict[str, object]:
    return {
        "successes": [{"id": item_id, "status": 201} for item_id in batch.accepted],
        "errors": [
            {"id": one.item_id, "status": one.status, "message": _MESSAGES[one.status], "error": one.reason}
            for one in batch.rejected
        ],
    }
