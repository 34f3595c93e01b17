"""Media that are announced, reported and read."""

from tracedesk.formats.langfuse_media import ALL_FIELDS, CONTENT_TYPES
from tracedesk.records.json import Json
from tracedesk.server import media
from tracedesk.server.openapi.fields import SOME_TIME, integer, text, time, words
from tracedesk.server.openapi.operation import Operation, Operations, json_body

_EXAMPLE: Json = {
    "traceId": "trace-1", "field": "input", "contentType": "text/plain", "contentLength": 5,
    "sha256Hash": "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
}  # fmt: skip
_PLACE = {"media_id": "LPJNul-wow4m6Dsqxbninh"}

OPERATIONS: Operations = {
    media.post_media: Operation(
        body=json_body(
            text("traceId"), text("observationId"), text("datasetId"), text("datasetItemId"),
            words("field", ALL_FIELDS, required=True), words("contentType", CONTENT_TYPES, required=True),
            integer("contentLength", required=True), text("sha256Hash", required=True), example=_EXAMPLE,
        ),
        status=201,
    ),
    media.get_media: Operation(place=_PLACE),
    media.patch_media: Operation(
        body=json_body(
            time("uploadedAt", required=True), integer("uploadHttpStatus", required=True), text("uploadHttpError"),
            integer("uploadTimeMs"), example={"uploadedAt": SOME_TIME, "uploadHttpStatus": 200},
        ),
        place=_PLACE,
    ),
}  # fmt: skip
