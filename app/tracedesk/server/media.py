"""Media as objects of the API: announced, reported, read (wire protocol, 5.11). ``media_files`` has their bytes."""

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_media
from tracedesk.queries.media import media_by_id
from tracedesk.server.auth import authorize
from tracedesk.server.json_body import read_object
from tracedesk.server.media_urls import media_url
from tracedesk.server.paths import path_text
from tracedesk.server.problems import JsonResponse, not_found
from tracedesk.server.service import service_of
from tracedesk.store.media import NO_MEDIA, announce_media, report_upload

KINDS = frozenset({"media"})


async def post_media(request: Request) -> Response:
    """Say where the bytes of a medium go; nowhere, if they are here already."""
    access = await authorize(request)
    draft = await read_object(request, langfuse_media.read_media)
    found, wanted = await service_of(request).edit(
        access.project_id, lambda edit: announce_media(edit, draft), kinds=KINDS
    )
    url = media_url(request, found, "upload")[0] if wanted else None
    return JsonResponse({"mediaId": found.media_id, "uploadUrl": url}, 201)


async def get_media(request: Request) -> Response:
    """One medium, with an address where its bytes can be fetched for a while."""
    access = await authorize(request)
    service = service_of(request)
    media_id = path_text(request, "media_id")
    found = await service.run(media_by_id, service.database, access.project_id, [media_id])
    if media_id not in found:
        raise not_found(NO_MEDIA.format(media_id))
    return JsonResponse(langfuse_media.media(found[media_id], *media_url(request, found[media_id], "download")))


async def patch_media(request: Request) -> Response:
    """Hear how an upload went."""
    access = await authorize(request)
    media_id = path_text(request, "media_id")
    report = await read_object(request, langfuse_media.read_report)
    await service_of(request).edit(access.project_id, lambda edit: report_upload(edit, media_id, report), kinds=KINDS)
    return JsonResponse({"message": "OK"})
