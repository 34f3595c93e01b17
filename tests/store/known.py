"""All that a store knows, without the times of its own clock: for comparing stores."""

from collections import Counter
from dataclasses import replace
from typing import Any

from tracedesk.queries.observation_objects import observations_of_traces
from tracedesk.queries.trace_detail import scores_of_trace, stored_trace_of
from tracedesk.queries.traces import TraceFilter, trace_ids
from tracedesk.runtime import Runtime
from tracedesk.store.database import rows
from tracedesk.store.rollups import hour_of, latency_bucket

_TOTALS = """
    SELECT t.trace_id, t.observation_count, t.running_count, t.error_count, t.warning_count, t.input_tokens,
        t.output_tokens, t.total_tokens, t.cost_pusd, t.latency_ns, t.score_count, t.rating
    FROM trace t ORDER BY t.trace_id
"""
_RECOUNT = """
    SELECT t.trace_id, count(o.seq), coalesce(sum(o.end_ns IS NULL AND o.type <> 'EVENT'), 0),
        coalesce(sum(o.level IS 'ERROR'), 0), coalesce(sum(o.level IS 'WARNING'), 0), sum(o.input_tokens),
        sum(o.output_tokens), sum(o.total_tokens), sum(o.cost_pusd),
        max(max(o.start_ns, coalesce(o.end_ns, 0))) - min(o.start_ns),
        (SELECT count(*) FROM score s WHERE s.trace_id = t.trace_id),
        (SELECT s.value FROM score s WHERE s.score_id = 'rating:' || t.trace_id)
    FROM trace t LEFT JOIN observation o ON o.trace_seq = t.seq GROUP BY t.trace_id ORDER BY t.trace_id
"""
_OBSERVATION_HOURS = "SELECT * FROM observation_hour ORDER BY project_seq, hour, model"
_RECOUNT_OBSERVATION_HOURS = """
    SELECT project_seq, start_ns / 3600000000000 AS hour, coalesce(model, '') AS model, count(*),
        sum(level IS 'ERROR'), coalesce(sum(input_tokens), 0), coalesce(sum(output_tokens), 0),
        coalesce(sum(total_tokens), 0), coalesce(sum(cost_pusd), 0)
    FROM observation o GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_TRACE_HOURS = "SELECT project_seq, hour, name, latency_bucket, trace_count FROM trace_hour"
_TRACES = "SELECT project_seq, timestamp_ns, coalesce(name, ''), latency_ns FROM trace"


def everything(runtime: Runtime) -> list[Any]:
    """Return each trace with its observations and scores."""
    project, database = runtime.project_id, runtime.database
    found: list[Any] = []
    for trace_id in sorted(trace_ids(database, TraceFilter(project_id=project))):
        trace = stored_trace_of(database, project, trace_id)
        assert trace is not None
        found.append(replace(trace, created_ns=0, updated_ns=0, project_id=""))
        observations = sorted(observations_of_traces(database, project, [trace_id]), key=lambda one: one.observation_id)
        found.append([replace(one, created_ns=0, updated_ns=0, project_id="") for one in observations])
        scores = sorted(scores_of_trace(database, project, trace_id), key=lambda score: score.score_id)
        found.append([replace(score, created_ns=0, updated_ns=0, project_id="") for score in scores])
    return found


def totals(runtime: Runtime) -> list[tuple[Any, ...]]:
    """Return the totals as they are kept on the trace rows."""
    return rows(runtime.database, _TOTALS)


def recount(runtime: Runtime) -> list[tuple[Any, ...]]:
    """Return the same, counted from the observations and scores."""
    return rows(runtime.database, _RECOUNT)


def hours(runtime: Runtime) -> list[tuple[Any, ...]]:
    """Return the hourly roll-ups as they are kept."""
    database = runtime.database
    return rows(database, _OBSERVATION_HOURS) + sorted(rows(database, _TRACE_HOURS))


def recount_hours(runtime: Runtime) -> list[tuple[Any, ...]]:
    """Return the same, counted from the observations and traces."""
    database = runtime.database
    traces = Counter(
        (project, hour_of(timestamp_ns), name, latency_bucket(latency_ns))
        for project, timestamp_ns, name, latency_ns in rows(database, _TRACES)
    )
    return rows(database, _RECOUNT_OBSERVATION_HOURS) + sorted((*key, count) for key, count in traces.items())
