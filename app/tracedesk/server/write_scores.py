"""``POST /api/public/scores``: one score as an object, or several as a list (wire protocol, 4.1, 4.2)."""

import time

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats.batch import FormatError
from tracedesk.formats.decoding import Task
from tracedesk.formats.json_text import dumps
from tracedesk.formats.langfuse_score import read_scores
from tracedesk.queries.score_configs import fitted_scores
from tracedesk.records.ids import new_id
from tracedesk.records.score import Score
from tracedesk.server.auth import authorize
from tracedesk.server.ingest import keep, telemetry_body
from tracedesk.server.paths import path_text
from tracedesk.server.problems import ApiError, JsonResponse, invalid_request
from tracedesk.server.service import service_of


async def post_scores(request: Request) -> Response:
    """Store scores; a success means that they are on disk. Of a list, the bad ones cost the others nothing."""
    access = await authorize(request, scores_only=True)
    task = Task("langfuse-scores", now_ns=time.time_ns(), scores_only=not access.full)
    payload = await telemetry_body(request, access, task)
    try:
        sent = read_scores(payload, task.now_ns, lambda _: new_id())
    except FormatError as error:
        await keep(request, access, task, payload, str(error))
        raise ApiError(400, str(error), "InvalidRequestError") from None
    service = service_of(request)
    scores = [score for _, score in sent.scores]
    fitting, misfits = await service.run(fitted_scores, service.database, access.project_id, scores)
    faults = [fault for _, fault in sent.faults] + misfits
    if sent.listed or not faults:
        await service.save(access.project_id, fitting)
    if faults:
        # What was taken is left out: tried again, a score without an id would be another one.
        taken = {score.score_id for score in fitting if isinstance(score, Score)}
        left = dumps(sent.but(taken)).encode() if sent.listed else payload
        await keep(request, access, task, left, "\n".join(faults), refused_count=len(faults) if sent.listed else None)
    if not sent.listed and sent.faults:
        raise invalid_request(("body", faults[0]))
    if not sent.listed and misfits:
        raise ApiError(400, misfits[0], "InvalidRequestError")
    if not sent.listed:
        return JsonResponse({"id": scores[0].score_id})
    if not faults:
        return JsonResponse({"message": "Accepted"}, 202)
    errors = [{"message": fault} for fault in faults]
    return JsonResponse({"accepted": len(fitting), "rejected": len(faults), "errors": errors}, 207)


async def delete_score(request: Request) -> Response:
    """Delete a score; an unknown one is fine."""
    access = await authorize(request)
    await service_of(request).delete_scores(access.project_id, [path_text(request, "score_id")])
    return JsonResponse({"message": "Score deletion queued successfully"}, 202)
