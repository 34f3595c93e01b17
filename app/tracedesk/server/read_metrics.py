"""Metrics in Langfuse's public API: figures of days, and the metrics language in its two versions."""

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_api
from tracedesk.formats.batch import FormatError
from tracedesk.formats.langfuse_metrics import day_metrics, metrics_query, metrics_row
from tracedesk.queries.metrics_daily import DaySearch, days_page
from tracedesk.server.auth import authorize
from tracedesk.server.problems import ApiError, JsonResponse, invalid_request
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of


async def get_metrics(request: Request) -> Response:
    """The rows of a query of the metrics language, views of traces among them."""
    return await _answer(request, v2=False)


async def get_metrics_v2(request: Request) -> Response:
    """The rows of a query of the metrics language, in its second version."""
    return await _answer(request, v2=True)


async def get_daily_metrics(request: Request) -> Response:
    """A page of days, the newest first."""
    access = await authorize(request)
    params = QueryParams(request)
    number, limit = params.page()
    search = DaySearch(
        project_id=access.project_id,
        trace_name=params.text("traceName"),
        user_id=params.text("userId"),
        tags=params.texts("tags"),
        environments=params.texts("environment"),
        from_ns=params.time_ns("fromTimestamp"),
        to_ns=params.time_ns("toTimestamp"),
    )
    service = service_of(request)

    def read() -> dict[str, object]:
        found, total = days_page(service.database, search, limit=limit, offset=(number - 1) * limit)
        return langfuse_api.page([day_metrics(day) for day in found], number, limit, total)

    return JsonResponse(await service.run(read))


async def _answer(request: Request, *, v2: bool) -> Response:
    from tracedesk.queries.metrics import MetricsError, metrics_rows  # numpy: not before somebody asks for metrics

    access = await authorize(request)
    text = QueryParams(request).text("query")
    if text is None:
        raise invalid_request(("query", "is required"))
    try:
        query = metrics_query(text, v2=v2)
    except FormatError as error:
        raise ApiError(400, str(error), "InvalidRequestError") from None
    except ValueError as error:
        raise invalid_request(("query", str(error))) from None
    service = service_of(request)

    def read() -> dict[str, object]:
        found = metrics_rows(service.database, access.project_id, query)
        return {"data": [metrics_row(row) for row in found]}

    try:
        return JsonResponse(await service.run(read))
    except MetricsError as error:
        raise ApiError(400, str(error), "InvalidRequestError") from None
