"""Other orders, and fewer rows."""

import threading
from collections.abc import Callable
from typing import TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tracedesk.queries.traces import TracePage, trace_page
from tracedesk.ui.screens.traces import screen as list_screen
from tracedesk.ui.widgets.empty_state import EmptyState
from ui.traces.trace_list import TraceList
from ui.widgets import found

Open: TypeAlias = Callable[..., TraceList]


def costs(traces: TraceList) -> list[int | None]:
    return [traces.line(trace_id).cost_pusd for trace_id in traces.ids()]


def test_a_click_on_a_header_asks_for_another_order_and_stops_following(open_list: Open) -> None:
    traces = open_list(300)
    traces.click_header("cost")
    known = [cost for cost in costs(traces) if cost is not None]
    assert known == sorted(known, reverse=True)
    assert len(known) == len(traces.ids()) == 200  # the dearest of all, not of the page that was shown
    assert not traces.screen.following
    assert traces.follow.text() == "Paused: sorted"
    header = traces.table.horizontalHeader()
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (6, Qt.SortOrder.DescendingOrder)


def test_a_second_click_turns_the_order_round_with_what_is_unknown_last(open_list: Open) -> None:
    traces = open_list(60)
    traces.click_header("cost")
    traces.click_header("cost")
    shown = costs(traces)
    known = [cost for cost in shown if cost is not None]
    assert 0 < len(known) < len(shown)
    assert shown[: len(known)] == sorted(known)


def test_names_begin_at_a(open_list: Open) -> None:
    traces = open_list(60)
    traces.click_header("name")
    names = [traces.line(trace_id).name or "" for trace_id in traces.ids()]
    assert names == sorted(names)


def test_a_column_without_an_order_leaves_it_as_it_was(open_list: Open) -> None:
    traces = open_list(10)
    before = traces.ids()
    traces.click_header("scores")
    assert traces.ids() == before
    assert traces.screen.following
    assert traces.table.horizontalHeader().sortIndicatorSection() == 0


@pytest.mark.parametrize("column", ["time", "latency"])
def test_following_again_is_newest_first_again(open_list: Open, column: str) -> None:
    traces = open_list(40)
    traces.click_header(column)
    assert not traces.screen.following
    traces.follow.click()
    traces.settle()
    assert traces.ids() == traces.stored_ids()
    assert traces.table.horizontalHeader().sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_a_filter_is_asked_once_the_typing_rests(open_list: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def watched(*arguments: object, **options: object) -> TracePage:
        asked.append(arguments[1].text)  # type: ignore[attr-defined]
        return trace_page(*arguments, **options)  # type: ignore[arg-type]

    traces = open_list(40)
    traces.context.live.stop()  # news of what was just stored would ask again
    monkeypatch.setattr(list_screen, "trace_page", watched)
    traces.type_filter("rag-answer")
    traces.qtbot.waitUntil(lambda: asked != [])
    traces.settle()
    assert asked == ["rag-answer"]
    assert traces.ids() == traces.stored_ids("rag-answer")
    assert {traces.line(trace_id).name for trace_id in traces.ids()} == {"rag-answer"}
    assert traces.count == f"{len(traces.ids())} traces"


def test_escape_clears_the_filter_and_leads_back_to_the_list(open_list: Open) -> None:
    traces = open_list(20)
    traces.type_filter("rag")
    traces.qtbot.waitUntil(lambda: traces.model.rowCount() < 20)
    traces.qtbot.keyClick(traces.filter, Qt.Key.Key_Escape)
    traces.qtbot.waitUntil(lambda: traces.model.rowCount() == 20)
    assert traces.filter.text() == ""
    assert traces.table.hasFocus()


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Slash, Qt.KeyboardModifier.NoModifier)])
def test_a_slash_leads_to_the_filter(open_list: Open, keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    traces = open_list(5)
    traces.table.setFocus()
    traces.press(*keys)
    assert traces.filter.hasFocus()


def test_no_hit_says_so_and_offers_to_clear_the_filter(open_list: Open) -> None:
    traces = open_list(5)
    traces.type_filter("<b>zebra")
    traces.qtbot.waitUntil(lambda: not traces.table.isVisible())
    empty = traces.screen.findChild(EmptyState, "empty_state")
    assert "No trace contains “<b>zebra”" in {label.text() for label in empty.findChildren(QLabel)}
    button = found(traces.screen, QPushButton, "empty_state_action")
    assert button.text() == "Clear the filter"
    button.click()
    traces.qtbot.waitUntil(lambda: traces.model.rowCount() == 5)
    assert traces.table.isVisible()


def test_a_further_page_of_the_list_before_is_not_put_under_the_new_one(
    open_list: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    traces = open_list(450)
    gate = threading.Event()

    def slow(*arguments: object, **options: object) -> TracePage:
        if options.get("after") is not None:
            gate.wait(10)
        return trace_page(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(list_screen, "trace_page", slow)
    traces.table.scrollToBottom()
    traces.type_filter("chat-3")
    wanted = traces.stored_ids("chat-3")
    traces.qtbot.waitUntil(lambda: traces.ids() == wanted)
    gate.set()
    traces.settle()
    assert traces.ids() == wanted
