"""Reads of traces and sessions in Langfuse's public API."""

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_api
from tracedesk.queries.filter_columns import TRACES
from tracedesk.queries.observation_objects import observations_of_traces
from tracedesk.queries.sessions import session_by_id, sessions_page
from tracedesk.queries.snapshot import snapshot
from tracedesk.queries.trace_detail import scores_of_trace, stored_trace_of
from tracedesk.queries.trace_objects import TraceOrder, TraceSearch, observation_ids, score_ids, traces_page
from tracedesk.server.auth import authorize
from tracedesk.server.paths import path_text
from tracedesk.server.problems import JsonResponse, invalid_request, not_found
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of
from tracedesk.store.database import Database

ORDERS: tuple[TraceOrder, ...] = get_args(TraceOrder)


async def get_traces(request: Request) -> Response:
    """A page of traces, newest first unless ``orderBy`` says otherwise."""
    access = await authorize(request)
    params = QueryParams(request)
    number, limit = params.page()
    order, descending = _order(params)
    groups = _groups(params)
    search = TraceSearch(
        project_id=access.project_id,
        user_id=params.text("userId"),
        name=params.text("name"),
        session_id=params.text("sessionId"),
        from_ns=params.time_ns("fromTimestamp"),
        to_ns=params.time_ns("toTimestamp"),
        tags=params.texts("tags"),
        version=params.text("version"),
        release=params.text("release"),
        environments=params.texts("environment"),
        filter=params.filter(TRACES),
    )
    database = service_of(request).database

    def read() -> dict[str, object]:
        with snapshot(database):
            found, total = traces_page(
                database,
                search,
                limit=limit,
                offset=(number - 1) * limit,
                order=order,
                descending=descending,
                payload="io" in groups,
            )
            ids = [trace.trace_id for trace in found]
            observations = observation_ids(database, access.project_id, ids) if "observations" in groups else {}
            scores = score_ids(database, access.project_id, ids) if "scores" in groups else {}
        data = [
            langfuse_api.trace_line(trace, observations.get(trace.trace_id, ()), scores.get(trace.trace_id, ()), groups)
            for trace in found
        ]
        return langfuse_api.page(data, number, limit, total)

    return JsonResponse(await service_of(request).run(read))


async def get_trace(request: Request) -> Response:
    """One trace with its observations and scores."""
    access = await authorize(request)
    groups = _groups(QueryParams(request))
    trace_id = path_text(request, "trace_id")
    service = service_of(request)
    found = await service.run(_whole_trace, service.database, access.project_id, trace_id, groups)
    if found is None:
        raise not_found(f"Trace {trace_id} not found within authorized project")
    return JsonResponse(found)


async def get_sessions(request: Request) -> Response:
    """A page of sessions, newest first."""
    access = await authorize(request)
    params = QueryParams(request)
    number, limit = params.page()
    from_ns, to_ns = params.time_ns("fromTimestamp"), params.time_ns("toTimestamp")
    environments = params.texts("environment")
    service = service_of(request)

    def read() -> dict[str, object]:
        found, total = sessions_page(
            service.database,
            access.project_id,
            limit=limit,
            offset=(number - 1) * limit,
            from_ns=from_ns,
            to_ns=to_ns,
            environments=environments,
        )
        return langfuse_api.page([langfuse_api.session(one) for one in found], number, limit, total)

    return JsonResponse(await service.run(read))


async def get_session(request: Request) -> Response:
    """One session with its traces, without their observations."""
    access = await authorize(request)
    session_id = path_text(request, "session_id")
    service = service_of(request)
    database = service.database

    def read() -> dict[str, object] | None:
        with snapshot(database):
            session = session_by_id(database, access.project_id, session_id)
            if session is None:
                return None
            search = TraceSearch(project_id=access.project_id, session_id=session_id)
            traces, _ = traces_page(database, search, limit=-1, offset=0, descending=False)
        return langfuse_api.session(session) | {"traces": [langfuse_api.trace(trace) for trace in traces]}

    found = await service.run(read)
    if found is None:
        raise not_found("Session not found within authorized project")
    return JsonResponse(found)


def _whole_trace(
    database: Database, project_id: str, trace_id: str, groups: frozenset[str]
) -> dict[str, object] | None:
    with snapshot(database):
        trace = stored_trace_of(database, project_id, trace_id)
        if trace is None:
            return None
        observations = list(observations_of_traces(database, project_id, [trace_id]))
        scores = [one for one in scores_of_trace(database, project_id, trace_id) if one.data_type != "CORRECTION"]
    return langfuse_api.trace_whole(trace, observations, scores, groups)


def _groups(params: QueryParams) -> frozenset[str]:
    """Return the groups of fields that are asked for; unknown names are ignored, none at all means all."""
    return langfuse_api.TRACE_GROUPS & set(params.listed("fields")) or langfuse_api.TRACE_GROUPS


def _order(params: QueryParams) -> tuple[TraceOrder, bool]:
    told = params.text("orderBy")
    if told is None:
        return "timestamp", True
    field, _, direction = told.partition(".")
    for order in ORDERS:
        if order == field and direction in ("asc", "desc"):
            return order, direction == "desc"
    raise invalid_request(("orderBy", f"must be one of {', '.join(ORDERS)}, then .asc or .desc"))
