"""The values of OTLP's protobuf as plain JSON."""

import math
from base64 import b64encode
from collections.abc import Iterable

from opentelemetry.proto.common.v1.common_pb2 import AnyValue, InstrumentationScope, KeyValue

from tracedesk.records.json import Json
from tracedesk.records.span import Attributes, Scope


def scope_of(scope: InstrumentationScope) -> Scope:
    return Scope(scope.name, scope.version, attributes_of(scope.attributes))


def attributes_of(pairs: Iterable[KeyValue]) -> Attributes:
    # Most values are texts, and asking WhichOneof of each would cost a third more.
    return {pair.key: (value := pair.value).string_value or value_of(value) for pair in pairs}


def value_of(value: AnyValue) -> Json:
    match value.WhichOneof("value"):
        case "string_value":
            return value.string_value
        case "int_value":
            return value.int_value
        case "bool_value":
            return value.bool_value
        case "double_value":
            return _number(value.double_value)
        case "array_value":
            return [value_of(item) for item in value.array_value.values]
        case "kvlist_value":
            return attributes_of(value.kvlist_value.values)
        case "bytes_value":
            return b64encode(value.bytes_value).decode()
    return None


def _number(number: float) -> float | str:
    """Return ``number``, in OTLP/JSON's words where JSON has no number for it."""
    if math.isfinite(number):
        return number
    if math.isnan(number):
        return "NaN"
    return "Infinity" if number > 0 else "-Infinity"
