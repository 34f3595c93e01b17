"""The dialog that exports."""

import csv
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QProgressBar, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from tracedesk.queries.traces import TraceFilter, trace_ids
from tracedesk.ui.context import UiContext
from tracedesk.ui.widgets.export_dialog import ExportDialog
from ui.conftest import ManualExecutor
from ui.many_traces import store_traces
from ui.widgets import found

Make: TypeAlias = Callable[..., ExportDialog]
COUNT = 120


@pytest.fixture
def make(qtbot: QtBot, context: UiContext) -> Make:
    store_traces(context.runtime, COUNT, time.time_ns())

    def make_it(text: str = "", selected: tuple[str, ...] = (), chosen: UiContext = context) -> ExportDialog:
        dialog = ExportDialog(chosen, TraceFilter(project_id=context.runtime.project_id, text=text), selected)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make_it


def scopes(dialog: QDialog) -> list[QRadioButton]:
    return [found(dialog, QRadioButton, f"export_scope_{number}") for number in range(3)]


def choose(dialog: QDialog, name: str, value: str) -> None:
    combo = found(dialog, QComboBox, name)
    combo.setCurrentIndex(combo.findData(value))


def message(dialog: QDialog) -> str:
    return found(dialog, QLabel, "export_message").text()


def export(qtbot: QtBot, dialog: ExportDialog, path: Path) -> None:
    with qtbot.waitSignal(dialog.exported):
        dialog.export_to(path)


@pytest.mark.parametrize(
    ("text", "selected", "enabled", "checked"),
    [("", (), [2], 2), ("rag", (), [0, 2], 0), ("", ("a",), [1, 2], 1), ("rag", ("a", "b"), [0, 1, 2], 1)],
)
def test_only_what_there_is_can_be_chosen(
    make: Make, text: str, selected: tuple[str, ...], enabled: list[int], checked: int
) -> None:
    dialog = make(text, selected)
    buttons = scopes(dialog)
    assert [number for number, button in enumerate(buttons) if button.isEnabled()] == enabled
    assert [number for number, button in enumerate(buttons) if button.isChecked()] == [checked]
    assert buttons[1].text() == f"The {len(selected)} &selected"


def test_everything_is_written_as_csv(qtbot: QtBot, make: Make, context: UiContext, tmp_path: Path) -> None:
    dialog, path = make(), tmp_path / "all.csv"
    export(qtbot, dialog, path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = TraceFilter(project_id=context.runtime.project_id)
    assert [row["id"] for row in rows] == list(trace_ids(context.runtime.database, wanted))
    assert message(dialog) == f"{COUNT} lines written to {path}"
    assert found(dialog, QPushButton, "export_open_folder").isVisible()
    assert not found(dialog, QProgressBar, "export_progress").isVisible()


def test_what_the_list_shows_is_written_as_json_lines(
    qtbot: QtBot, make: Make, context: UiContext, tmp_path: Path
) -> None:
    dialog, path = make("rag-answer", ("trace-000001",)), tmp_path / "shown.jsonl"
    scopes(dialog)[0].click()
    choose(dialog, "export_format", "jsonl")
    export(qtbot, dialog, path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    wanted = TraceFilter(project_id=context.runtime.project_id, text="rag-answer")
    assert [line["id"] for line in lines] == list(trace_ids(context.runtime.database, wanted))
    assert {line["name"] for line in lines} == {"rag-answer"}


def test_the_observations_of_the_selected_traces_are_written(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    dialog, path = make("", ("trace-000001", "trace-000005")), tmp_path / "steps.csv"
    choose(dialog, "export_kind", "observations")
    choose(dialog, "export_format", "csv-excel")
    export(qtbot, dialog, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert {row["trace_id"] for row in csv.DictReader(file)} == {"trace-000001", "trace-000005"}


def test_cancel_leaves_no_file(
    qtbot: QtBot, make: Make, context: UiContext, manual_executor: ManualExecutor, tmp_path: Path
) -> None:
    dialog = make(chosen=replace(context, executor=manual_executor))
    folder = tmp_path / "exports"
    folder.mkdir()
    dialog.export_to(folder / "all.csv")
    assert not found(dialog, QPushButton, "export_start").isEnabled()
    assert found(dialog, QProgressBar, "export_progress").isVisible()
    found(dialog, QPushButton, "export_cancel").click()
    manual_executor.run_all()
    assert message(dialog) == "Cancelled; nothing was written."
    assert list(folder.iterdir()) == []
    assert dialog.isVisible()
    assert found(dialog, QPushButton, "export_start").isEnabled()
    found(dialog, QPushButton, "export_cancel").click()
    assert not dialog.isVisible()


def test_a_path_that_cannot_be_written_is_told_and_another_can_be_tried(
    qtbot: QtBot, make: Make, tmp_path: Path
) -> None:
    dialog = make()
    dialog.export_to(tmp_path / "<b>missing</b>" / "all.csv")
    qtbot.waitUntil(lambda: message(dialog) != "")
    assert message(dialog).startswith("The file could not be written: ")
    assert "<b>missing</b>" in message(dialog)
    assert found(dialog, QLabel, "export_message").textFormat() == Qt.TextFormat.PlainText
    export(qtbot, dialog, tmp_path / "all.csv")
    assert (tmp_path / "all.csv").exists()


def test_while_it_writes_again_the_button_says_cancel(
    qtbot: QtBot, make: Make, context: UiContext, manual_executor: ManualExecutor, tmp_path: Path
) -> None:
    dialog = make(chosen=replace(context, executor=manual_executor))
    cancel = found(dialog, QPushButton, "export_cancel")
    dialog.export_to(tmp_path / "first.csv")
    manual_executor.run_all()
    assert cancel.text() == "Close"
    dialog.export_to(tmp_path / "second.csv")
    assert cancel.text() == "Cancel"
    cancel.click()
    manual_executor.run_all()
    assert not (tmp_path / "second.csv").exists()
