"""OTLP over HTTP: under ``/api/public/otel`` with the project's keys, under ``/v1`` with or without."""

from google.protobuf import json_format
from google.protobuf.message import Message
from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats.decoding import Task
from tracedesk.server.auth import Access, authorize, authorize_if_sent
from tracedesk.server.body import read_body
from tracedesk.server.ingest import keep, telemetry_body
from tracedesk.server.otlp_signals import LOGS, METRICS, TRACES, Form, Signal, count_metrics, take, task_of
from tracedesk.server.problems import ApiError, JsonResponse

NEWEST_INGESTION_VERSION = 4
PROTOBUF = "application/x-protobuf"
LONGEST_TYPE = 200
_FORMS: dict[str, Form] = {PROTOBUF: "protobuf", "application/json": "json"}


async def post_langfuse_traces(request: Request) -> Response:
    """Store an export; a success means that it is on disk."""
    return await _store(request, await authorize(request), TRACES)


async def post_plain_traces(request: Request) -> Response:
    """As above, for exporters that know nothing of keys."""
    return await _store(request, await authorize_if_sent(request), TRACES)


async def post_langfuse_logs(request: Request) -> Response:
    """Store an export of logs; a success means that it is on disk."""
    return await _store(request, await authorize(request), LOGS)


async def post_plain_logs(request: Request) -> Response:
    """As above, for exporters that know nothing of keys."""
    return await _store(request, await authorize_if_sent(request), LOGS)


async def post_langfuse_metrics(request: Request) -> Response:
    """Metrics are not kept, whatever they are; exporters that send them shall not log errors (wire protocol, 3)."""
    await authorize(request)
    await read_body(request)
    return JsonResponse({"message": "OK"})


async def post_plain_metrics(request: Request) -> Response:
    """Count metrics, which are not kept."""
    access = await authorize_if_sent(request)
    media_type, task, payload = await _received(request, access, METRICS)
    return _answer(await count_metrics(request, access, task, payload), media_type)


async def _store(request: Request, access: Access, signal: Signal) -> Response:
    media_type, task, payload = await _received(request, access, signal)
    return _answer(await take(request, access, signal, task, payload), media_type)


async def _received(request: Request, access: Access, signal: Signal) -> tuple[str, Task, bytes]:
    """Return the media type that says how the body is written, how to read it, and the body.

    Raises:
        ApiError: one of its headers, or the body, cannot be read; what came is in the inbox.
    """
    sent_type = request.headers.get("content-type", "").lower()
    media_type = next((media_type for media_type in _FORMS if media_type in sent_type), None)
    task = task_of(request, signal, _FORMS[media_type or PROTOBUF])
    payload = await telemetry_body(request, access, task)
    try:
        _check_version(request)
        if media_type is None:
            message = f"Content-Type {sent_type!r} is not OTLP; send {' or '.join(_FORMS)}."
            raise ApiError(400, message, "Invalid content type")
    except ApiError as error:
        encoding = task.encoding if media_type else sent_type or "unknown"
        await keep(request, access, task, payload, str(error), encoding=encoding[:LONGEST_TYPE])
        raise
    return media_type, task, payload


def _answer(answer: Message, media_type: str) -> Response:
    if _FORMS[media_type] == "json":
        return JsonResponse(json_format.MessageToDict(answer))
    return Response(answer.SerializeToString(), media_type=media_type)


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
