"""Comments in Langfuse's public API (wire protocol, 5.13)."""

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_comment as shapes
from tracedesk.formats.langfuse_api import JsonOut, page
from tracedesk.queries.comments import CommentSearch, comment_by_id, comments_page
from tracedesk.server.auth import authorize
from tracedesk.server.json_body import read_object
from tracedesk.server.paths import path_text
from tracedesk.server.problems import JsonResponse, invalid_request, not_found
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of
from tracedesk.store.comments import create_comment

KNOWN = ("page", "limit", "objectType", "objectId", "authorUserId")


async def post_comment(request: Request) -> Response:
    """Comment on a trace, an observation, a session or a prompt."""
    access = await authorize(request)
    draft = await read_object(request, shapes.read_comment)
    comment_id = await service_of(request).edit(
        access.project_id, lambda edit: create_comment(edit, draft), kinds=frozenset({"comments"})
    )
    return JsonResponse({"id": comment_id})


async def get_comments(request: Request) -> Response:
    """A page of comments, newest first."""
    access = await authorize(request)
    params = QueryParams(request)
    params.refuse_others(KNOWN)
    number, limit = params.page()
    search = CommentSearch(
        project_id=access.project_id,
        object_type=params.one_of("objectType", shapes.COMMENTED_TYPES),
        object_id=params.text("objectId"),
        author_id=params.text("authorUserId"),
    )
    if search.object_id is not None and search.object_type is None:
        raise invalid_request(("objectId", "needs objectType"))
    service = service_of(request)

    def read() -> JsonOut:
        found, total = comments_page(service.database, search, limit=limit, offset=(number - 1) * limit)
        return page([shapes.comment(one) for one in found], number, limit, total)

    return JsonResponse(await service.run(read))


async def get_comment(request: Request) -> Response:
    """One comment."""
    access = await authorize(request)
    service, comment_id = service_of(request), path_text(request, "comment_id")
    found = await service.run(comment_by_id, service.database, access.project_id, comment_id)
    if found is None:
        raise not_found("Comment not found within authorized project")
    return JsonResponse(shapes.comment(found))
