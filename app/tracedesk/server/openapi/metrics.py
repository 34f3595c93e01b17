"""Metrics: the figures of days, and the metrics language in its two versions, which is JSON inside of the query."""

from collections.abc import Sequence
from typing import get_args

from tracedesk.analysis.metrics_query import Aggregation, View
from tracedesk.analysis.time_buckets import Granularity
from tracedesk.formats.langfuse_metrics import LARGEST_LIMIT, MOST_BINS, MOST_PARTS, VIEWS, VIEWS_V2
from tracedesk.queries.metrics_views import source_of
from tracedesk.records.json import Json
from tracedesk.server import read_metrics
from tracedesk.server.openapi.fields import Field, Schema, text, texts, time
from tracedesk.server.openapi.operation import PAGED, Operation, Operations

_EXAMPLE: Json = {
    "view": "observations",
    "metrics": [{"measure": "totalCost", "aggregation": "sum"}],
    "dimensions": [{"field": "providedModelName"}],
    "fromTimestamp": "2026-03-01T00:00:00Z",
    "toTimestamp": "2026-03-08T00:00:00Z",
}


_GRANULARITIES: list[Json] = ["auto", *get_args(Granularity)]


def _language(views: Sequence[View]) -> Field:
    questions: list[Json] = [_question(view) for view in views]
    return Field("query", {"oneOf": questions, "examples": [_EXAMPLE]}, required=True, as_json=True)


def _question(view: View) -> Schema:
    source = source_of(view)
    metric = _object(measure={"enum": list(source.measures)}, aggregation={"enum": list(get_args(Aggregation))})
    moment = time("").schema
    return {
        "type": "object",
        "required": ["view", "metrics", "fromTimestamp", "toTimestamp"],
        "properties": {
            "view": {"const": view},
            "metrics": _list(metric) | {"minItems": 1},
            "dimensions": _list(_object(field={"enum": list(source.dimensions)})),
            "timeDimension": {"oneOf": [{"type": "null"}, _object(granularity={"enum": _GRANULARITIES})]},
            "fromTimestamp": moment,
            "toTimestamp": moment,
            "orderBy": _list(_object(field={"type": "string"}, direction={"enum": ["asc", "desc"]})),
            "config": {
                "type": "object",
                "properties": {
                    "row_limit": {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT},
                    "bins": {"type": "integer", "minimum": 1, "maximum": MOST_BINS},
                },
            },
        },
    }


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "properties": dict(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items, "maxItems": MOST_PARTS}


OPERATIONS: Operations = {
    read_metrics.get_metrics: Operation(query=(_language(VIEWS),)),
    read_metrics.get_metrics_v2: Operation(query=(_language(VIEWS_V2),)),
    read_metrics.get_daily_metrics: Operation(
        query=(
            *PAGED, text("traceName"), text("userId"), texts("tags"), texts("environment"), time("fromTimestamp"),
            time("toTimestamp"),
        )
    ),
}  # fmt: skip
