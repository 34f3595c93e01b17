"""Metrics: the figures of days, and the metrics language in its two versions."""

from tracedesk.server import read_metrics
from tracedesk.server.openapi.fields import text, texts, time
from tracedesk.server.openapi.operation import PAGED, Operation, Operations

_QUERY = (
    '{"view": "observations", "metrics": [{"measure": "totalCost", "aggregation": "sum"}], '
    '"dimensions": [{"field": "providedModelName"}], '
    '"fromTimestamp": "2026-03-01T00:00:00Z", "toTimestamp": "2026-03-08T00:00:00Z"}'
)

OPERATIONS: Operations = {
    read_metrics.get_metrics: Operation(query=(text("query", required=True, example=_QUERY),)),
    read_metrics.get_metrics_v2: Operation(query=(text("query", required=True, example=_QUERY),)),
    read_metrics.get_daily_metrics: Operation(
        query=(
            *PAGED, text("traceName"), text("userId"), texts("tags"), texts("environment"), time("fromTimestamp"),
            time("toTimestamp"),
        )
    ),
}  # fmt: skip
