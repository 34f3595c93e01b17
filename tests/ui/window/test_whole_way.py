"""The whole way of a trace: sent over HTTP, seen, opened, rated, exported."""

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from process.server_process import PUBLIC_KEY, SECRET_KEY, command, environment
from server.events import batch, event
from tracedesk.records.rating import RATING
from tracedesk.ui.application import Session
from tracedesk.ui.screens.traces.columns import COLUMN_OF
from tracedesk.ui.screens.traces.table import TraceTable
from tracedesk.ui.widgets.export_dialog import ExportDialog
from ui.widgets import found

START_MS = 20_000
NAME, QUESTION, ANSWER = "parcel 客服 🤖", "Where is my parcel?", "On Thursday.\nAt noon, they say."


def send(url: str) -> None:
    body = batch(
        event("trace-create", {"id": "t-1", "name": NAME, "input": QUESTION, "output": ANSWER, "userId": "mira"}),
        event(
            "generation-create",
            {
                "id": "g-1", "traceId": "t-1", "name": "answer", "model": "gpt-4o",
                "startTime": "2026-03-01T10:00:00.000Z", "endTime": "2026-03-01T10:00:01.500Z",
                "usage": {"input": 12, "output": 3, "unit": "TOKENS"},
            },
        ),
    )  # fmt: skip
    with httpx.Client(auth=(PUBLIC_KEY, SECRET_KEY), trust_env=False) as client:
        assert client.post(f"{url}/api/public/ingestion", json=body).status_code == 207


@pytest.mark.usefixtures("known_keys")
def test_a_trace_goes_all_the_way_from_a_program_into_a_spreadsheet(
    qtbot: QtBot, open_session: Callable[..., Session], tmp_path: Path
) -> None:
    session = open_session()
    window = session.window
    session.receiver.start()
    qtbot.waitUntil(lambda: session.receiver.state.phase == "listening", timeout=START_MS)
    qtbot.waitUntil(window.connect_screen.isVisible)
    assert session.receiver.state.url is not None
    send(session.receiver.state.url)

    window.findChild(QToolButton, "rail_traces").click()
    table = found(window, TraceTable, "traces_table")
    model = table.model()
    qtbot.waitUntil(lambda: table.isVisible() and model.rowCount() == 1)
    row = {column: model.index(0, number).data() for column, number in COLUMN_OF.items()}
    assert (row["name"], row["user"], row["latency"], row["tokens"]) == (NAME, "mira", "1.50 s", "15")

    place = table.visualRect(model.index(0, COLUMN_OF["name"])).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    good = found(window, QToolButton, "rate_good")
    qtbot.waitUntil(lambda: window.trace.isVisible() and not window.trace.busy and good.isVisible())
    qtbot.mouseClick(good, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(good.isChecked)

    window.go_back()
    assert table.isVisible()
    qtbot.waitUntil(lambda: model.index(0, COLUMN_OF["rating"]).data() == "good")

    path = tmp_path / "traces.csv"
    dialog = ExportDialog(window.context, window.traces.current_filter(), window.traces.selected_trace_ids(), window)
    with qtbot.waitSignal(dialog.exported):
        dialog.export_to(path)
    with path.open(encoding="utf-8", newline="") as file:
        exported = list(csv.DictReader(file))
    assert [(line["id"], line["name"], line["user_id"]) for line in exported] == [("t-1", NAME, "mira")]
    assert (exported[0]["input"], exported[0]["output"]) == (QUESTION, ANSWER)
    assert (exported[0]["latency_s"], exported[0]["total_tokens"]) == ("1.5", "15")
    assert RATING in exported[0]["scores"]


def colours(path: Path) -> int:
    """Return how many colours a picture has; a blank one has one."""
    image = QImage(str(path))
    assert not image.isNull(), path
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def test_the_demo_acts_itself_out_off_screen(tmp_path: Path) -> None:
    bare = {name: value for name, value in environment().items() if not name.startswith("TRACEDESK")}
    done = subprocess.run(
        [*command("demo"), "--data-dir", str(tmp_path)],
        env=bare | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
    title, *lines = done.stdout.splitlines()
    assert title == f"Demo in {tmp_path}"
    written = [Path(line) for line in lines]
    assert [path.name for path in written] == [
        "trace.png", "traces.png", "connect.png", "settings.png", "traces.csv",
    ]  # fmt: skip
    assert all(colours(path) > 20 for path in written if path.suffix == ".png")
    with written[-1].open(encoding="utf-8", newline="") as file:
        exported = list(csv.DictReader(file))
    assert sum(RATING in line["scores"] for line in exported) == 1
