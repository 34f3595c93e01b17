"""Following what arrives, and holding the list still."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.traces.trace_list import TraceList
from ui.widgets import found

Open: TypeAlias = Callable[..., TraceList]


def test_it_follows_from_the_start(open_list: Open) -> None:
    traces = open_list(30)
    assert traces.screen.following
    assert traces.follow.isChecked()
    assert traces.ids() == traces.stored_ids()
    assert traces.count == "30 traces"
    traces.add("newest")
    traces.qtbot.waitUntil(lambda: traces.ids()[0] == "newest")
    assert traces.ids() == traces.stored_ids()
    traces.qtbot.waitUntil(lambda: traces.count == "31 traces")
    assert not traces.pill.isVisible()


def test_a_selection_holds_the_list_still_and_the_pill_counts_what_waits(open_list: Open) -> None:
    traces = open_list(30)
    before = traces.ids()
    traces.click(3)
    assert not traces.screen.following
    assert traces.follow.text() == "Paused"
    traces.add("first")
    traces.qtbot.waitUntil(lambda: traces.pill.isVisible() and traces.pill.text() == "1 new")
    traces.add("second")
    traces.qtbot.waitUntil(lambda: traces.pill.text() == "2 new")
    assert traces.ids() == before
    assert traces.screen.selected_trace_ids() == (before[3],)


def test_a_click_on_the_pill_shows_them_and_follows_again_with_the_selection_kept(open_list: Open) -> None:
    traces = open_list(30)
    chosen = traces.ids()[3]
    traces.click(3)
    traces.add("first")
    traces.qtbot.waitUntil(traces.pill.isVisible)
    traces.qtbot.mouseClick(traces.pill, Qt.MouseButton.LeftButton)
    traces.qtbot.waitUntil(lambda: traces.ids()[0] == "first")
    assert traces.screen.following
    assert not traces.pill.isVisible()
    assert traces.screen.selected_trace_ids() == (chosen,)
    assert traces.table.currentIndex().row() == 4


def test_scrolling_down_holds_the_list_still(open_list: Open) -> None:
    traces = open_list(100)
    traces.table.verticalScrollBar().setValue(40)
    assert not traces.screen.following
    traces.add("newest")
    traces.qtbot.waitUntil(traces.pill.isVisible)
    assert traces.table.verticalScrollBar().value() == 40
    assert "newest" not in traces.ids()


def test_what_is_in_view_is_kept_up_to_date_while_the_list_is_held_still(open_list: Open) -> None:
    traces = open_list()
    traces.add("one", "before")
    traces.qtbot.waitUntil(lambda: traces.ids() == ["one"])
    traces.click(0)
    traces.add("one", "after")
    traces.qtbot.waitUntil(lambda: traces.line("one").name == "after")


def test_the_button_pauses_and_resumes(open_list: Open) -> None:
    traces = open_list(5)
    traces.follow.click()
    assert not traces.screen.following
    traces.add("newest")
    traces.qtbot.waitUntil(traces.pill.isVisible)
    traces.follow.click()
    traces.qtbot.waitUntil(lambda: traces.ids()[0] == "newest")
    assert traces.screen.following


def test_a_list_without_rows_fills_even_when_it_is_held_still(open_list: Open) -> None:
    traces = open_list()
    traces.follow.click()
    traces.add("first")
    traces.qtbot.waitUntil(lambda: traces.ids() == ["first"])
    assert traces.table.isVisible()


def test_an_empty_store_leads_to_the_page_that_shows_how_to_connect(open_list: Open) -> None:
    traces = open_list()
    assert not traces.table.isVisible()
    with traces.qtbot.waitSignal(traces.screen.location_opened) as opened:
        found(traces.screen, QPushButton, "empty_state_action").click()
    assert [str(place) for place in opened.args] == ["connect"]


def test_1_000_traces_come_page_by_page_as_one_scrolls(open_list: Open) -> None:
    traces = open_list(1_000)
    assert traces.model.rowCount() == 200
    assert traces.count == "1,000 traces"
    for pages in range(2, 6):
        traces.table.scrollToBottom()
        traces.qtbot.waitUntil(lambda pages=pages: traces.model.rowCount() == pages * 200)  # type: ignore[misc]
    traces.table.scrollToBottom()
    traces.settle()
    assert traces.ids() == traces.stored_ids()
