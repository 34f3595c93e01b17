"""The waterfall under the hands of a person."""

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tracedesk.ui.widgets.waterfall_header import mark_words
from tracedesk.ui.widgets.waterfall_rows import TRACE_ID, WaterfallRows
from tracedesk.ui.widgets.waterfall_view import WaterfallView
from tracedesk.ui.widgets.waterfall_words import WaterfallColumn
from ui.trace_examples import T0_NS, agent, detail, line, many, running

Key = Qt.Key


class Clock:
    """Stands still until it is told to move."""

    def __init__(self) -> None:
        self.now_ns = T0_NS + 2_000_000_000

    def __call__(self) -> int:
        return self.now_ns


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def view(qtbot: QtBot, clock: Clock) -> WaterfallView:
    made = WaterfallView(clock=clock)
    qtbot.addWidget(made)
    made.resize(760, 300)
    made.show()
    return made


def press(view: WaterfallView, *keys: Key) -> str | None:
    for key in keys:
        QTest.keyClick(view, key)
    return view.selected_id()


def test_a_new_trace_selects_its_first_row_and_tells_once(view: WaterfallView) -> None:
    told: list[str] = []
    view.row_selected.connect(told.append)
    view.show_rows(WaterfallRows(agent()))
    assert view.selected_id() == TRACE_ID
    view.show_rows(WaterfallRows(agent()))
    assert told == [TRACE_ID]


def test_keys_move_fold_and_unfold(view: WaterfallView) -> None:
    view.show_rows(WaterfallRows(agent()), select="find_order")
    assert press(view, Key.Key_J) == "GET /orders/4711"
    assert press(view, Key.Key_Down) == "cache miss"
    assert press(view, Key.Key_H) == "GET /orders/4711"
    assert press(view, Key.Key_Left, Key.Key_Left) == "find_order"
    assert press(view, Key.Key_Space, Key.Key_J) == "track_parcel"
    assert press(view, Key.Key_K, Key.Key_L, Key.Key_L) == "GET /orders/4711"
    assert press(view, Key.Key_End) == "politeness"
    assert press(view, Key.Key_Home) == TRACE_ID


def test_folding_above_the_selection_moves_it_to_the_folded_row(view: WaterfallView) -> None:
    view.show_rows(WaterfallRows(agent()), select="cache miss")
    model = view.model()
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == "find_order")
    cell = view.visualRect(model.index(row, 0))
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell.left() + 6 + 2 * 14 + 8, cell.center().y())
    )
    assert view.selected_id() == "find_order"
    assert model.rowCount() == len(agent().observations) + 1 - 2


def test_errors_are_reached_inside_folds(view: WaterfallView) -> None:
    view.show_rows(WaterfallRows(agent()))
    press(view, Key.Key_J, Key.Key_H)
    assert view.go_to_error(1)
    assert view.selected_id() == "track_parcel"
    view.show_rows(WaterfallRows(running()))
    assert not view.go_to_error(1)


def test_rows_that_arrive_above_do_not_move_the_selected_one(view: WaterfallView) -> None:
    steps = [line(f"s{i}", i, i + 1) for i in range(100, 200)]
    view.show_rows(WaterfallRows(detail(*steps)), select="s150")
    before = view.rowViewportPosition(view.currentIndex().row())
    view.show_rows(WaterfallRows(detail(*(line(f"early{i}", i, i + 1) for i in range(40)), *steps)))
    assert view.selected_id() == "s150"
    assert view.rowViewportPosition(view.currentIndex().row()) == before


def test_the_selection_is_kept_when_the_rows_are_another_list(view: WaterfallView) -> None:
    steps = [line(f"s{i}", i, i + 1) for i in range(100)]
    view.show_rows(WaterfallRows(detail(*steps)), select="s50")
    told: list[str] = []
    view.row_selected.connect(told.append)
    reversed_times = [line(f"s{i}", 200 - i, 201 - i) for i in range(100)]
    view.show_rows(WaterfallRows(detail(*reversed_times)))
    assert view.selected_id() == "s50"
    assert told == []


