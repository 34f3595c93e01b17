"""Annotation queues and their items in Langfuse's public API (wire protocol, 5.14)."""

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_annotation as shapes
from tracedesk.formats.langfuse_api import JsonOut, page
from tracedesk.queries.annotation_queues import queue_by_id, queue_item_by_id, queue_items_page, queues_page
from tracedesk.queries.snapshot import snapshot
from tracedesk.server.auth import authorize
from tracedesk.server.json_body import read_object
from tracedesk.server.paths import path_text
from tracedesk.server.problems import JsonResponse, not_found
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of
from tracedesk.store.annotation_queues import NO_ITEM, NO_QUEUE, change_item, create_item, create_queue, delete_item

KINDS = frozenset({"annotation_queues"})


async def get_queues(request: Request) -> Response:
    """A page of annotation queues, newest first."""
    access = await authorize(request)
    number, limit = QueryParams(request).page()
    service = service_of(request)

    def read() -> JsonOut:
        found, total = queues_page(service.database, access.project_id, limit=limit, offset=(number - 1) * limit)
        return page([shapes.queue(one) for one in found], number, limit, total)

    return JsonResponse(await service.run(read))


async def post_queue(request: Request) -> Response:
    """Make an annotation queue."""
    access = await authorize(request)
    draft = await read_object(request, shapes.read_queue)
    made = await service_of(request).edit(access.project_id, lambda edit: create_queue(edit, draft), kinds=KINDS)
    return JsonResponse(shapes.queue(made))


async def get_queue(request: Request) -> Response:
    """One annotation queue."""
    access = await authorize(request)
    service, queue_id = service_of(request), path_text(request, "queue_id")
    found = await service.run(queue_by_id, service.database, access.project_id, queue_id)
    if found is None:
        raise not_found(NO_QUEUE)
    return JsonResponse(shapes.queue(found))


async def get_queue_items(request: Request) -> Response:
    """A page of what is in a queue, newest first."""
    access = await authorize(request)
    params = QueryParams(request)
    number, limit = params.page()
    status = params.one_of("status", shapes.STATUSES)
    service, project_id, queue_id = service_of(request), access.project_id, path_text(request, "queue_id")
    database = service.database

    def read() -> JsonOut:
        with snapshot(database):
            if queue_by_id(database, project_id, queue_id) is None:
                raise not_found(NO_QUEUE)
            found, total = queue_items_page(
                database, project_id, queue_id, status, limit=limit, offset=(number - 1) * limit
            )
        return page([shapes.item(one) for one in found], number, limit, total)

    return JsonResponse(await service.run(read))


async def post_queue_item(request: Request) -> Response:
    """Put a trace, an observation or a session into a queue."""
    access = await authorize(request)
    queue_id = path_text(request, "queue_id")
    draft = await read_object(request, shapes.read_item)
    made = await service_of(request).edit(
        access.project_id, lambda edit: create_item(edit, queue_id, draft), kinds=KINDS
    )
    return JsonResponse(shapes.item(made))


async def get_queue_item(request: Request) -> Response:
    """One item of a queue."""
    access = await authorize(request)
    service, queue_id, item_id = service_of(request), path_text(request, "queue_id"), path_text(request, "item_id")
    found = await service.run(queue_item_by_id, service.database, access.project_id, queue_id, item_id)
    if found is None:
        raise not_found(NO_ITEM)
    return JsonResponse(shapes.item(found))


async def patch_queue_item(request: Request) -> Response:
    """Complete an item of a queue, or take that back."""
    access = await authorize(request)
    queue_id, item_id = path_text(request, "queue_id"), path_text(request, "item_id")
    status = await read_object(request, shapes.read_status)
    changed = await service_of(request).edit(
        access.project_id, lambda edit: change_item(edit, queue_id, item_id, status), kinds=KINDS
    )
    return JsonResponse(shapes.item(changed))


async def delete_queue_item(request: Request) -> Response:
    """Take an item out of its queue."""
    access = await authorize(request)
    queue_id, item_id = path_text(request, "queue_id"), path_text(request, "item_id")
    await service_of(request).edit(access.project_id, lambda edit: delete_item(edit, queue_id, item_id), kinds=KINDS)
    return JsonResponse({"success": True, "message": "Annotation queue item deleted successfully"})
