"""``POST /api/public/scores``: one score as an object, or several as a list (wire protocol, 4.1, 4.2)."""

import time

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats.batch import FormatError
from tracedesk.formats.fields import Fields
from tracedesk.formats.json_text import loads
from tracedesk.formats.langfuse_score import read_score
from tracedesk.queries.score_configs import fitted_scores
from tracedesk.records.ids import new_id
from tracedesk.records.json import Json
from tracedesk.records.score import Score
from tracedesk.server.auth import authorize
from tracedesk.server.body import read_body
from tracedesk.server.paths import path_text
from tracedesk.server.problems import ApiError, JsonResponse, invalid_request
from tracedesk.server.service import service_of


async def post_scores(request: Request) -> Response:
    """Store scores; a success means that they are on disk. Of a list, the bad ones cost the others nothing."""
    access = await authorize(request, scores_only=True)
    try:
        sent = loads(await read_body(request))
    except FormatError as error:
        raise ApiError(400, str(error), "InvalidRequestError") from None
    scores: list[Score] = []
    faults: list[str] = []
    for one in sent if isinstance(sent, list) else [sent]:
        try:
            scores.append(_read(one))
        except ValueError as error:
            faults.append(str(error))
    if faults and not isinstance(sent, list):
        raise invalid_request(("body", faults[0]))
    service = service_of(request)
    fitting, misfits = await service.run(fitted_scores, service.database, access.project_id, scores)
    if misfits and not isinstance(sent, list):
        raise ApiError(400, misfits[0], "InvalidRequestError")
    await service.save(access.project_id, fitting)
    if not isinstance(sent, list):
        return JsonResponse({"id": scores[0].score_id})
    faults += misfits
    if not faults:
        return JsonResponse({"message": "Accepted"}, 202)
    errors = [{"message": fault} for fault in faults]
    return JsonResponse({"accepted": len(fitting), "rejected": len(faults), "errors": errors}, 207)


async def delete_score(request: Request) -> Response:
    """Delete a score; an unknown one is fine."""
    access = await authorize(request)
    await service_of(request).delete_scores(access.project_id, [path_text(request, "score_id")])
    return JsonResponse({"message": "Score deletion queued successfully"}, 202)


def _read(sent: Json) -> Score:
    fields = Fields(sent, "body")
    said_ns = fields.time_ns("timestamp")
    if fields.any("source") == "EVAL":
        raise fields.error("source", "may be EVAL inside of ingestion events only")
    score = read_score(fields, time.time_ns() if said_ns is None else said_ns, new_id())
    if score.source == "ANNOTATION" and score.config_id is None and score.data_type != "CORRECTION":
        raise fields.error("configId", "is required for scores whose source is ANNOTATION")
    return score
