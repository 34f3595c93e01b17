"""Writes traces, observations or scores into a file, with progress and cancel; a cancelled export leaves no file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal, TypeAlias

from tracedesk.formats import csv, langfuse_api
from tracedesk.formats.json_text import dumps
from tracedesk.queries.observation_objects import observations_of_traces
from tracedesk.queries.scores import scores_of_traces
from tracedesk.queries.trace_objects import traces_by_id
from tracedesk.queries.traces import TraceFilter, count_traces, trace_ids
from tracedesk.records.stored import StoredScore
from tracedesk.store.database import Database

ExportKind: TypeAlias = Literal["traces", "observations", "scores"]
FileFormat: TypeAlias = Literal["csv", "csv-excel", "jsonl"]
TRACES_AT_ONCE = 50


class ExportCancelledError(Exception):
    """The user thought better of it; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """The traces of ``trace_ids``, or else of ``wanted`` (None: all of the project), or what belongs to them."""

    project_id: str
    kind: ExportKind
    file_format: FileFormat
    wanted: TraceFilter | None = None
    trace_ids: tuple[str, ...] | None = None


def export_file(
    database: Database,
    request: ExportRequest,
    path: Path,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write the file in one step and return the number of lines. ``progress`` is told traces done and in all.

    Raises:
        ExportCancelledError: ``cancelled`` became true.
        OSError: the file cannot be written.
    """
    wanted = request.wanted or TraceFilter(project_id=request.project_id)
    if request.trace_ids is not None:
        total, ids = len(request.trace_ids), iter(request.trace_ids)
    else:
        total, ids = count_traces(database, wanted, cap=-1), trace_ids(database, wanted)
    draft = path.with_name(f".{path.name}.part")
    lines = 0
    done = 0
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            file.write(_header(request))
            while some := list(islice(ids, TRACES_AT_ONCE)):
                for line in _lines(database, request, some):
                    file.write(line)
                    lines += 1
                done += len(some)
                progress(done, max(total, done))
                if cancelled():
                    raise ExportCancelledError("The export was cancelled.")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return lines


def _header(request: ExportRequest) -> str:
    if request.file_format == "jsonl":
        return ""
    names = {"traces": csv.TRACE_HEADER, "observations": csv.OBSERVATION_HEADER, "scores": csv.SCORE_HEADER}
    mark = csv.BYTE_ORDER_MARK if request.file_format == "csv-excel" else ""
    return mark + csv.encode_line(names[request.kind])


def _lines(database: Database, request: ExportRequest, trace_ids: Sequence[str]) -> Iterator[str]:
    as_json = request.file_format == "jsonl"
    if request.kind == "observations":
        for one in observations_of_traces(database, request.project_id, trace_ids):
            yield _json_line(langfuse_api.observation(one)) if as_json else csv.encode_line(csv.observation_cells(one))
        return
    scores = scores_of_traces(database, request.project_id, trace_ids)
    if request.kind == "scores":
        for score in scores:
            yield _json_line(langfuse_api.score_v2(score)) if as_json else csv.encode_line(csv.score_cells(score))
        return
    by_trace: dict[str | None, list[StoredScore]] = {}
    for score in scores:
        by_trace.setdefault(score.trace_id, []).append(score)
    for trace in traces_by_id(database, request.project_id, trace_ids):
        own = by_trace.get(trace.trace_id, [])
        if as_json:
            shape = langfuse_api.trace_line(trace, [], []) | {"scores": [langfuse_api.score_v2(one) for one in own]}
            del shape["observations"]
            yield _json_line(shape)
        else:
            yield csv.encode_line(csv.trace_cells(trace, own))


def _json_line(shape: langfuse_api.JsonOut) -> str:
    return dumps(shape) + "\n"
