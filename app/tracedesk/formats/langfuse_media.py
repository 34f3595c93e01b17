"""Media as Langfuse clients announce, report and read them (wire protocol, 5.8 and 5.11)."""

import base64
import binascii
from collections.abc import Callable, Mapping

from tracedesk.analysis.media_references import item_references
from tracedesk.formats.fields import Fields
from tracedesk.formats.langfuse_api import JsonOut
from tracedesk.formats.times import format_time
from tracedesk.records.dataset import DatasetItem
from tracedesk.records.media import (
    ItemMediaField,
    ItemPlace,
    Media,
    MediaDraft,
    MediaField,
    TracePlace,
    UploadReport,
)

LARGEST_MEDIA = 1_000_000_000  # bytes
LONGEST_UPLOAD_ERROR = 4_000
ID_LENGTH = 22  # letters of the hash, as clients count too
ALL_FIELDS: tuple[MediaField | ItemMediaField, ...] = ("input", "output", "expectedOutput", "metadata")
CONTENT_TYPES = (
    "image/png", "image/jpeg", "image/jpg", "image/webp", "image/gif", "image/svg+xml", "image/tiff", "image/bmp",
    "image/avif", "image/heic",
    "audio/mpeg", "audio/mp3", "audio/wav", "audio/ogg", "audio/oga", "audio/aac", "audio/mp4", "audio/flac",
    "audio/opus", "audio/webm",
    "video/mp4", "video/webm", "video/ogg", "video/mpeg", "video/quicktime", "video/x-msvideo", "video/x-matroska",
    "text/plain", "text/html", "text/css", "text/csv", "text/markdown", "text/x-python", "text/x-typescript",
    "application/javascript", "application/x-yaml", "application/pdf", "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/zip", "application/json", "application/xml", "application/octet-stream", "application/rtf",
    "application/x-ndjson", "application/vnd.apache.parquet", "application/gzip", "application/x-tar",
    "application/x-7z-compressed",
)  # fmt: skip


def read_media(fields: Fields) -> MediaDraft:
    """Read what is about to be uploaded.

    Raises:
        ValueError: a field is missing or wrong; the text names it. So does ``read_report``.
    """
    length = fields.whole_number("contentLength")
    if length is None or not 0 < length <= LARGEST_MEDIA:
        raise fields.error("contentLength", f"must be a number of bytes from 1 to {LARGEST_MEDIA}")
    digest = _digest(fields)
    return MediaDraft(
        media_id=base64.urlsafe_b64encode(digest).decode()[:ID_LENGTH],
        file=digest.hex(),
        content_type=fields.required_one_of("contentType", CONTENT_TYPES),
        content_length=length,
        place=_place(fields),
    )


def read_report(fields: Fields) -> UploadReport:
    uploaded_ns, status = fields.time_ns("uploadedAt"), fields.whole_number("uploadHttpStatus")
    if uploaded_ns is None:
        raise fields.error("uploadedAt", "is required")
    if status is None:
        raise fields.error("uploadHttpStatus", "is required")
    error = fields.text("uploadHttpError")
    return UploadReport(
        uploaded_ns=uploaded_ns,
        status=status,
        error=error and error[:LONGEST_UPLOAD_ERROR],
        time_ms=fields.whole_number("uploadTimeMs"),
    )


def media(found: Media, url: str, expiry_ns: int) -> JsonOut:
    """Return an uploaded medium; ``url`` is where its bytes are until ``expiry_ns``."""
    assert found.uploaded_ns is not None
    return _place_of_bytes(found, url, expiry_ns) | {"uploadedAt": format_time(found.uploaded_ns)}


def item_media(
    item: DatasetItem, known: Mapping[str, Media], address: Callable[[Media], tuple[str, int]]
) -> list[JsonOut]:
    """Return the references of an item to ``known`` media; ``address`` tells where bytes are, and until when."""
    return [
        {
            "field": field,
            "referenceString": reference.text,
            "jsonPath": reference.path,
            "media": _place_of_bytes(known[reference.media_id], *address(known[reference.media_id])),
        }
        for field, reference in item_references(item)
        if reference.media_id in known
    ]


def _place_of_bytes(found: Media, url: str, expiry_ns: int) -> JsonOut:
    return {
        "mediaId": found.media_id,
        "contentType": found.content_type,
        "contentLength": found.content_length,
        "url": url,
        "urlExpiry": format_time(expiry_ns),
    }


def _digest(fields: Fields) -> bytes:
    text = fields.required_text("sha256Hash")
    try:
        digest = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):  # ValueError: it is not ASCII
        digest = b""
    if len(digest) != 32 or base64.b64encode(digest).decode() != text:  # the same hash in one spelling only
        raise fields.error("sha256Hash", "must be the SHA-256 of the bytes in base64")
    return digest


def _place(fields: Fields) -> TracePlace | ItemPlace:
    trace_id, observation_id = fields.identifier("traceId"), fields.identifier("observationId")
    dataset_id, item_id = fields.identifier("datasetId"), fields.identifier("datasetItemId")
    field = fields.required_one_of("field", ALL_FIELDS)
    if trace_id is not None:
        if dataset_id is not None or item_id is not None:
            raise fields.error("traceId", "excludes datasetId and datasetItemId")
        if field == "expectedOutput":
            raise fields.error("field", "must be a field of traces")
        return TracePlace(trace_id=trace_id, observation_id=observation_id, field=field)
    if dataset_id is None or item_id is None:
        raise fields.error("traceId", "is required, or else datasetId and datasetItemId")
    if observation_id is not None:
        raise fields.error("observationId", "needs traceId")
    if field == "output":
        raise fields.error("field", "must be a field of dataset items")
    return ItemPlace(dataset_id=dataset_id, item_id=item_id, field=field)
