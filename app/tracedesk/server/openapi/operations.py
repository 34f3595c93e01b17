"""All operations that are described, by the function that answers them."""

from tracedesk.server.openapi import (
    annotation_queues,
    comments,
    datasets,
    media,
    metrics,
    models,
    prompts,
    score_configs,
    scores,
    system,
    telemetry,
    traces,
)
from tracedesk.server.openapi.operation import Operations

OPERATIONS: Operations = {
    **telemetry.OPERATIONS,
    **traces.OPERATIONS,
    **scores.OPERATIONS,
    **score_configs.OPERATIONS,
    **comments.OPERATIONS,
    **annotation_queues.OPERATIONS,
    **datasets.OPERATIONS,
    **media.OPERATIONS,
    **metrics.OPERATIONS,
    **models.OPERATIONS,
    **prompts.OPERATIONS,
    **system.OPERATIONS,
}
