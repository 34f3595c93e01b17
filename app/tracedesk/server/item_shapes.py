"""Dataset items as answers: with the addresses of the media that they name."""

from collections.abc import Sequence
from functools import partial

from starlette.requests import Request

from tracedesk.analysis.media_references import item_references
from tracedesk.formats import langfuse_dataset, langfuse_media
from tracedesk.formats.langfuse_api import JsonOut
from tracedesk.queries.media import media_by_id
from tracedesk.records.dataset import DatasetItem
from tracedesk.server.media_urls import media_url
from tracedesk.server.service import service_of


def item_shapes(request: Request, project_id: str, items: Sequence[DatasetItem]) -> list[JsonOut]:
    """Return items of one project; reads the database."""
    named = {reference.media_id for item in items for _, reference in item_references(item)}
    known = media_by_id(service_of(request).database, project_id, named)
    address = partial(media_url, request, purpose="download")
    return [langfuse_dataset.item(item, langfuse_media.item_media(item, known, address)) for item in items]
