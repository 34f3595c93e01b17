"""CSV for spreadsheets (RFC 4180, UTF-8): one line a trace, observation or score."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from tracedesk.formats.json_text import dumps
from tracedesk.formats.langfuse_api import metadata
from tracedesk.formats.times import format_time
from tracedesk.records.json import Json
from tracedesk.records.stored import StoredObservation, StoredScore, StoredTrace
from tracedesk.records.units import NS_PER_S, usd

Cell: TypeAlias = str | int | float | None

BYTE_ORDER_MARK = "\ufeff"  # without it, Excel takes UTF-8 for the system's old code page
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

TRACE_HEADER = (
    "id", "timestamp", "name", "user_id", "session_id", "release", "version", "environment", "tags", "latency_s",
    "observations", "errors", "input_tokens", "output_tokens", "total_tokens", "cost_usd", "scores", "comments",
    "input", "output", "metadata",
)  # fmt: skip
OBSERVATION_HEADER = (
    "id", "trace_id", "parent_id", "type", "name", "start", "end", "latency_s", "time_to_first_token_s", "level",
    "status_message", "model", "model_parameters", "input_tokens", "output_tokens", "total_tokens", "cost_usd",
    "version", "environment", "input", "output", "metadata",
)  # fmt: skip
SCORE_HEADER = (
    "id", "timestamp", "name", "data_type", "value", "string_value", "trace_id", "observation_id", "session_id",
    "source", "comment", "environment", "metadata",
)  # fmt: skip


def encode_line(cells: Sequence[Cell]) -> str:
    """Return one line of the file. Texts that a spreadsheet would run as a formula get an apostrophe before them."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow([_inert(cell) for cell in cells])
    return buffer.getvalue()


def trace_cells(trace: StoredTrace, scores: Sequence[StoredScore]) -> list[Cell]:
    """``scores`` are those of the trace and its observations, oldest first."""
    verdicts: dict[str, Json] = {score.name: score.string_value or score.value for score in scores}
    comments: dict[str, Json] = {score.name: score.comment for score in scores if score.comment}
    return [
        trace.trace_id, format_time(trace.timestamp_ns), trace.name, trace.user_id, trace.session_id, trace.release,
        trace.version, trace.environment, ", ".join(trace.tags), _seconds(trace.latency_ns), trace.observation_count,
        trace.error_count, trace.input_tokens, trace.output_tokens, trace.total_tokens, _dollars(trace.cost_pusd),
        _object(verdicts), _object(comments), trace.input, trace.output, _object(metadata(trace.metadata)),
    ]  # fmt: skip


def observation_cells(one: StoredObservation) -> list[Cell]:
    return [
        one.observation_id, one.trace_id, one.parent_id, one.type, one.name, format_time(one.start_ns),
        None if one.end_ns is None else format_time(one.end_ns), _between(one.start_ns, one.end_ns),
        _between(one.start_ns, one.completion_start_ns), one.level, one.status_message, one.model,
        _object(one.model_parameters or {}), _sum_of("input", one.usage), _sum_of("output", one.usage),
        one.usage.get("total"), _dollars(one.cost_total_pusd), one.version, one.environment, one.input, one.output,
        _object(metadata(one.metadata)),
    ]  # fmt: skip


def score_cells(score: StoredScore) -> list[Cell]:
    return [
        score.score_id, format_time(score.timestamp_ns), score.name, score.data_type, score.value, score.string_value,
        score.trace_id, score.observation_id, score.session_id, score.source, score.comment, score.environment,
        _object(metadata(score.metadata)),
    ]  # fmt: skip


def _inert(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _object(values: Mapping[str, Json]) -> str | None:
    return dumps(values) if values else None


def _seconds(duration_ns: int | None) -> float | None:
    return None if duration_ns is None else duration_ns / NS_PER_S


def _between(start_ns: int, end_ns: int | None) -> float | None:
    return None if end_ns is None else _seconds(end_ns - start_ns)


def _dollars(amount_pusd: int | None) -> float | None:
    return None if amount_pusd is None else usd(amount_pusd)


def _sum_of(part: str, usage: Mapping[str, int]) -> int | None:
    found = [count for kind, count in usage.items() if part in kind]
    return sum(found) if found else None
