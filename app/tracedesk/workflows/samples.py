"""Sends the built-in sample traces through the real endpoint, as a program of the user's would."""

import json
import secrets
from collections.abc import Callable
from typing import Any, TypeAlias

from tracedesk.config.resources import resource
from tracedesk.formats.json_text import dumps
from tracedesk.formats.times import format_time
from tracedesk.records.json import Json
from tracedesk.records.units import NS_PER_MS, NS_PER_S
from tracedesk.remotes.otlp import push_traces

Sample: TypeAlias = dict[str, Any]  # one trace of resources/samples.json; its times are relative

_OTLP_ERROR = 2


def load_samples() -> list[Sample]:
    """Return the sample traces, newest first."""
    samples: list[Sample] = json.loads(resource("samples.json").read_text(encoding="utf-8"))
    return samples


def send_samples(
    url: str, samples: list[Sample], now_ns: int, progress: Callable[[int, int], None] = lambda done, total: None
) -> None:
    """Send each sample as one export, placed in time before ``now_ns``. Raises ``remotes.otlp.PushError``."""
    for number, sample in enumerate(reversed(samples), start=1):
        push_traces(url, [resource_spans(sample, now_ns)])
        progress(number, len(samples))


def resource_spans(sample: Sample, now_ns: int) -> Json:
    """Return a sample as one entry of an OTLP/JSON export, with fresh ids."""
    trace_id = secrets.token_hex(16)
    span_ids = [secrets.token_hex(8) for _ in sample["spans"]]
    begin_ns = now_ns - sample["ago_s"] * NS_PER_S
    spans: list[Json] = []
    for number, span in enumerate(sample["spans"]):
        parent = {"parentSpanId": span_ids[span["parent"]]} if "parent" in span else {}
        spans.append(
            parent
            | {
                "traceId": trace_id,
                "spanId": span_ids[number],
                "name": span["name"],
                "startTimeUnixNano": str(begin_ns + span["start_ms"] * NS_PER_MS),
                "endTimeUnixNano": str(begin_ns + span["end_ms"] * NS_PER_MS),
                "attributes": _attributes(span, begin_ns) + ([] if parent else _trace_attributes(sample)),
                "status": {"code": _OTLP_ERROR} if span.get("level") == "ERROR" else {},
            }
        )
    return {
        "resource": {"attributes": [_attribute("service.name", "tracedesk-samples")]},
        "scopeSpans": [{"scope": {"name": "langfuse-sdk"}, "spans": spans}],
    }


def _attributes(span: Sample, begin_ns: int) -> list[Json]:
    told = {
        "type": span["type"],
        "input": _text(span.get("input")),
        "output": _text(span.get("output")),
        "model.name": span.get("model"),
        "model.parameters": _text(span.get("params")),
        "usage_details": _text(span.get("usage")),
        "cost_details": _text(span.get("cost")),
        "level": span.get("level"),
        "status_message": span.get("error"),
        "completion_start_time": _first_token(span, begin_ns),
    }
    return [_attribute(f"langfuse.observation.{key}", value) for key, value in told.items() if value is not None]


def _trace_attributes(sample: Sample) -> list[Json]:
    told = {
        "langfuse.trace.name": sample["name"],
        "user.id": sample.get("user"),
        "session.id": sample.get("session"),
        "langfuse.release": sample.get("release"),
        "langfuse.trace.tags": _text(sample.get("tags")),
    }
    told |= {f"langfuse.trace.metadata.{key}": value for key, value in sample.get("metadata", {}).items()}
    return [_attribute(key, value) for key, value in told.items() if value is not None]


def _attribute(key: str, value: str) -> Json:
    return {"key": key, "value": {"stringValue": value}}


def _text(value: Json) -> str | None:
    return value if value is None or isinstance(value, str) else dumps(value)


def _first_token(span: Sample, begin_ns: int) -> str | None:
    if "ttft_ms" not in span:
        return None
    return format_time(begin_ns + (span["start_ms"] + span["ttft_ms"]) * NS_PER_MS)
