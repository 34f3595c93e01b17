"""Datasets: v2 as it is, v1 with the items and runs inside (wire protocol, 5.7)."""

from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_dataset
from tracedesk.formats.langfuse_api import JsonOut, page
from tracedesk.queries.dataset_items import ItemSearch, item_ids, items_page
from tracedesk.queries.dataset_runs import run_names
from tracedesk.queries.datasets import dataset_by_name, datasets_page
from tracedesk.queries.snapshot import snapshot
from tracedesk.records.dataset import Dataset
from tracedesk.server.auth import authorize
from tracedesk.server.item_shapes import item_shapes
from tracedesk.server.json_body import read_object
from tracedesk.server.paths import path_text
from tracedesk.server.problems import JsonResponse, not_found
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of
from tracedesk.store.database import Database
from tracedesk.store.datasets import save_dataset


async def post_dataset(request: Request) -> Response:
    """Make a dataset, or change the one with this name."""
    return JsonResponse(langfuse_dataset.dataset(await _save(request)))


async def post_dataset_v1(request: Request) -> Response:
    """As ``post_dataset``; clients of v1 expect two lists that are never filled here."""
    return JsonResponse(langfuse_dataset.dataset(await _save(request)) | {"items": [], "runs": []})


async def get_datasets(request: Request) -> Response:
    """A page of datasets, newest first."""
    return await _page(request, v1=False)


async def get_datasets_v1(request: Request) -> Response:
    """A page of datasets with the ids of their items and the names of their runs."""
    return await _page(request, v1=True)


async def get_dataset(request: Request) -> Response:
    """One dataset."""
    access = await authorize(request)
    service = service_of(request)
    name = path_text(request, "name")
    return JsonResponse(langfuse_dataset.dataset(await service.run(named, service.database, access.project_id, name)))


async def get_dataset_v1(request: Request) -> Response:
    """One dataset with its items as objects and the names of its runs."""
    access = await authorize(request)
    service = service_of(request)
    database, project_id, name = service.database, access.project_id, path_text(request, "name")

    def read() -> JsonOut:
        with snapshot(database):
            found = named(database, project_id, name)
            search = ItemSearch(project_id=project_id, dataset_id=found.dataset_id)
            items, _ = items_page(database, search, limit=-1, offset=0)
            runs = run_names(database, project_id, found.dataset_id)
            shapes = item_shapes(request, project_id, items)
        return langfuse_dataset.dataset(found) | {"items": shapes, "runs": runs}

    return JsonResponse(await service.run(read))


def named(database: Database, project_id: str, name: str) -> Dataset:
    """Return a dataset by the name that stands in an address.

    Some clients encode a name twice (wire protocol, 1.1), so where nothing has it, what it encodes is looked for.

    Raises:
        ApiError: 404 when there is none.
    """
    found = dataset_by_name(database, project_id, name) or dataset_by_name(database, project_id, unquote(name))
    if found is None:
        raise not_found("Dataset not found")
    return found


async def _save(request: Request) -> Dataset:
    access = await authorize(request)
    draft = await read_object(request, langfuse_dataset.read_dataset)
    kinds = frozenset({"datasets"})
    return await service_of(request).edit(access.project_id, lambda edit: save_dataset(edit, draft), kinds=kinds)


async def _page(request: Request, *, v1: bool) -> Response:
    access = await authorize(request)
    number, limit = QueryParams(request).page()
    service = service_of(request)
    database, project_id = service.database, access.project_id

    def read() -> JsonOut:
        with snapshot(database):
            found, total = datasets_page(database, project_id, limit=limit, offset=(number - 1) * limit)
            data = [_line(database, one) if v1 else langfuse_dataset.dataset(one) for one in found]
        return page(data, number, limit, total)

    return JsonResponse(await service.run(read))


def _line(database: Database, found: Dataset) -> JsonOut:
    return langfuse_dataset.dataset(found) | {
        "items": item_ids(database, found.project_id, found.dataset_id),
        "runs": run_names(database, found.project_id, found.dataset_id),
    }
