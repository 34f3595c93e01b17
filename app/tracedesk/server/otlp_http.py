"""OTLP over HTTP: ``/api/public/otel/v1/traces`` with the project's keys, ``/v1/traces`` with or without."""

import time

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats.batch import FormatError
from tracedesk.formats.decoding import Encoding, Task
from tracedesk.server.auth import Access, authorize, authorize_if_sent
from tracedesk.server.body import read_body
from tracedesk.server.problems import ApiError, JsonResponse
from tracedesk.server.service import service_of

NEWEST_INGESTION_VERSION = 4
_ENCODINGS: dict[str, Encoding] = {"application/x-protobuf": "otlp-protobuf", "application/json": "otlp-json"}


async def post_langfuse_traces(request: Request) -> Response:
    """Store an export; a success means that it is on disk."""
    return await _store(request, await authorize(request))


async def post_plain_traces(request: Request) -> Response:
    """As above, for exporters that know nothing of keys."""
    return await _store(request, await authorize_if_sent(request))


async def post_metrics(request: Request) -> Response:
    """Metrics are not kept; exporters that send them shall not log errors."""
    await authorize(request)
    await read_body(request)
    return JsonResponse({"message": "OK"})


async def _store(request: Request, access: Access) -> Response:
    _check_version(request)
    sent_type = request.headers.get("content-type", "").lower()
    kind = next((known for known in _ENCODINGS if known in sent_type), None)
    if kind is None:
        message = f"Content-Type {sent_type!r} is not OTLP; send {' or '.join(_ENCODINGS)}."
        raise ApiError(400, message, "Invalid content type")
    payload = await read_body(request)
    service = service_of(request)
    try:
        batch = await service.decoder.decode(Task(_ENCODINGS[kind], now_ns=time.time_ns()), payload)
    except FormatError as error:
        raise ApiError(400, str(error), str(error)) from None
    await service.save(access.project_id, batch.records)
    if kind == "application/json":
        return JsonResponse({})
    return Response(b"", media_type=kind)  # an empty ExportTraceServiceResponse: all was accepted


def _check_version(request: Request) -> None:
    version = request.headers.get("x-langfuse-ingestion-version")
    if version is None:
        return
    if not version.isdecimal() or int(version) > NEWEST_INGESTION_VERSION:
        raise ApiError(
            400,
            f"x-langfuse-ingestion-version is {version!r}; versions up to {NEWEST_INGESTION_VERSION} are known.",
            "InvalidRequestError",
        )
