"""Ways in for traces: batches of events, and exports of OpenTelemetry."""

from tracedesk.records.json import Json
from tracedesk.server import langfuse_ingest, otlp_http, write_traces
from tracedesk.server.openapi.fields import SOME_TIME, Schema, any_json, flag, object_of, text, texts, time
from tracedesk.server.openapi.operation import Body, Operation, Operations, json_body

_EVENT = object_of(
    text("id", required=True), text("type", required=True), time("timestamp", required=True), any_json("metadata"),
    any_json("body"),
)  # fmt: skip
_BATCH: Schema = {"type": "object", "required": ["batch"], "properties": {"batch": {"type": "array", "items": _EVENT}}}
_EXAMPLE: Json = {
    "batch": [
        {
            "id": "event-1", "type": "trace-create", "timestamp": SOME_TIME,
            "body": {"id": "trace-1", "name": "chat", "sessionId": "session-1"},
        },
        {
            "id": "event-2", "type": "generation-create", "timestamp": SOME_TIME,
            "body": {"id": "generation-1", "traceId": "trace-1", "name": "answer", "startTime": SOME_TIME},
        },
    ]
}  # fmt: skip


def _otlp(items: str) -> Operation:
    exported: Schema = {"type": "object", "properties": {items: {"type": "array", "items": {"type": "object"}}}}
    packed: Schema = {"type": "string", "format": "binary"}
    return Operation(body=Body(media={"application/json": exported, "application/x-protobuf": packed}, example={}))


OPERATIONS: Operations = {
    write_traces.post_trace: Operation(
        body=json_body(
            text("id"),
            time("timestamp"),
            text("name"),
            text("userId"),
            text("sessionId"),
            text("release"),
            text("version"),
            text("environment"),
            flag("public"),
            texts("tags"),
            any_json("input"),
            any_json("output"),
            any_json("metadata"),
            example={"id": "trace-2", "name": "chat", "timestamp": SOME_TIME, "tags": ["a"]},
        )
    ),
    langfuse_ingest.post_ingestion: Operation(
        body=Body(media={"application/json": _BATCH}, example=_EXAMPLE), status=207
    ),
    otlp_http.post_langfuse_traces: _otlp("resourceSpans"),
    otlp_http.post_langfuse_logs: _otlp("resourceLogs"),
    otlp_http.post_langfuse_metrics: _otlp("resourceMetrics"),
}
