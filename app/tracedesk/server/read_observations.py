"""Reads of observations in Langfuse's public API."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_api
from tracedesk.formats.langfuse_api import JsonOut
from tracedesk.formats.langfuse_observation_v2 import GROUPS, USUAL_GROUPS, observation_v2
from tracedesk.queries.filter_columns import OBSERVATIONS, OBSERVATIONS_V2
from tracedesk.queries.filters import Table
from tracedesk.queries.observation_lines import observation_lines
from tracedesk.queries.observation_objects import observation_by_id, observations_page
from tracedesk.queries.observation_search import ObservationSearch
from tracedesk.server.auth import authorize
from tracedesk.server.cursors import cursor_page, sent_row
from tracedesk.server.paths import path_text
from tracedesk.server.problems import ApiError, JsonResponse, not_found
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of

LARGEST_PAGE_V2 = 1_000


async def get_observations(request: Request) -> Response:
    """A page of observations, newest first."""
    access = await authorize(request)
    params = QueryParams(request)
    number, limit = params.page()
    search = _search(params, access.project_id, OBSERVATIONS)
    service = service_of(request)

    def read() -> dict[str, object]:
        database = service.database
        found, total = observations_page(database, search, limit=limit, offset=(number - 1) * limit)
        return langfuse_api.page([langfuse_api.observation(one) for one in found], number, limit, total)

    return JsonResponse(await service.run(read))


async def get_observations_v2(request: Request) -> Response:
    """Observations newest first, with the groups of fields that are asked for."""
    access = await authorize(request)
    params = QueryParams(request)
    if params.flag("parseIoAsJson"):
        message = "parseIoAsJson is not served: input and output are the texts as they were sent."
        raise ApiError(400, message, "InvalidRequestError")
    limit, after = params.limit(most=LARGEST_PAGE_V2, least=0), sent_row(params)
    groups = GROUPS & set(params.listed("fields")) or USUAL_GROUPS
    expanded = frozenset(params.listed("expandMetadata"))
    search = replace(
        _search(params, access.project_id, OBSERVATIONS_V2),
        session_id=params.text("sessionId"),
        parent_id=params.text_or_empty("parentObservationId"),
        is_root=params.flag("isRootObservation"),
    )
    service = service_of(request)

    def read() -> JsonOut:
        payload = not groups.isdisjoint({"io", "metadata"})
        found, last = observation_lines(service.database, search, limit=limit, after=after, payload=payload)
        return cursor_page([observation_v2(one, trace, groups, expanded) for one, trace in found], last)

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


def _search(params: QueryParams, project_id: str, table: Table) -> ObservationSearch:
    """Read what both versions of the list take; ``table``: what its filter takes."""
    return ObservationSearch(
        project_id=project_id,
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
        filter=params.filter(table),
    )
