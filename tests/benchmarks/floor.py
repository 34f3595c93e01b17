"""The least that any receiver must do: decode a body, flatten it to rows, insert them.

One process, one thread, no HTTP, no merging of statements, no compression, no text index; one transaction a
body, synchronous=NORMAL.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import orjson
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from process.connection import Body

Row: TypeAlias = tuple[object, ...]
_TABLES = """
    PRAGMA journal_mode = wal;
    PRAGMA synchronous = normal;
    CREATE TABLE trace (id TEXT PRIMARY KEY, name TEXT, user TEXT, session TEXT, start INTEGER) WITHOUT ROWID;
    CREATE INDEX trace_by_time ON trace (start);
    CREATE TABLE step (
        id TEXT, trace TEXT, parent TEXT, kind TEXT, name TEXT, start INTEGER, "end" INTEGER, level TEXT, status TEXT,
        model TEXT, input_tokens INTEGER, output_tokens INTEGER, input TEXT, output TEXT, rest TEXT
    );
    CREATE UNIQUE INDEX step_by_trace ON step (trace, id);
    CREATE INDEX step_by_time ON step (start);
"""
_INSERT_TRACE = "INSERT OR IGNORE INTO trace VALUES (?, ?, ?, ?, ?)"
_INSERT_STEP = f"INSERT OR REPLACE INTO step VALUES ({', '.join('?' * 15)})"


def store_bodies(bodies: Sequence[Body], path: Path) -> int:
    """Store the bodies in a new database and return how many steps it holds then."""
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(_TABLES)
    for body in bodies:
        protobuf = body.content_type == "application/x-protobuf"
        traces, steps = _from_export(body.data) if protobuf else _from_batch(body.data)
        database.execute("BEGIN")
        database.executemany(_INSERT_TRACE, traces)
        database.executemany(_INSERT_STEP, steps)
        database.execute("COMMIT")
    stored: int = database.execute("SELECT count(*) FROM step").fetchone()[0]
    database.close()
    return stored


def _from_export(data: bytes) -> tuple[list[Row], list[Row]]:
    traces: list[Row] = []
    steps: list[Row] = []
    for from_resource in ExportTraceServiceRequest.FromString(data).resource_spans:
        for from_scope in from_resource.scope_spans:
            for span in from_scope.spans:
                told = {pair.key: pair.value.string_value or pair.value.int_value for pair in span.attributes}
                take = told.pop
                trace_id, start_ns = span.trace_id.hex(), span.start_time_unix_nano
                user, session = take("user.id", None), take("session.id", None)
                if not span.parent_span_id:
                    traces.append((trace_id, span.name, user, session, start_ns))
                given = take("input.value", None) or orjson.dumps(list(_messages(told))).decode()
                steps.append((
                    span.span_id.hex(), trace_id, span.parent_span_id.hex(), take("openinference.span.kind"), span.name,
                    start_ns, span.end_time_unix_nano, "ERROR" if span.status.code == 2 else "DEFAULT",
                    span.status.message, take("llm.model_name", None), take("llm.token_count.prompt", None),
                    take("llm.token_count.completion", None), given, take("output.value", None),
                    orjson.dumps(told).decode(),
                ))  # fmt: skip
    return traces, steps


def _messages(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    place = 0
    while (role := told.pop(f"llm.input_messages.{place}.message.role", None)) is not None:
        yield {"role": role, "content": told.pop(f"llm.input_messages.{place}.message.content")}
        place += 1


def _from_batch(data: bytes) -> tuple[list[Row], list[Row]]:
    traces: list[Row] = []
    steps: list[Row] = []
    for event in orjson.loads(data)["batch"]:
        body = event["body"]
        if event["type"] == "trace-create":
            start = _number(body["timestamp"])
            traces.append((body["id"], body["name"], body["userId"], body["sessionId"], start))
            continue
        usage = body.get("usageDetails") or {}
        steps.append((
            body["id"], body["traceId"], body["parentObservationId"], event["type"], body["name"],
            _number(body["startTime"]), _number(body["endTime"]), body["level"], body["statusMessage"],
            body.get("model"), usage.get("input"), usage.get("output"), _text(body["input"]), _text(body["output"]),
            orjson.dumps(body["metadata"]).decode(),
        ))  # fmt: skip
    return traces, steps


def _number(at: str) -> int:
    """Return the digits of a time: they order as the times do, and nothing could be cheaper."""
    return int(at[:4] + at[5:7] + at[8:10] + at[11:13] + at[14:16] + at[17:19] + at[20:23])


def _text(value: object) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()
