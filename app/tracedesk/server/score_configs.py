"""Score configs in Langfuse's public API (wire protocol, 4.5)."""

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_score_config as shapes
from tracedesk.formats.langfuse_api import JsonOut, page
from tracedesk.queries.score_configs import score_configs_by_id, score_configs_page
from tracedesk.server.auth import authorize
from tracedesk.server.json_body import read_object
from tracedesk.server.paths import path_text
from tracedesk.server.problems import JsonResponse, not_found
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of
from tracedesk.store.score_configs import NO_CONFIG, change_score_config, create_score_config

KINDS = frozenset({"score_configs"})


async def get_score_configs(request: Request) -> Response:
    """A page of score configs, newest first."""
    access = await authorize(request)
    number, limit = QueryParams(request).page()
    service = service_of(request)

    def read() -> JsonOut:
        found, total = score_configs_page(service.database, access.project_id, limit=limit, offset=(number - 1) * limit)
        return page([shapes.score_config(one) for one in found], number, limit, total)

    return JsonResponse(await service.run(read))


async def get_score_config(request: Request) -> Response:
    """One score config."""
    access = await authorize(request)
    service, config_id = service_of(request), path_text(request, "config_id")
    found = await service.run(score_configs_by_id, service.database, access.project_id, [config_id])
    if not found:
        raise not_found(NO_CONFIG)
    return JsonResponse(shapes.score_config(found[config_id]))


async def post_score_config(request: Request) -> Response:
    """Make a score config."""
    access = await authorize(request)
    draft = await read_object(request, shapes.read_config)
    made = await service_of(request).edit(access.project_id, lambda edit: create_score_config(edit, draft), kinds=KINDS)
    return JsonResponse(shapes.score_config(made))


async def patch_score_config(request: Request) -> Response:
    """Change what is sent of a score config."""
    access = await authorize(request)
    config_id = path_text(request, "config_id")
    change = await read_object(request, shapes.read_change)
    changed = await service_of(request).edit(
        access.project_id, lambda edit: change_score_config(edit, config_id, change), kinds=KINDS
    )
    return JsonResponse(shapes.score_config(changed))
