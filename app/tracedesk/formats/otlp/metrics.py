"""OTLP exports of metrics: counted, and not kept."""

from typing import Literal

from google.protobuf import json_format
from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest

from tracedesk.formats.batch import FormatError


def count_points(payload: bytes, form: Literal["protobuf", "json"]) -> int:
    """Return the number of data points in an ``ExportMetricsServiceRequest``.

    Raises:
        FormatError: it is none.
    """
    request = ExportMetricsServiceRequest()
    try:
        if form == "protobuf":
            request.ParseFromString(payload)
        else:
            json_format.Parse(payload, request, ignore_unknown_fields=True)
    except (DecodeError, json_format.ParseError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError(f"Invalid OTLP metrics export: {error}.") from None
    metrics = [
        metric for resource in request.resource_metrics for scope in resource.scope_metrics for metric in scope.metrics
    ]
    told = [(metric, metric.WhichOneof("data")) for metric in metrics]
    return sum(len(getattr(metric, kind).data_points) for metric, kind in told if kind is not None)
