"""Reads of observations in Langfuse's public API."""

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_api
from tracedesk.queries.filter_columns import OBSERVATIONS
from tracedesk.queries.observation_objects import ObservationSearch, observation_by_id, observations_page
from tracedesk.server.auth import authorize
from tracedesk.server.paths import path_text
from tracedesk.server.problems import JsonResponse, not_found
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of


async def get_observations(request: Request) -> Response:
    """A page of observations, newest first."""
    access = await authorize(request)
    params = QueryParams(request)
    number, limit = params.page()
    search = ObservationSearch(
        project_id=access.project_id,
        name=params.text("name"),
        user_id=params.text("userId"),
        type=params.text("type"),
        trace_id=params.text("traceId"),
        level=params.text("level"),
        parent_id=params.text("parentObservationId"),
        environments=params.texts("environment"),
        from_ns=params.time_ns("fromStartTime"),
        to_ns=params.time_ns("toStartTime"),
        version=params.text("version"),
        filter=params.filter(OBSERVATIONS),
    )
    service = service_of(request)

    def read() -> dict[str, object]:
        database = service.database
        found, total = observations_page(database, search, limit=limit, offset=(number - 1) * limit)
        return langfuse_api.page([langfuse_api.observation(one) for one in found], number, limit, total)

    return JsonResponse(await service.run(read))


async def get_observation(request: Request) -> Response:
    """One observation."""
    access = await authorize(request)
    service = service_of(request)
    observation_id = path_text(request, "observation_id")
    found = await service.run(observation_by_id, service.database, access.project_id, observation_id)
    if found is None:
        raise not_found("Observation not found within authorized project")
    return JsonResponse(langfuse_api.observation(found))
