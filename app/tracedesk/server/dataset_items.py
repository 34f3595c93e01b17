"""Items of datasets, as they are or as of a moment (wire protocol, 5.8)."""

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_dataset
from tracedesk.formats.langfuse_api import JsonOut, page
from tracedesk.queries.dataset_items import ItemSearch, item_by_id, items_page
from tracedesk.queries.snapshot import snapshot
from tracedesk.server.auth import authorize
from tracedesk.server.datasets import named
from tracedesk.server.item_shapes import item_shapes
from tracedesk.server.json_body import read_object
from tracedesk.server.paths import path_text
from tracedesk.server.problems import JsonResponse, invalid_request, not_found
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of
from tracedesk.store.dataset_items import NO_ITEM, delete_item, save_item

KINDS = frozenset({"datasets"})


async def post_dataset_item(request: Request) -> Response:
    """Make an item, or a new version of the one with this id."""
    access = await authorize(request)
    draft = await read_object(request, langfuse_dataset.read_item)
    service = service_of(request)
    saved = await service.edit(access.project_id, lambda edit: save_item(edit, draft), kinds=KINDS)
    return JsonResponse((await service.run(item_shapes, request, access.project_id, [saved]))[0])


async def get_dataset_items(request: Request) -> Response:
    """A page of the items in use, newest first."""
    access = await authorize(request)
    params = QueryParams(request)
    number, limit = params.page()
    dataset_name, at_ns = params.text("datasetName"), params.time_ns("version")
    if at_ns is not None and dataset_name is None:
        raise invalid_request(("version", "needs datasetName"))
    trace_id, observation_id = params.text("sourceTraceId"), params.text("sourceObservationId")
    service = service_of(request)
    database, project_id = service.database, access.project_id

    def read() -> JsonOut:
        with snapshot(database):
            of = None if dataset_name is None else named(database, project_id, dataset_name).dataset_id
            search = ItemSearch(
                project_id=project_id,
                dataset_id=of,
                source_trace_id=trace_id,
                source_observation_id=observation_id,
                at_ns=at_ns,
            )
            found, total = items_page(database, search, limit=limit, offset=(number - 1) * limit)
            shapes = item_shapes(request, project_id, found)
        return page(shapes, number, limit, total)

    return JsonResponse(await service.run(read))


async def get_dataset_item(request: Request) -> Response:
    """One item as it is, archived or not."""
    access = await authorize(request)
    service = service_of(request)
    item_id = path_text(request, "item_id")
    found = await service.run(item_by_id, service.database, access.project_id, item_id)
    if found is None:
        raise not_found(NO_ITEM)
    return JsonResponse((await service.run(item_shapes, request, access.project_id, [found]))[0])


async def delete_dataset_item(request: Request) -> Response:
    """Delete an item; reads as of an earlier moment still find it."""
    access = await authorize(request)
    item_id = path_text(request, "item_id")
    await service_of(request).edit(access.project_id, lambda edit: delete_item(edit, item_id), kinds=KINDS)
    return JsonResponse({"message": "Dataset item successfully deleted"})
