"""Scores: v1 knows those of traces and observations, v2 and v3 all."""

from tracedesk.formats.langfuse_score import SOURCES, TYPES
from tracedesk.formats.langfuse_score_v3 import GROUPS
from tracedesk.queries.filter_columns import SCORES
from tracedesk.server import read_scores, read_scores_v3, write_scores
from tracedesk.server.openapi.fields import (
    any_json,
    listed,
    number,
    object_of,
    several_words,
    text,
    texts,
    time,
    words,
)
from tracedesk.server.openapi.filters import filter_of
from tracedesk.server.openapi.operation import LIMIT, PAGED, Body, Operation, Operations

_OF_BOTH = (
    *PAGED, text("userId"), text("name"), time("fromTimestamp"), time("toTimestamp"), texts("environment"),
    words("source", SOURCES), words("operator", read_scores.OPERATORS), number("value"), listed("scoreIds"),
    text("configId"), text("queueId"), words("dataType", TYPES), texts("traceTags"),
    filter_of(SCORES),
)  # fmt: skip
_SCORE_FIELDS = (
    text("id"), text("name", required=True), any_json("value"), words("dataType", TYPES), text("traceId"),
    text("observationId"), text("sessionId"), text("datasetRunId"), text("configId"), text("queueId"),
    text("comment"), any_json("metadata"), text("environment"), words("source", SOURCES), time("timestamp"),
)  # fmt: skip
_SCORE = object_of(*_SCORE_FIELDS)

OPERATIONS: Operations = {
    read_scores.get_scores: Operation(query=_OF_BOTH),
    read_scores.get_score: Operation(place={"score_id": "score-1"}),
    read_scores.get_scores_v2: Operation(
        query=(
            *_OF_BOTH, text("sessionId"), text("datasetRunId"), text("traceId"), listed("observationId"),
            listed("fields"),
        )
    ),
    read_scores.get_score_v2: Operation(place={"score_id": "score-1"}),
    read_scores_v3.get_scores_v3: Operation(
        query=(
            LIMIT, text("cursor"), several_words("fields", GROUPS), listed("id"), listed("name"), listed("source"),
            listed("dataType"), listed("environment"), listed("configId"), listed("queueId"), listed("authorUserId"),
            listed("value"), number("valueMin"), number("valueMax"), listed("traceId"), listed("sessionId"),
            listed("observationId"), listed("experimentId"), time("fromTimestamp"), time("toTimestamp"),
        )
    ),
    write_scores.post_scores: Operation(
        body=Body(
            media={"application/json": {"oneOf": [_SCORE, {"type": "array", "items": _SCORE}]}},
            example={"id": "score-1", "traceId": "trace-1", "name": "helpfulness", "value": 0.9},
            fields=_SCORE_FIELDS,
        )
    ),
    write_scores.delete_score: Operation(status=202),
}  # fmt: skip
