"""What filters may ask of traces, observations and scores (wire protocol, 5.4): their columns as SQL.

Figures are those that answers show: seconds, dollars, and 0 where nothing was counted. A list reads its table under
the name ``t``, ``o`` or ``s``.
"""

from collections.abc import Mapping
from dataclasses import replace

from tracedesk.queries.filters import Column, Table
from tracedesk.queries.objects import COST
from tracedesk.records.units import NS_PER_MS, PUSD_PER_USD


def _payload(table: str, read: str) -> str:
    """Return what ``read`` finds in the payload of a row."""
    return f"(SELECT {read} FROM payload p WHERE p.payload_id = {table}.payload_id)"


def _text(name: str) -> Column:
    """The input or output of an observation."""
    return Column(_payload("o", f"payload_text('{name}', p.dictionary, p.body, p.file)"), words="any case", long=True)


def _metadata(table: str) -> Column:
    return Column(_payload(table, "payload_metadata(p.dictionary, p.body, p.file, ?)"), "metadata")


def _ms(time_ns: str) -> str:
    return f"{time_ns} / {NS_PER_MS}"


def _seconds_to(time_ns: str) -> Column:
    return Column(f"(({_ms(time_ns)} - {_ms('o.start_ns')}) / 1000.0)", "number")


def _dollars(pico: str) -> Column:
    return Column(f"({pico} / {PUSD_PER_USD}.0)", "number")


def _cost_of(part: str, costs: str, where: str = "1") -> Column:
    """Sum the kinds of cost whose name contains ``part``; ``costs`` are the elements of JSON objects."""
    return _dollars(f"(SELECT total(value) FROM {costs} WHERE {where} AND instr(key, '{part}'))")


def _scores(aggregate: str, types: str, where: str) -> str:
    return (
        f"(SELECT {aggregate} FROM score s INDEXED BY score_by_trace "
        f"WHERE {where} AND s.name = ? AND s.data_type IN ({types}))"
    )


def _verdicts(where: str) -> Mapping[str, Column]:
    """Scores by their name; ``where`` says of what."""
    average = Column(_scores("avg(s.value)", "'NUMERIC', 'BOOLEAN'", where), "score")
    categories = _scores("json_group_array(s.string_value)", "'CATEGORICAL', 'BOOLEAN'", where)
    return {
        "scores_avg": average,
        "scores": average,
        "score_categories": Column(categories, "category"),
        "score_booleans": Column(_scores("json_group_array(s.value = 1)", "'BOOLEAN'", where), "truth"),
    }


def _tokens(table: str) -> Mapping[str, Column]:
    total = Column(f"coalesce({table}.total_tokens, 0)", "number")
    return {
        "inputTokens": Column(f"coalesce({table}.input_tokens, 0)", "number"),
        "outputTokens": Column(f"coalesce({table}.output_tokens, 0)", "number"),
        "totalTokens": total,
        "tokens": total,
    }


def _of_trace(column: str) -> str:
    return f"(SELECT t.{column} FROM trace t WHERE t.seq = o.trace_seq)"


def _of_scored_trace(column: str) -> str:
    return f"(SELECT t.{column} FROM trace t WHERE t.project_seq = s.project_seq AND t.trace_id = s.trace_id)"


_DEBUG = "(SELECT count(*) FROM observation o WHERE o.trace_seq = t.seq AND o.level = 'DEBUG')"
_DEFAULT = f"(t.observation_count - t.error_count - t.warning_count - {_DEBUG})"
TRACES = Table({
    "id": Column("t.trace_id"),
    "name": Column("t.name"),
    "timestamp": Column("t.timestamp_ns", "time"),
    "userId": Column("t.user_id"),
    "sessionId": Column("t.session_id"),
    "environment": Column("coalesce(t.environment, 'default')"),
    "version": Column("t.version"),
    "release": Column("t.release"),
    "tags": Column("t.tags", "list"),
    "public": Column("coalesce(t.public, 0)", "flag"),
    "bookmarked": Column("0", "flag"),  # nothing ever is
    "metadata": _metadata("t"),
    "latency": Column(f"({_ms('coalesce(t.latency_ns, 0)')} / 1000.0)", "number"),
    **_tokens("t"),
    "inputCost": _cost_of("input", f"observation o, json_each({COST})", "o.trace_seq = t.seq"),
    "outputCost": _cost_of("output", f"observation o, json_each({COST})", "o.trace_seq = t.seq"),
    "totalCost": _dollars("coalesce(t.cost_pusd, 0)"),
    "level": Column(
        "CASE WHEN t.error_count > 0 THEN 'ERROR' WHEN t.warning_count > 0 THEN 'WARNING' "
        f"WHEN t.observation_count = 0 OR {_DEFAULT} > 0 THEN 'DEFAULT' ELSE 'DEBUG' END"
    ),
    "errorCount": Column("t.error_count", "number"),
    "warningCount": Column("t.warning_count", "number"),
    "defaultCount": Column(_DEFAULT, "number"),
    "debugCount": Column(_DEBUG, "number"),
    **_verdicts("s.project_seq = t.project_seq AND s.trace_id = t.trace_id"),
})  # fmt: skip