def test_bars_of_running_steps_grow_with_the_clock(view: WaterfallView, clock: Clock, qtbot: QtBot) -> None:
    view.show_rows(WaterfallRows(running()))
    delegate = view.itemDelegate()
    assert delegate.axis.end_ns == clock.now_ns
    clock.now_ns += 5_000_000_000
    qtbot.waitUntil(lambda: delegate.axis.end_ns == clock.now_ns, timeout=2_000)
    view.hide()
    clock.now_ns += 5_000_000_000
    qtbot.wait(250)
    assert delegate.axis.end_ns < clock.now_ns


def test_zoom_shows_one_step_and_then_all_again(view: WaterfallView) -> None:
    view.show_rows(WaterfallRows(agent()), select="plan")
    delegate = view.itemDelegate()
    whole = delegate.axis
    press(view, Key.Key_F)
    assert delegate.axis.length_ns < whole.length_ns / 3
    press(view, Key.Key_D)
    press(view, Key.Key_F)
    press(view, Key.Key_F)
    assert delegate.axis == whole
    press(view, Key.Key_W)
    assert delegate.axis.length_ns == pytest.approx(whole.length_ns * 0.8)
    press(view, Key.Key_S, Key.Key_S)
    assert delegate.axis == whole


def test_figures_that_nobody_sent_have_no_column(view: WaterfallView) -> None:
    view.resize(1_000, 300)
    view.show_rows(WaterfallRows(agent()))
    assert not any(view.isColumnHidden(column) for column in WaterfallColumn)
    view.show_rows(WaterfallRows(detail(line("a", 0, 1))))
    hidden = {column for column in WaterfallColumn if view.isColumnHidden(column)}
    assert hidden == {WaterfallColumn.TTFT, WaterfallColumn.TOKENS, WaterfallColumn.COST}


def test_a_narrow_view_keeps_names_latency_and_bars(view: WaterfallView) -> None:
    view.resize(420, 300)
    view.show_rows(WaterfallRows(agent()))
    shown = {column for column in WaterfallColumn if not view.isColumnHidden(column)}
    assert shown == {WaterfallColumn.NAME, WaterfallColumn.LATENCY, WaterfallColumn.TIMELINE}


def test_the_row_can_be_copied(view: WaterfallView) -> None:
    view.show_rows(WaterfallRows(agent()), select="plan")
    texts = [entry.text() for entry in view.copy_entries()]
    assert texts[0].startswith("plan\t1.87 s\t380 ms\t1,284\t$0.0004")
    assert texts[1:] == ["plan", "plan", "trace-1"]


def test_two_thousand_rows_paint_in_a_frame(view: WaterfallView) -> None:
    view.resize(900, 800)
    view.show_rows(WaterfallRows(many()))
    view.grab()
    before = time.perf_counter()
    view.grab()
    assert time.perf_counter() - before < 0.3, "ten times slower than measured"


@pytest.mark.parametrize(
    ("distance_ns", "words"),
    [
        (0, "0"),
        (200, "0.2 µs"),
        (50_000, "50 µs"),
        (500_000_000, "500 ms"),
        (1_500_000_000, "1.5 s"),
        (20_000_000_000, "20 s"),
        (90_000_000_000, "1 m 30 s"),
        (7_200_000_000_000, "2 h"),
    ],
)
def test_marks_of_the_ruler_are_short(distance_ns: int, words: str) -> None:
    assert mark_words(distance_ns) == words


def test_period_and_comma_go_to_the_siblings(view: WaterfallView) -> None:
    view.show_rows(WaterfallRows(agent()), select="find_order")
    assert press(view, Key.Key_Period) == "track_parcel"
    assert press(view, Key.Key_Comma, Key.Key_Comma) == "plan"
    assert press(view, Key.Key_Comma, Key.Key_Comma) == "load_profile"


def test_a_name_of_megabytes_costs_no_more_than_its_beginning(view: WaterfallView) -> None:
    view.show_rows(WaterfallRows(detail(line("x" * 2_000_000, 0, 1))))
    before = time.perf_counter()
    view.grab()
    assert time.perf_counter() - before < 0.3
