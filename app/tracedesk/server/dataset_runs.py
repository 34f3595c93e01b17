"""Runs of datasets and their items (wire protocol, 5.7 and 5.9)."""

from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_dataset
from tracedesk.formats.langfuse_api import JsonOut, page
from tracedesk.queries.dataset_runs import run_by_name, run_items_page, runs_page
from tracedesk.queries.snapshot import snapshot
from tracedesk.records.dataset import DatasetRun
from tracedesk.server.auth import authorize
from tracedesk.server.datasets import named
from tracedesk.server.json_body import read_object
from tracedesk.server.paths import path_text
from tracedesk.server.problems import JsonResponse, invalid_request, not_found
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of
from tracedesk.store.database import Database
from tracedesk.store.dataset_runs import NO_RUN, add_run_item, delete_run

KINDS = frozenset({"datasets"})


async def post_run_item(request: Request) -> Response:
    """Note what was done for an item; the run is made with its first one."""
    access = await authorize(request)
    draft = await read_object(request, langfuse_dataset.read_run_item)
    added = await service_of(request).edit(access.project_id, lambda edit: add_run_item(edit, draft), kinds=KINDS)
    return JsonResponse(langfuse_dataset.run_item(added))


async def get_run_items(request: Request) -> Response:
    """A page of the items of one run, newest first."""
    access = await authorize(request)
    params = QueryParams(request)
    number, limit = params.page()
    dataset_id, name = params.text("datasetId"), params.text("runName")
    if dataset_id is None or name is None:
        raise invalid_request(("datasetId" if dataset_id is None else "runName", "is required"))
    service = service_of(request)
    database, project_id = service.database, access.project_id

    def read() -> JsonOut:
        with snapshot(database):
            run = _named(database, project_id, dataset_id, name)
            found, total = run_items_page(database, project_id, run.run_id, limit=limit, offset=(number - 1) * limit)
        return page([langfuse_dataset.run_item(one) for one in found], number, limit, total)

    return JsonResponse(await service.run(read))


async def get_runs(request: Request) -> Response:
    """A page of the runs of a dataset, newest first."""
    access = await authorize(request)
    number, limit = QueryParams(request).page()
    service = service_of(request)
    database, project_id, dataset_name = service.database, access.project_id, path_text(request, "name")

    def read() -> JsonOut:
        with snapshot(database):
            dataset_id = named(database, project_id, dataset_name).dataset_id
            found, total = runs_page(database, project_id, dataset_id, limit=limit, offset=(number - 1) * limit)
        return page([langfuse_dataset.run(one) for one in found], number, limit, total)

    return JsonResponse(await service.run(read))


async def get_run(request: Request) -> Response:
    """One run with all of its items."""
    access = await authorize(request)
    service = service_of(request)
    database, project_id, names = service.database, access.project_id, _names(request)

    def read() -> JsonOut:
        with snapshot(database):
            run = _run(database, project_id, *names)
            items, _ = run_items_page(database, project_id, run.run_id, limit=-1, offset=0)
        return langfuse_dataset.run(run) | {"datasetRunItems": [langfuse_dataset.run_item(one) for one in items]}

    return JsonResponse(await service.run(read))


async def delete_dataset_run(request: Request) -> Response:
    """Delete a run with its items; the traces stay."""
    access = await authorize(request)
    service = service_of(request)
    run = await service.run(_run, service.database, access.project_id, *_names(request))
    await service.edit(access.project_id, lambda edit: delete_run(edit, run.run_id), kinds=KINDS)
    return JsonResponse({"message": "Dataset run successfully deleted"})


def _names(request: Request) -> tuple[str, str]:
    return path_text(request, "name"), path_text(request, "run_name")


def _run(database: Database, project_id: str, dataset_name: str, name: str) -> DatasetRun:
    return _named(database, project_id, named(database, project_id, dataset_name).dataset_id, name)


def _named(database: Database, project_id: str, dataset_id: str, name: str) -> DatasetRun:
    """Return a run by its name, which may be encoded once too often, as with ``datasets.named``."""
    found = run_by_name(database, project_id, dataset_id, name) or run_by_name(
        database, project_id, dataset_id, unquote(name)
    )
    if found is None:
        raise not_found(NO_RUN)
    return found
