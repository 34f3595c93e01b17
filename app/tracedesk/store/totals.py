"""Totals on the trace row, counted again from its observations and scores whenever these change."""

from collections.abc import Iterable

from peewee import Database

from tracedesk.records.rating import rating_id
from tracedesk.store.database import execute, executemany

_TOTALS = """
    UPDATE trace SET
        latency_ns = t.last_ns - t.first_ns,
        observation_count = t.count,
        running_count = t.running,
        error_count = t.errors,
        warning_count = t.warnings,
        input_tokens = t.input_tokens,
        output_tokens = t.output_tokens,
        total_tokens = t.total_tokens,
        cost_pusd = t.cost_pusd
    FROM (
        SELECT
            min(start_ns) AS first_ns,
            max(max(start_ns, coalesce(end_ns, 0))) AS last_ns,
            count(*) AS count,
            coalesce(sum(end_ns IS NULL AND type <> 'EVENT'), 0) AS running,
            coalesce(sum(level IS 'ERROR'), 0) AS errors,
            coalesce(sum(level IS 'WARNING'), 0) AS warnings,
            sum(input_tokens) AS input_tokens,
            sum(output_tokens) AS output_tokens,
            sum(total_tokens) AS total_tokens,
            sum(cost_pusd) AS cost_pusd
        FROM observation WHERE trace_seq = ?1
    ) AS t
    WHERE trace.seq = ?1
"""

_SCORES = """
    UPDATE trace SET
        score_count = (SELECT count(*) FROM score s WHERE s.project_seq = trace.project_seq
            AND s.trace_id = trace.trace_id),
        rating = (SELECT s.value FROM score s WHERE s.project_seq = trace.project_seq AND s.score_id = ?
            AND s.trace_id = trace.trace_id)
    WHERE project_seq = ? AND trace_id = ?
"""


def recount_observations(database: Database, trace_seqs: Iterable[int]) -> None:
    executemany(database, _TOTALS, [(seq,) for seq in sorted(trace_seqs)])


def recount_scores(database: Database, project_seq: int, trace_ids: Iterable[str]) -> None:
    executemany(database, _SCORES, [(rating_id(trace_id), project_seq, trace_id) for trace_id in sorted(trace_ids)])


def drop_left_traces(database: Database, trace_seqs: Iterable[int]) -> None:
    """Delete the made-up traces whose only observation has found its real trace."""
    for seq in trace_seqs:
        execute(
            database,
            "DELETE FROM trace WHERE seq = ? AND NOT stated "
            "AND NOT EXISTS (SELECT 1 FROM observation WHERE trace_seq = trace.seq)",
            (seq,),
        )
