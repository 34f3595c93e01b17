"""One field: the view that fits, and the switch."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QToolButton
from pytestqt.qtbot import QtBot

from tracedesk.analysis.field import read_field
from tracedesk.ui.widgets.payload_view import PayloadView
from tracedesk.ui.widgets.view_memory import ViewMemory


@pytest.fixture
def memory(tmp_path: Path) -> ViewMemory:
    return ViewMemory(QSettings(str(tmp_path / "state.ini"), QSettings.Format.IniFormat), "test")


@pytest.fixture
def view(qtbot: QtBot, memory: ViewMemory) -> PayloadView:
    made = PayloadView("input", "Input", memory)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def kind(view: PayloadView) -> str:
    return view.findChild(QStackedWidget).currentWidget().objectName()


def offered(view: PayloadView) -> list[str]:
    return [
        str(button.property("mode"))
        for button in view.findChildren(QToolButton)
        if button.isVisible() and button.property("mode")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"role": "user", "content": "Hi"}]', "message_view"),
        ('{"a": 1}', "json_view"),
        ("# Title", "markdown_view"),
        ("plain", "markdown_view"),
    ],
)
def test_the_view_fits_the_content(view: PayloadView, text: str, expected: str) -> None:
    view.show_field(read_field(text))
    assert kind(view) == expected


def test_nothing_sent_offers_nothing(view: PayloadView) -> None:
    view.show_field(read_field("x"))
    view.show_field(None)
    assert offered(view) == []
    assert view.copy_entries() == []


def test_the_switch_goes_round_and_leaves_out_json_where_there_is_none(view: PayloadView) -> None:
    view.show_field(read_field('{"a": 1}'))
    seen = []
    for _ in range(4):
        view.cycle_mode()
        seen.append((view.mode, kind(view)))
    assert seen == [
        ("json", "json_view"),
        ("markdown", "markdown_view"),
        ("raw", "raw_view"),
        ("auto", "json_view"),
    ]
    view.show_field(read_field("plain"))
    assert offered(view) == ["auto", "markdown", "raw"]
    view.cycle_mode()
    assert view.mode == "markdown"


def test_a_button_sets_the_mode_and_it_is_kept(view: PayloadView, memory: ViewMemory, qtbot: QtBot) -> None:
    view.show_field(read_field('{"a": 1}'))
    view.findChild(QToolButton, "mode_raw").click()
    assert kind(view) == "raw_view"
    again = PayloadView("input", "Input", memory)
    qtbot.addWidget(again)
    assert again.mode == "raw"
    assert PayloadView("output", "Output", memory).mode == "auto"


def test_copying_gives_what_was_sent(view: PayloadView) -> None:
    view.show_field(read_field('{"a":1}'))
    view.findChild(QToolButton, "copy_field").click()
    assert QGuiApplication.clipboard().text() == '{"a":1}'
