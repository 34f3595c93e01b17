"""Builds trace exports as exporters send them, in JSON and in protobuf, from Python values."""

import base64
import json
import math

from google.protobuf import json_format
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tracedesk.formats.otlp import decode_json
from tracedesk.records.trace import Observation, Trace

TRACE = "0af7651916cd43dd8448eb211c80319c"
ROOT = "b7ad6b7169203331"
CHILD = "00f067aa0ba902b7"
START_NS = 1_793_491_200_000_000_123
_NO_NUMBERS = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
END_NS = START_NS + 2_000_000_000


def any_value(value):
    match value:
        case bool():
            return {"boolValue": value}
        case int():
            return {"intValue": str(value)}
        case float():
            return {"doubleValue": value if math.isfinite(value) else _NO_NUMBERS[str(value)]}
        case str():
            return {"stringValue": value}
        case bytes():
            return {"bytesValue": base64.b64encode(value).decode()}
        case list():
            return {"arrayValue": {"values": [any_value(item) for item in value]}}
        case dict():
            return {"kvlistValue": {"values": pairs(value)}}
    return {}


def pairs(attributes):
    return [{"key": key, "value": any_value(value)} for key, value in attributes.items()]


def event(name, /, **attributes):
    return {"name": name, "timeUnixNano": str(END_NS), "attributes": pairs(attributes)}


def span(attributes=None, /, **fields):
    """A root span; ``fields`` are OTLP's."""
    return {
        "traceId": TRACE,
        "spanId": ROOT,
        "name": "step",
        "startTimeUnixNano": str(START_NS),
        "endTimeUnixNano": str(END_NS),
        "attributes": pairs(attributes or {}),
    } | fields


def child(attributes=None, /, **fields):
    return span(attributes, **{"spanId": CHILD, "parentSpanId": ROOT} | fields)


def request(*spans, resource=None, scope="", version="1.0"):
    group = {"scope": {"name": scope, "version": version}, "spans": list(spans)}
    return {"resourceSpans": [{"resource": {"attributes": pairs(resource or {})}, "scopeSpans": [group]}]}


def in_protobuf(export):
    """Return an export as protobuf's bytes; its JSON differs from OTLP's in the form of ids only."""
    export = json.loads(json.dumps(export))
    for from_resource in export["resourceSpans"]:
        for from_scope in from_resource["scopeSpans"]:
            links = [link for one in from_scope["spans"] for link in one.get("links", ())]
            for one in (*from_scope["spans"], *links):
                for name in {"traceId", "spanId", "parentSpanId"} & one.keys():
                    one[name] = base64.b64encode(bytes.fromhex(one[name])).decode()
    return json_format.ParseDict(export, ExportTraceServiceRequest()).SerializeToString()


def records(*spans, **origin):
    return decode_json(json.dumps(request(*spans, **origin)).encode(), now_ns=END_NS).records


def observation(one, **origin):
    (found,) = [record for record in records(one, **origin) if isinstance(record, Observation)]
    return found


def traces(*spans, **origin):
    return [record for record in records(*spans, **origin) if isinstance(record, Trace)]
