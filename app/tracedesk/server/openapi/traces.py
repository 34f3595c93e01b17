"""Traces, observations and sessions."""

from tracedesk.queries.filter_columns import OBSERVATIONS, OBSERVATIONS_V2, TRACES
from tracedesk.server import delete_traces, read_observations, read_traces
from tracedesk.server.openapi.fields import flag, listed, text, texts, time, whole
from tracedesk.server.openapi.filters import filter_of
from tracedesk.server.openapi.operation import PAGED, Operation, Operations, json_body
from tracedesk.server.query_params import DEFAULT_LIMIT

_OF_OBSERVATIONS = (
    text("name"), text("userId"), text("type"), text("traceId"), text("level"), text("parentObservationId"),
    texts("environment"), time("fromStartTime"), time("toStartTime"), text("version"),
)  # fmt: skip

OPERATIONS: Operations = {
    read_traces.get_traces: Operation(
        query=(
            *PAGED, text("userId"), text("name"), text("sessionId"), time("fromTimestamp"), time("toTimestamp"),
            text("orderBy", example="timestamp.desc"), texts("tags"), text("version"), text("release"),
            texts("environment"), listed("fields"), filter_of(TRACES),
        )
    ),
    read_traces.get_trace: Operation(query=(listed("fields"),), place={"trace_id": "trace-1"}),
    delete_traces.delete_one: Operation(),
    delete_traces.delete_several: Operation(
        body=json_body(texts("traceIds", required=True), example={"traceIds": ["trace-0"]})
    ),
    read_traces.get_sessions: Operation(
        query=(*PAGED, time("fromTimestamp"), time("toTimestamp"), texts("environment"))
    ),
    read_traces.get_session: Operation(place={"session_id": "session-1"}),
    read_observations.get_observations: Operation(query=(*PAGED, *_OF_OBSERVATIONS, filter_of(OBSERVATIONS))),
    read_observations.get_observations_v2: Operation(
        query=(
            whole("limit", most=read_observations.LARGEST_PAGE_V2, default=DEFAULT_LIMIT, least=0), text("cursor"),
            listed("fields"), listed("expandMetadata"), flag("parseIoAsJson"), *_OF_OBSERVATIONS, text("sessionId"),
            flag("isRootObservation"), filter_of(OBSERVATIONS_V2),
        )
    ),
    read_observations.get_observation: Operation(place={"observation_id": "generation-1"}),
}  # fmt: skip
