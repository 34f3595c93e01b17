"""Prompts in Langfuse's public API (wire protocol, 5.10)."""

from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.analysis.prompt_resolution import ResolutionError
from tracedesk.formats import langfuse_api, langfuse_prompt
from tracedesk.formats.langfuse_prompt import read_new_labels, read_prompt
from tracedesk.queries.prompts import PROMPTS, PromptSearch, prompt_version, prompts_page, resolved_prompt
from tracedesk.records.prompt import PromptReference
from tracedesk.server.auth import authorize
from tracedesk.server.json_body import read_object
from tracedesk.server.paths import path_text
from tracedesk.server.problems import ApiError, JsonResponse, invalid_request, not_found
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of
from tracedesk.store.database import Database
from tracedesk.store.prompts import add_labels, add_prompt, delete_prompt, not_found_text

DEFAULT_LIMIT = 10
_KINDS = frozenset({"prompts"})


async def post_prompt(request: Request) -> Response:
    """Add a version to a prompt, or make its first one."""
    access = await authorize(request)
    draft = await read_object(request, read_prompt)
    made = await service_of(request).edit(access.project_id, lambda edit: add_prompt(edit, draft), kinds=_KINDS)
    return JsonResponse(langfuse_prompt.prompt(made), 201)


async def get_prompts(request: Request) -> Response:
    """A page of names with their versions."""
    access = await authorize(request)
    params = QueryParams(request)
    number, limit = params.page(DEFAULT_LIMIT)
    search = PromptSearch(
        project_id=access.project_id,
        name=params.text("name"),
        label=params.text("label"),
        tag=params.text("tag"),
        version=params.whole_number("version"),
        from_ns=params.time_ns("fromUpdatedAt"),
        to_ns=params.time_ns("toUpdatedAt"),
        filter=params.filter(PROMPTS),
    )
    service = service_of(request)

    def read() -> dict[str, object]:
        found, total = prompts_page(service.database, search, limit=limit, offset=(number - 1) * limit)
        page = langfuse_api.page([langfuse_prompt.prompt_line(one) for one in found], number, limit, total)
        return page | {"pagination": page["meta"]}

    return JsonResponse(await service.run(read))


async def get_prompt(request: Request) -> Response:
    """One version, with the prompts inside of it in their places unless ``resolve=false``."""
    access = await authorize(request)
    params = QueryParams(request)
    version, label = _version_or_label(params)
    resolve = params.one_of("resolve", ("true", "false")) != "false"
    service = service_of(request)
    name = path_text(request, "name")

    def read() -> dict[str, object]:
        reference = PromptReference(_known_name(service.database, access.project_id, name), version, label)
        if resolve:
            found = resolved_prompt(service.database, access.project_id, reference)
            if found is not None:
                return langfuse_prompt.prompt_read(found.prompt, found.resolved, found.dependencies)
        else:
            plain = prompt_version(service.database, access.project_id, reference)
            if plain is not None:
                return langfuse_prompt.prompt_read(plain, None, {})
        raise not_found(not_found_text(reference))

    try:
        return JsonResponse(await service.run(read))
    except ResolutionError as error:
        raise ApiError(400, str(error), "InvalidRequestError") from None


async def delete_prompts(request: Request) -> Response:
    """Delete all versions of a prompt, or the one of a number or label."""
    access = await authorize(request)
    version, label = _version_or_label(QueryParams(request))
    name = path_text(request, "name")
    await service_of(request).edit(
        access.project_id, lambda edit: delete_prompt(edit, name, version, label), kinds=_KINDS
    )
    return Response(status_code=204)


async def patch_version(request: Request) -> Response:
    """Give labels to a version."""
    access = await authorize(request)
    labels = await read_object(request, read_new_labels)
    name, version = path_text(request, "name"), _version(path_text(request, "version"))
    changed = await service_of(request).edit(
        access.project_id, lambda edit: add_labels(edit, name, version, labels), kinds=_KINDS
    )
    return JsonResponse(langfuse_prompt.prompt(changed))


def _version_or_label(params: QueryParams) -> tuple[int | None, str | None]:
    version, label = params.whole_number("version"), params.text("label")
    if version is not None and label is not None:
        raise ApiError(400, "Cannot specify both version and label", "InvalidRequestError")
    return version, label


def _version(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise invalid_request(("promptVersion", "must be a whole number"))
    return int(text)


def _known_name(database: Database, project_id: str, name: str) -> str:
    """Return the name that a client means: some encode it twice (wire protocol, 1.1)."""
    if "%" not in name:
        return name
    known = prompts_page(database, PromptSearch(project_id=project_id, name=name), limit=1, offset=0)[1]
    return name if known else unquote(name)