IS_ROOT = "coalesce(o.parent_id IS NULL OR o.app_root, 0)"  # to its program, at least
_LATENCY = _seconds_to("max(o.start_ns, o.end_ns)")
_MODEL, _TAGS = Column("o.model"), Column(_of_trace("tags"), "list")
OBSERVATIONS = Table({
    "id": Column("o.observation_id"),
    "type": Column("o.type"),
    "name": Column("o.name"),
    "traceId": Column(_of_trace("trace_id")),
    "startTime": Column("o.start_ns", "time"),
    "endTime": Column("max(o.start_ns, o.end_ns)", "time"),
    "environment": Column("coalesce(o.environment, 'default')"),
    "level": Column("coalesce(o.level, 'DEFAULT')"),
    "statusMessage": Column("o.status_message"),
    "version": Column("o.version"),
    "userId": Column(_of_trace("user_id")),
    "sessionId": Column(_of_trace("session_id")),
    "release": Column(_of_trace("release")),
    "traceName": Column(_of_trace("name")),
    "traceTags": _TAGS,
    "tags": _TAGS,
    "traceEnvironment": Column(f"coalesce({_of_trace('environment')}, 'default')"),
    "latency": _LATENCY,
    "timeToFirstToken": _seconds_to("o.completion_start_ns"),
    "tokensPerSecond": Column(f"(o.output_tokens / nullif({_LATENCY.sql}, 0))", "number"),
    **_tokens("o"),
    "inputCost": _cost_of("input", f"json_each({COST})"),
    "outputCost": _cost_of("output", f"json_each({COST})"),
    "totalCost": _dollars("coalesce(o.cost_pusd, 0)"),
    "model": _MODEL,
    "providedModelName": _MODEL,
    "promptName": Column("o.prompt_name"),
    "promptVersion": Column("o.prompt_version", "number"),
    "metadata": _metadata("o"),
    **_verdicts(
        f"s.project_seq = o.project_seq AND s.trace_id = {_of_trace('trace_id')} "
        "AND s.observation_id = o.observation_id"
    ),
})  # fmt: skip
OBSERVATIONS_V2 = Table({
    **OBSERVATIONS.columns,
    "isRootObservation": Column(IS_ROOT, "flag"),
    "parentObservationId": Column("o.parent_id"),
    "input": _text("input"),
    "output": _text("output"),
    "metadata": replace(_metadata("o"), words="same case"),
})  # fmt: skip

_SCORED_TAGS = Column(_of_scored_trace("tags"), "list")
SCORES = Table({
    "id": Column("s.score_id"),
    "name": Column("s.name"),
    "timestamp": Column("s.timestamp_ns", "time"),
    "source": Column("s.source"),
    "dataType": Column("s.data_type"),
    "value": Column("s.value", "number"),
    "stringValue": Column("s.string_value"),
    "environment": Column("s.environment"),
    "comment": Column("s.comment"),
    "configId": Column("s.config_id"),
    "queueId": Column("s.queue_id"),
    "authorUserId": Column("s.author_id"),
    "traceId": Column("s.trace_id"),
    "observationId": Column("s.observation_id"),
    "sessionId": Column("s.session_id"),
    "datasetRunId": Column("s.dataset_run_id"),
    "userId": Column(_of_scored_trace("user_id")),
    "traceName": Column(_of_scored_trace("name")),
    "traceTags": _SCORED_TAGS,
    "tags": _SCORED_TAGS,
    "metadata": Column("metadata_text(s.metadata, ?)", "metadata"),
})  # fmt: skip
