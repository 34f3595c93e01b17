"""What the metrics language may ask of: the views with their dimensions and measures, as SQL over our tables.

Names, units and types are those of the Langfuse wire protocol, section 8: latencies are milliseconds there. The SQL
functions that are not SQLite's are in ``queries.metrics_functions``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracedesk.analysis.metrics_query import View
from tracedesk.queries.filters import Column, Table
from tracedesk.queries.objects import COST
from tracedesk.records.units import NS_PER_MS, NS_PER_S

DimensionKind: TypeAlias = Literal["text", "number", "flag", "list"]
Amount: TypeAlias = Literal["whole", "real", "money", "distinct"]


@dataclass(frozen=True, slots=True)
class Dimension:
    """``sql`` is NULL where a row has none. Of a ``list`` it is JSON text; a ``flag`` is 0 or 1."""

    sql: str
    kind: DimensionKind = "text"


@dataclass(frozen=True, slots=True)
class Measure:
    """``sql`` is what one row of the view has of it; NULL: nothing.

    ``money`` is in pico-dollars. ``distinct`` measures count the different values of a group, whatever the aggregation.
    """

    sql: str
    amount: Amount = "whole"


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from: ``tables`` follows FROM, ``project_seq`` and ``time_ns`` are columns."""

    tables: str
    project_seq: str
    time_ns: str
    dimensions: Mapping[str, Dimension]
    measures: Mapping[str, Measure]
    metadata: str  # what lies under the key that is bound to its ``?``
    only: str = "1"

    @property
    def filtered(self) -> Table:
        """What filters may ask of: the dimensions, the time and the metadata."""
        columns = {name: Column(f"({one.sql})", one.kind) for name, one in self.dimensions.items()}
        time = Column(self.time_ns, "time")
        return Table({**columns, "timestamp": time, "startTime": time, "metadata": Column(self.metadata, "metadata")})


def _ms(time_ns: str) -> str:
    return f"{time_ns} / {NS_PER_MS}"


def _month(time_ns: str) -> str:
    return f"strftime('%Y-%m', {time_ns} / {NS_PER_S}, 'unixepoch')"


def _day(time_ns: str) -> str:
    return f"strftime('%Y-%m-%d', {time_ns} / {NS_PER_S}, 'unixepoch')"


def _cost_of(part: str) -> str:
    return f"cost_of('{part}', {COST})"


def _a_second(tokens: str, from_ms: str) -> str:
    return f"{tokens} * 1000.0 / nullif(max(0, {_END_MS} - {from_ms}), 0)"


_COUNT = Measure("1")
_START_MS, _END_MS = _ms("o.start_ns"), _ms("max(o.start_ns, o.end_ns)")
_FIRST_TOKEN_MS = _ms("o.completion_start_ns")
_OF_TRACE = {
    "traceName": Dimension("t.name"),
    "tags": Dimension("coalesce(t.tags, '[]')", "list"),
    "userId": Dimension("t.user_id"),
    "sessionId": Dimension("t.session_id"),
    "traceRelease": Dimension("t.release"),
    "traceVersion": Dimension("t.version"),
}

