"""The inbox in the window: what was refused is seen, tried again, saved and forgotten."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from tracedesk.queries.traces import TraceFilter, trace_ids
from tracedesk.records.inbox import Refusal
from tracedesk.store.inbox import note_refusal
from tracedesk.ui.context import UiContext
from tracedesk.ui.screens.inbox.screen import InboxScreen
from ui.widgets import found

Open: TypeAlias = Callable[[], InboxScreen]
GOOD = b'{"batch": [{"id": "e", "type": "trace-create", "timestamp": "2026-03-01T10:00:00Z", "body": {"id": "t"}}]}'
BINARY = bytes(range(20))


def refuse(context: UiContext, payload: bytes, received_ns: int, client: str = "python 2.60.10") -> None:
    runtime = context.runtime
    refusal = Refusal(
        received_ns=received_ns, client=client, way="/api/public/ingestion", encoding="langfuse", scores_only=False,
        refused_count=None, reason="it is <b>odd</b>\nin two ways", payload=payload,
    )  # fmt: skip
    runtime.writer.edit(runtime.project_id, lambda edit: note_refusal(edit, refusal)).result()


@pytest.fixture
def open_screen(qtbot: QtBot, context: UiContext) -> Open:
    def open_it() -> InboxScreen:
        screen = InboxScreen(context)
        qtbot.addWidget(screen)
        screen.resize(900, 600)
        with qtbot.waitSignal(screen.counted):
            screen.show()
        return screen

    return open_it


def rows(screen: InboxScreen) -> list[list[str]]:
    model = found(screen, QTableView, "inbox_table").model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def raw(screen: InboxScreen) -> str:
    return found(screen, QPlainTextEdit, "raw_text").toPlainText()


def test_without_anything_it_says_so(open_screen: Open) -> None:
    screen = open_screen()
    assert any("Nothing was refused" in label.text() for label in screen.findChildren(QLabel) if label.isVisible())
    assert not found(screen, QPushButton, "inbox_retry").isEnabled()


def test_lines_are_shown_newest_first_with_the_first_in_full(
    qtbot: QtBot, context: UiContext, open_screen: Open
) -> None:
    refuse(context, BINARY, 1_772_359_200_000_000_000)
    refuse(context, GOOD, 1_772_359_300_000_000_000, client="<i>curl</i>")
    screen = open_screen()
    assert [line[1:5] for line in rows(screen)] == [
        ["<i>curl</i>", "/api/public/ingestion", "all of it", "it is <b>odd</b>"],
        ["python 2.60.10", "/api/public/ingestion", "all of it", "it is <b>odd</b>"],
    ]
    qtbot.waitUntil(lambda: raw(screen) == GOOD.decode())
    assert found(screen, QLabel, "inbox_reason").text() == "it is <b>odd</b>\nin two ways"
    assert found(screen, QLabel, "inbox_reason").textFormat() == Qt.TextFormat.PlainText


def test_bytes_that_are_no_text_are_dumped(qtbot: QtBot, context: UiContext, open_screen: Open) -> None:
    refuse(context, BINARY, 1)
    screen = open_screen()
    qtbot.waitUntil(lambda: raw(screen).startswith("00000000  00 01 02"))
    assert raw(screen).splitlines()[1].startswith("00000010  10 11 12 13")


def test_trying_again_stores_what_is_understood_now(qtbot: QtBot, context: UiContext, open_screen: Open) -> None:
    refuse(context, GOOD, 2)
    refuse(context, b"{nonsense", 1)
    screen = open_screen()
    found(screen, QTableView, "inbox_table").selectAll()
    with qtbot.waitSignal(screen.told) as told:
        found(screen, QPushButton, "inbox_retry").click()
    assert told.args == ["Understood and stored: 1; still refused: 1"]
    qtbot.waitUntil(lambda: len(rows(screen)) == 1)
    assert rows(screen)[0][4].startswith("The body is not JSON")
    runtime = context.runtime
    assert list(trace_ids(runtime.database, TraceFilter(project_id=runtime.project_id))) == ["t"]


def test_what_is_forgotten_is_gone(qtbot: QtBot, context: UiContext, open_screen: Open) -> None:
    refuse(context, GOOD, 2)
    refuse(context, BINARY, 1)
    screen = open_screen()
    with qtbot.waitSignal(screen.counted, check_params_cb=lambda count: count == 1):
        found(screen, QPushButton, "inbox_drop").click()
    qtbot.waitUntil(lambda: raw(screen).startswith("00000000"))


def test_the_bytes_are_saved_as_they_were_sent(
    qtbot: QtBot, context: UiContext, open_screen: Open, tmp_path: Path
) -> None:
    refuse(context, BINARY, 1)
    screen = open_screen()
    with qtbot.waitSignal(screen.told):
        screen.save_to(tmp_path / "payload.bin")
    assert (tmp_path / "payload.bin").read_bytes() == BINARY


def test_news_of_the_inbox_are_shown(qtbot: QtBot, context: UiContext, open_screen: Open) -> None:
    screen = open_screen()
    refuse(context, GOOD, 1)
    with qtbot.waitSignal(screen.counted, check_params_cb=lambda count: count == 1):
        context.live.tell(["inbox"])
