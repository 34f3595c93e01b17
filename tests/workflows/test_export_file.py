"""Exports: read back as a spreadsheet would, whole or not at all."""

import csv
import json
from pathlib import Path
from typing import get_args

import pytest

from tracedesk.queries.traces import TraceFilter
from tracedesk.records.rating import rating_score
from tracedesk.records.trace import Observation, Trace
from tracedesk.runtime import Runtime
from tracedesk.workflows.export_file import ExportCancelledError, ExportKind, ExportRequest, FileFormat, export_file
from ui.many_traces import store_traces

TEXT = 'two lines,\nwith "quotes", Grüße, 你好 and 👍'


def request(runtime: Runtime, kind: ExportKind = "traces", file_format: FileFormat = "csv") -> ExportRequest:
    return ExportRequest(project_id=runtime.project_id, kind=kind, file_format=file_format)


def store_one(runtime: Runtime) -> None:
    runtime.writer.save(
        runtime.project_id,
        [
            Trace(trace_id="t", said_ns=1, timestamp_ns=1_000_000_000, name="=1+1", input=TEXT, output="-5"),
            Observation(
                observation_id="o", trace_id="t", said_ns=2, type="GENERATION", start_ns=1_000_000_000,
                end_ns=2_500_000_000, usage={"input": 3, "output": 4, "total": 7}, cost={"total": 63_600_000},
            ),
            rating_score("t", True, "well said", 9),
        ],
    ).result()  # fmt: skip


def read_csv(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def test_texts_survive_and_formulas_are_inert(runtime: Runtime, tmp_path: Path) -> None:
    store_one(runtime)
    path = tmp_path / "out.csv"
    assert export_file(runtime.database, request(runtime), path) == 1
    [row] = read_csv(path)
    assert (row["id"], row["input"], row["name"], row["output"]) == ("t", TEXT, "'=1+1", "'-5")
    assert (float(row["latency_s"]), int(row["total_tokens"]), float(row["cost_usd"])) == (1.5, 7, 0.0000636)
    assert json.loads(row["scores"]) == {"rating": "True"}
    assert json.loads(row["comments"]) == {"rating": "well said"}


def test_excel_gets_its_mark(runtime: Runtime, tmp_path: Path) -> None:
    store_one(runtime)
    path = tmp_path / "out.csv"
    export_file(runtime.database, request(runtime, file_format="csv-excel"), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_csv(path, "utf-8-sig")[0]["input"] == TEXT


@pytest.mark.parametrize("kind", get_args(ExportKind))
@pytest.mark.parametrize("file_format", get_args(FileFormat))
def test_each_kind_has_as_many_lines_as_the_store(
    runtime: Runtime, tmp_path: Path, kind: ExportKind, file_format: FileFormat
) -> None:
    store_traces(runtime, 120, 1_790_000_000_000_000_000)
    table = {"traces": "trace", "observations": "observation", "scores": "score"}[kind]
    stored = runtime.database.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0]  # type: ignore[no-untyped-call]
    path = tmp_path / "out"
    told: list[tuple[int, int]] = []
    lines = export_file(
        runtime.database, request(runtime, kind, file_format), path, lambda done, total: told.append((done, total))
    )
    assert lines == stored
    assert told == sorted(told)
    assert told[-1] == (120, 120)
    if file_format == "jsonl":
        ids = [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]
    else:
        ids = [row["id"] for row in read_csv(path, "utf-8-sig")]
    assert len(set(ids)) == stored


def test_a_filter_and_a_selection_narrow_it(runtime: Runtime, tmp_path: Path) -> None:
    store_traces(runtime, 40, 1_790_000_000_000_000_000)
    path = tmp_path / "out.csv"
    wanted = TraceFilter(project_id=runtime.project_id, text="rag-answer")
    export_file(
        runtime.database,
        ExportRequest(project_id=runtime.project_id, kind="traces", file_format="csv", wanted=wanted),
        path,
    )
    assert {row["name"] for row in read_csv(path)} == {"rag-answer"}
    chosen = ("trace-000003", "trace-000001")
    export_file(
        runtime.database,
        ExportRequest(project_id=runtime.project_id, kind="traces", file_format="csv", trace_ids=chosen),
        path,
    )
    assert [row["id"] for row in read_csv(path)] == list(chosen)


def test_a_cancelled_export_leaves_nothing(runtime: Runtime, tmp_path: Path) -> None:
    store_one(runtime)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(ExportCancelledError):
        export_file(runtime.database, request(runtime), folder / "out.csv", cancelled=lambda: True)
    assert list(folder.iterdir()) == []


def test_a_place_that_cannot_be_written_is_an_error(runtime: Runtime, tmp_path: Path) -> None:
    store_one(runtime)
    with pytest.raises(OSError, match="No such file"):
        export_file(runtime.database, request(runtime), tmp_path / "nowhere" / "out.csv")
