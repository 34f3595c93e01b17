"""Clocks that differ are said, and the bars stay where they are."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tracedesk.analysis.clock_skew import Clock, ClockSkew
from tracedesk.runtime import Runtime
from tracedesk.ui.screens.trace.clock_words import skew_sentence
from tracedesk.ui.screens.trace.screen import TraceScreen
from tracedesk.ui.widgets.waterfall_view import WaterfallView
from ui import distributed_trace as sent
from ui.trace_examples import T0_NS

Open = Callable[..., TraceScreen]
SENTENCE = "Clock of billing is about 120 ms behind web"


def said(screen: TraceScreen) -> list[str]:
    labels = screen.findChild(QWidget, "clock_skews").findChildren(QLabel)
    return [label.text() for label in labels if not label.isHidden()]


def test_a_clock_that_is_behind_is_said_in_the_head_and_at_its_step(
    open_trace: Open, runtime: Runtime, qtbot: QtBot
) -> None:
    sent.store(runtime, T0_NS)
    screen = open_trace(sent.TRACE)
    qtbot.waitUntil(lambda: said(screen) == [SENTENCE], timeout=5_000)
    model = screen.findChild(WaterfallView, "waterfall").model()
    marked = [row for row in range(model.rowCount()) if model.note_at(row)]
    assert [model.id_at(row) for row in marked] == [sent.CHARGE]
    cell = model.index(marked[0], 0)
    assert SENTENCE in str(cell.data(Qt.ItemDataRole.ToolTipRole))
    assert SENTENCE in str(cell.data(Qt.ItemDataRole.AccessibleTextRole))
    assert model.row_at(marked[0]).start_ns == T0_NS - 70_000_000


def test_another_trace_has_its_own_clocks(open_trace: Open, runtime: Runtime, qtbot: QtBot) -> None:
    sent.store(runtime, T0_NS)
    screen = open_trace(sent.TRACE)
    qtbot.waitUntil(lambda: said(screen) == [SENTENCE], timeout=5_000)
    screen.show_trace("trace-1")
    qtbot.waitUntil(lambda: not screen.busy, timeout=5_000)
    assert said(screen) == []
    model = screen.findChild(WaterfallView, "waterfall").model()
    assert not any(model.note_at(row) for row in range(model.rowCount()))


def test_what_is_known_only_in_part_is_said_so() -> None:
    here, there = Clock("worker", "a"), Clock("worker", "b")
    assert skew_sentence(ClockSkew(here, there, -5_000_000, True, ())) == (
        "Clock of worker on a is at least 5 ms behind worker on b"
    )
    assert skew_sentence(ClockSkew(Clock("api", ""), there, 2_000_000_000, False, ())) == (
        "Clock of api is about 2.00 s ahead of worker"
    )
