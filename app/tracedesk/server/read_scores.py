"""Reads of scores in Langfuse's public API: v1 knows those of traces only, v2 all of them."""

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_api
from tracedesk.formats.langfuse_score import SOURCES, TYPES
from tracedesk.queries.filter_columns import SCORES
from tracedesk.queries.scores import Operator, ScoreLine, ScoreSearch, score_by_id, scores_page
from tracedesk.records.stored import StoredScore
from tracedesk.server.auth import authorize
from tracedesk.server.paths import path_text
from tracedesk.server.problems import ApiError, JsonResponse, not_found
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of

OPERATORS: tuple[Operator, ...] = get_args(Operator)
FIELD_GROUPS = frozenset({"score", "trace"})


async def get_scores(request: Request) -> Response:
    """A page of the scores of traces and observations, newest first."""
    return await _page(request, v2=False)


async def get_scores_v2(request: Request) -> Response:
    """A page of all scores, newest first."""
    return await _page(request, v2=True)


async def get_score(request: Request) -> Response:
    """One score of a trace or an observation."""
    found = await _find(request)
    if found is None or found.trace_id is None or found.data_type == "CORRECTION":
        raise not_found("Score not found within authorized project")
    return JsonResponse(langfuse_api.score_v1(found))


async def get_score_v2(request: Request) -> Response:
    """One score."""
    found = await _find(request)
    if found is None:
        raise not_found("Score not found within authorized project")
    return JsonResponse(langfuse_api.score_v2(found))


async def _find(request: Request) -> StoredScore | None:
    access = await authorize(request)
    service = service_of(request)
    score_id = path_text(request, "score_id")
    return await service.run(score_by_id, service.database, access.project_id, score_id)


async def _page(request: Request, *, v2: bool) -> Response:
    access = await authorize(request)
    params = QueryParams(request)
    number, limit = params.page()
    groups = FIELD_GROUPS.intersection(params.listed("fields")) if v2 else FIELD_GROUPS
    with_trace = not groups or "trace" in groups
    search = _search(params, access.project_id, v2=v2)
    if not with_trace and (search.user_id or search.trace_tags):
        raise ApiError(400, "userId and traceTags need the field group trace.", "InvalidRequestError")
    service = service_of(request)

    def read() -> dict[str, object]:
        database = service.database
        found, total = scores_page(database, search, limit=limit, offset=(number - 1) * limit)
        return langfuse_api.page([_object(line, v2=v2, with_trace=with_trace) for line in found], number, limit, total)

    return JsonResponse(await service.run(read))


def _search(params: QueryParams, project_id: str, *, v2: bool) -> ScoreSearch:
    return ScoreSearch(
        project_id=project_id,
        of_traces_only=not v2,
        user_id=params.text("userId"),
        name=params.text("name"),
        from_ns=params.time_ns("fromTimestamp"),
        to_ns=params.time_ns("toTimestamp"),
        environments=params.texts("environment"),
        source=params.one_of("source", SOURCES),
        operator=params.one_of("operator", OPERATORS),
        value=params.number("value"),
        score_ids=params.listed("scoreIds"),
        config_id=params.text("configId"),
        queue_id=params.text("queueId"),
        data_type=params.one_of("dataType", TYPES),
        trace_tags=params.texts("traceTags"),
        session_id=params.text("sessionId") if v2 else None,
        dataset_run_id=params.text("datasetRunId") if v2 else None,
        trace_id=params.text("traceId") if v2 else None,
        observation_ids=params.listed("observationId") if v2 else (),
        filter=params.filter(SCORES),
    )


def _object(line: ScoreLine, *, v2: bool, with_trace: bool) -> dict[str, object]:
    shape = langfuse_api.score_v2(line.score) if v2 else langfuse_api.score_v1(line.score)
    if not with_trace or (v2 and not line.has_trace):  # clients of v1 take no null here
        return shape | {"trace": None}
    trace = {"userId": line.user_id, "tags": list(line.tags), "environment": line.environment}
    return shape | {"trace": trace | {"sessionId": line.session_id} if v2 else trace}
