"""``tracedesk export`` chooses a project by its name."""

import csv
from pathlib import Path

import pytest

from tracedesk.cli.commands import run_command
from tracedesk.records.trace import Trace
from tracedesk.runtime import open_runtime
from tracedesk.store.projects import create_project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    runtime = open_runtime(tmp_path)
    other = create_project(runtime.database, "other", 1)
    runtime.writer.save(runtime.project_id, [Trace(trace_id="here", said_ns=1)]).result()
    runtime.writer.save(other, [Trace(trace_id="there", said_ns=1)]).result()
    runtime.close()
    return tmp_path


def export(folder: Path, *options: str) -> int:
    output = str(folder / "out.csv")
    fixed = ["export", "traces", "--format", "csv", "--output", output, "--data-dir", str(folder)]
    return run_command([*fixed, *options], show_window=lambda _: 9, show_demo=lambda: 9)


@pytest.mark.parametrize(("options", "trace_id"), [((), "here"), (("--project", "other"), "there")])
def test_a_project_is_chosen_by_name(folder: Path, options: tuple[str, ...], trace_id: str) -> None:
    assert export(folder, *options) == 0
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [trace_id]


def test_an_unknown_project_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(folder, "--project", "nobody") == 1
    assert capsys.readouterr().err == "There is no project nobody. There are default, other.\n"
    assert not (folder / "out.csv").exists()
