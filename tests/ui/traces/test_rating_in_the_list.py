"""Rating, commenting, undoing and copying in the list."""

from collections.abc import Callable
from typing import TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog

from tracedesk.queries.ratings import Verdict
from tracedesk.ui.screens.traces.columns import COLUMNS
from ui.traces.trace_list import TraceList

Open: TypeAlias = Callable[..., TraceList]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def traces(open_list: Open) -> TraceList:
    """Five traces that nobody has rated, "t0" on top."""
    opened = open_list()
    for number in range(5):
        opened.add(f"t{number}", ago_s=number, latency_s=1 + number)
    opened.qtbot.waitUntil(lambda: opened.ids() == [f"t{number}" for number in range(5)])
    opened.settle()
    return opened


def wait_for(traces: TraceList, wanted: dict[str, Verdict | None]) -> None:
    """Wait until the verdicts are on disk and in the list."""
    ratings = {one: None if verdict is None else float(verdict.good) for one, verdict in wanted.items()}

    def told() -> bool:
        return all(traces.verdict(one) == verdict for one, verdict in wanted.items()) and all(
            traces.line(one).rating == rating for one, rating in ratings.items()
        )

    traces.qtbot.waitUntil(told)


def test_a_click_on_a_painted_thumb_rates_and_another_takes_it_back(traces: TraceList) -> None:
    up, down = traces.thumbs(1)
    traces.click_at(up)
    wait_for(traces, {"t1": Verdict(True, None), "t0": None, "t2": None})
    traces.click_at(down)
    wait_for(traces, {"t1": Verdict(False, None)})
    traces.click_at(down)
    wait_for(traces, {"t1": None})


def test_two_quick_clicks_on_a_thumb_do_not_open_the_trace(traces: TraceList) -> None:
    with traces.qtbot.assertNotEmitted(traces.screen.location_opened):
        traces.double_click_at(traces.thumbs(1)[0])
    with traces.qtbot.waitSignal(traces.screen.location_opened) as opened:
        traces.double_click_at(traces.cell(1, "name").center())
    assert [str(place) for place in opened.args] == ["trace/t1"]


def test_keys_rate_every_selected_row(traces: TraceList) -> None:
    traces.click(0)
    traces.click(2, keys=CTRL)
    traces.press(Key.Key_1)
    wait_for(traces, {"t0": Verdict(True, None), "t1": None, "t2": Verdict(True, None)})
    traces.press(Key.Key_2)
    wait_for(traces, {"t0": Verdict(False, None), "t1": None, "t2": Verdict(False, None)})
    traces.press(Key.Key_0)
    wait_for(traces, {"t0": None, "t1": None, "t2": None})
    assert traces.screen.selected_trace_ids() == ("t0", "t2")


def test_undo_and_redo_go_through_the_ratings_step_by_step(traces: TraceList) -> None:
    undo = traces.context.undo
    traces.click(0)
    traces.press(Key.Key_1)
    wait_for(traces, {"t0": Verdict(True, None)})
    traces.press(Key.Key_2)
    wait_for(traces, {"t0": Verdict(False, None)})
    undo.undo()
    wait_for(traces, {"t0": Verdict(True, None)})
    undo.undo()
    wait_for(traces, {"t0": None})
    undo.redo()
    undo.redo()
    wait_for(traces, {"t0": Verdict(False, None)})
    assert not undo.canRedo()


def test_keys_that_follow_each_other_at_once_are_undone_one_by_one(traces: TraceList) -> None:
    traces.click(0)
    for _ in range(5):
        traces.press(Key.Key_1)
        traces.press(Key.Key_2)
        wait_for(traces, {"t0": Verdict(False, None)})
        traces.context.undo.undo()
        wait_for(traces, {"t0": Verdict(True, None)})
        traces.context.undo.undo()
        wait_for(traces, {"t0": None})


def test_a_comment_needs_a_rating(traces: TraceList, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("it found the parcel", True))
    traces.click(0)
    with traces.qtbot.waitSignal(traces.screen.told) as told:
        traces.press(Key.Key_N)
    assert told.args == ["Rate the trace first (1 or 2), then say why"]
    traces.press(Key.Key_1)
    wait_for(traces, {"t0": Verdict(True, None)})
    traces.press(Key.Key_N)
    wait_for(traces, {"t0": Verdict(True, "it found the parcel")})
    traces.qtbot.waitUntil(lambda: len(traces.thumbs(0)) == 3)  # a note is painted beside the thumbs
    traces.press(Key.Key_2)
    wait_for(traces, {"t0": Verdict(False, "it found the parcel")})


def test_a_comment_on_what_nobody_rated_changes_nothing_and_says_nothing(traces: TraceList) -> None:
    with traces.qtbot.assertNotEmitted(traces.context.ratings.told, wait=300):
        traces.context.ratings.comment("t0", "why?")
    assert traces.verdict("t0") is None
    assert not traces.context.undo.canUndo()


def test_a_cancelled_comment_changes_nothing(traces: TraceList, monkeypatch: pytest.MonkeyPatch) -> None:
    traces.click(0)
    traces.press(Key.Key_1)
    wait_for(traces, {"t0": Verdict(True, None)})
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("no", False))
    traces.press(Key.Key_N)
    assert traces.context.undo.count() == 1


def test_the_selected_rows_are_copied_as_a_spreadsheet_takes_them(traces: TraceList) -> None:
    traces.add("t1", "two\twords\nand a line", ago_s=1)
    traces.qtbot.waitUntil(lambda: traces.line("t1").name != "fresh")
    traces.click(1)
    traces.click(3, keys=CTRL)
    traces.press(Key.Key_C, CTRL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0] == [column.title() for column in COLUMNS]
    assert [len(line) for line in lines] == [len(COLUMNS)] * 3
    assert [line[1] for line in lines[1:]] == ["two words and a line", "fresh"]
    assert [line[4] for line in lines[1:]] == ["2.00 s", "4.00 s"]


def test_j_and_k_and_x_move_and_select(traces: TraceList) -> None:
    traces.table.setFocus()
    traces.press(Key.Key_J)
    assert traces.screen.selected_trace_ids() == ("t0",)
    traces.press(Key.Key_J)
    traces.press(Key.Key_J)
    traces.press(Key.Key_K)
    assert traces.screen.selected_trace_ids() == ("t1",)
    traces.press(Key.Key_X)
    assert traces.screen.selected_trace_ids() == ()


def test_enter_opens_the_trace(traces: TraceList) -> None:
    traces.click(2)
    with traces.qtbot.waitSignal(traces.screen.location_opened) as opened:
        traces.press(Key.Key_Return)
    assert [str(place) for place in opened.args] == ["trace/t2"]


def test_neighbours_are_the_rows_above_and_below(traces: TraceList) -> None:
    assert traces.screen.neighbour("t1", 1) == "t2"
    assert traces.screen.selected_trace_ids() == ("t2",)
    assert traces.screen.neighbour("t1", -1) == "t0"
    assert traces.screen.neighbour("t0", -1) is None
    assert traces.screen.neighbour("t4", 1) is None
    assert traces.screen.neighbour("unknown", 1) is None


def test_the_sums_of_several_selected_rows_are_told(traces: TraceList) -> None:
    told: list[str] = []
    traces.screen.selection_summed.connect(told.append)
    traces.click(0)
    traces.click(1, keys=CTRL)
    assert told == ["", "2 selected · 3.00 s"]