_PAYLOAD_METADATA = "payload_metadata(p.dictionary, p.body, p.file, ?)"
_TRACES = Source(
    tables="trace t INDEXED BY trace_by_time LEFT JOIN payload p ON p.payload_id = t.payload_id",
    metadata=_PAYLOAD_METADATA,
    project_seq="t.project_seq",
    time_ns="t.timestamp_ns",
    dimensions={
        "id": Dimension("t.trace_id"),
        "name": Dimension("t.name"),
        "tags": Dimension("coalesce(t.tags, '[]')", "list"),
        "userId": Dimension("t.user_id"),
        "sessionId": Dimension("t.session_id"),
        "release": Dimension("t.release"),
        "version": Dimension("t.version"),
        "environment": Dimension("coalesce(t.environment, 'default')"),
        "timestampMonth": Dimension(_month("t.timestamp_ns")),
    },
    measures={
        "count": _COUNT,
        "observationsCount": Measure("t.observation_count"),
        "scoresCount": Measure("t.score_count"),
        "uniqueUserIds": Measure("t.user_id", "distinct"),
        "uniqueSessionIds": Measure("t.session_id", "distinct"),
        "latency": Measure(_ms("t.latency_ns")),
        "totalTokens": Measure("t.total_tokens"),
        "totalCost": Measure("t.cost_pusd", "money"),
    },
)
_OBSERVATIONS = Source(
    metadata=_PAYLOAD_METADATA,
    tables="""observation o INDEXED BY observation_by_time LEFT JOIN trace t ON t.seq = o.trace_seq
        LEFT JOIN payload p ON p.payload_id = o.payload_id""",
    project_seq="o.project_seq",
    time_ns="o.start_ns",
    dimensions={
        "id": Dimension("o.observation_id"),
        "traceId": Dimension("t.trace_id"),
        "environment": Dimension("coalesce(o.environment, 'default')"),
        "parentObservationId": Dimension("o.parent_id"),
        "type": Dimension("o.type"),
        "name": Dimension("o.name"),
        "level": Dimension("coalesce(o.level, 'DEFAULT')"),
        "version": Dimension("o.version"),
        "providedModelName": Dimension("o.model"),
        "promptName": Dimension("o.prompt_name"),
        "promptVersion": Dimension("o.prompt_version", "number"),
        "startTimeMonth": Dimension(_month("o.start_ns")),
        "toolNames": Dimension("defined_tools(p.dictionary, p.body, p.file)", "list"),
        "calledToolNames": Dimension("called_tools(p.dictionary, p.body, p.file)", "list"),
        "isRootObservation": Dimension("coalesce(o.parent_id IS NULL OR o.app_root, 0)", "flag"),
        "release": Dimension("t.release"),
        **_OF_TRACE,
    },
    measures={
        "count": _COUNT,
        "latency": Measure(f"{_END_MS} - {_START_MS}"),
        "streamingLatency": Measure(f"max(0, {_END_MS} - {_FIRST_TOKEN_MS})"),
        "inputTokens": Measure("o.input_tokens"),
        "outputTokens": Measure("o.output_tokens"),
        "totalTokens": Measure("o.total_tokens"),
        # While it answers; where nobody told when the answer began, from the start.
        "outputTokensPerSecond": Measure(
            _a_second("o.output_tokens", f"coalesce({_FIRST_TOKEN_MS}, {_START_MS})"), "real"
        ),
        "tokensPerSecond": Measure(_a_second("o.total_tokens", _START_MS), "real"),
        "inputCost": Measure(_cost_of("input"), "money"),
        "outputCost": Measure(_cost_of("output"), "money"),
        "totalCost": Measure("o.cost_pusd", "money"),
        "timeToFirstToken": Measure(f"max(0, {_FIRST_TOKEN_MS} - {_START_MS})"),
        "countScores": Measure(
            "(SELECT count(*) FROM score s WHERE s.project_seq = o.project_seq AND s.trace_id = t.trace_id "
            "AND s.observation_id = o.observation_id)"
        ),
        "toolDefinitions": Measure("json_array_length(defined_tools(p.dictionary, p.body, p.file))"),
        "toolCalls": Measure("json_array_length(called_tools(p.dictionary, p.body, p.file))"),
    },
)


def _scores(types: str, values: Mapping[str, Dimension], measures: Mapping[str, Measure]) -> Source:
    return Source(
        tables="""score s INDEXED BY score_by_time
            LEFT JOIN trace t ON t.project_seq = s.project_seq AND t.trace_id = s.trace_id
            LEFT JOIN observation o ON o.project_seq = s.project_seq AND o.observation_id = s.observation_id
                AND o.trace_seq = t.seq""",
        project_seq="s.project_seq",
        time_ns="s.timestamp_ns",
        metadata="metadata_text(s.metadata, ?)",
        only=f"s.data_type IN ({types})",
        dimensions={
            "id": Dimension("s.score_id"),
            "environment": Dimension("s.environment"),
            "name": Dimension("s.name"),
            "source": Dimension("s.source"),
            "dataType": Dimension("s.data_type"),
            "traceId": Dimension("s.trace_id"),
            "observationId": Dimension("s.observation_id"),
            "configId": Dimension("s.config_id"),
            "timestampMonth": Dimension(_month("s.timestamp_ns")),
            "timestampDay": Dimension(_day("s.timestamp_ns")),
            **_OF_TRACE,
            "sessionId": Dimension("coalesce(s.session_id, t.session_id)"),
            "observationName": Dimension("o.name"),
            "observationModelName": Dimension("o.model"),
            "observationPromptName": Dimension("o.prompt_name"),
            "observationPromptVersion": Dimension("o.prompt_version", "number"),
            **values,
        },
        measures={"count": _COUNT, **measures},
    )


_VALUE = {"value": Dimension("s.value", "number")}
_TRUTH = {"booleanValue": Dimension("s.value = 1", "flag")}
_CATEGORY = {"stringValue": Dimension("s.string_value")}
_AMOUNT = {"value": Measure("s.value", "real")}
_SOURCES: Mapping[View, Source] = {
    "traces": _TRACES,
    "observations": _OBSERVATIONS,
    "scores-numeric": _scores("'NUMERIC', 'BOOLEAN'", _VALUE, _AMOUNT),
    "scores-boolean": _scores("'BOOLEAN'", _VALUE | _TRUTH, _AMOUNT),
    "scores-categorical": _scores("'CATEGORICAL'", _CATEGORY, {}),
}


def source_of(view: View) -> Source:
    return _SOURCES[view]
