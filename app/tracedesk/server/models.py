"""Models and their prices in Langfuse's public API (wire protocol, 5.12)."""

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_model
from tracedesk.formats.langfuse_api import JsonOut, page
from tracedesk.queries.models import model_by_id, models_page
from tracedesk.server.auth import authorize
from tracedesk.server.json_body import read_object
from tracedesk.server.paths import path_text
from tracedesk.server.problems import JsonResponse, not_found
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of
from tracedesk.store import models

KINDS = frozenset({"models"})


async def get_models(request: Request) -> Response:
    """A page of models by name, the built-in ones among them."""
    access = await authorize(request)
    number, limit = QueryParams(request).page()
    service = service_of(request)

    def read() -> JsonOut:
        found, total = models_page(service.database, access.project_id, limit=limit, offset=(number - 1) * limit)
        return page([langfuse_model.model(one) for one in found], number, limit, total)

    return JsonResponse(await service.run(read))


async def get_model(request: Request) -> Response:
    """One model, the project's own or a built-in one."""
    access = await authorize(request)
    service, model_id = service_of(request), path_text(request, "model_id")
    found = await service.run(model_by_id, service.database, access.project_id, model_id)
    if found is None:
        raise not_found(f"Model {model_id} not found within authorized project")
    return JsonResponse(langfuse_model.model(found))


async def post_model(request: Request) -> Response:
    """Make a model."""
    access = await authorize(request)
    draft = await read_object(request, langfuse_model.read_model)
    made = await service_of(request).edit(access.project_id, lambda edit: models.create_model(edit, draft), kinds=KINDS)
    return JsonResponse(langfuse_model.model(made))


async def put_model(request: Request) -> Response:
    """Make the model with this id, or put another in its place."""
    access = await authorize(request)
    model_id = path_text(request, "model_id")
    draft = await read_object(request, langfuse_model.read_model)
    made = await service_of(request).edit(
        access.project_id, lambda edit: models.put_model(edit, model_id, draft), kinds=KINDS
    )
    return JsonResponse(langfuse_model.model(made))


async def delete_model(request: Request) -> Response:
    """Delete a model of the project's own."""
    access = await authorize(request)
    model_id = path_text(request, "model_id")
    await service_of(request).edit(access.project_id, lambda edit: models.delete_model(edit, model_id), kinds=KINDS)
    return JsonResponse({"message": "Model successfully deleted"})
