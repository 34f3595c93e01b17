"""The latencies above the list."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from PySide6.QtWidgets import QFrame, QLabel, QToolButton

from tracedesk.ui.screens.traces.latency_panel import AFTER_FIRST_PAINT_MS
from tracedesk.ui.words import duration
from ui.traces.trace_list import TraceList
from ui.widgets import found

Open: TypeAlias = Callable[..., TraceList]


def panel(traces: TraceList) -> QFrame:
    return found(traces.screen, QFrame, "latency_panel")


def asked(traces: TraceList) -> None:
    """Wait until the panel has asked and was answered."""
    traces.qtbot.wait(AFTER_FIRST_PAINT_MS * 2)
    traces.settle()


def test_it_says_the_percentiles_and_of_how_many(open_list: Open) -> None:
    traces = open_list(60)
    traces.qtbot.waitUntil(panel(traces).isVisible, timeout=15_000)
    lines = [traces.line(trace_id) for trace_id in traces.ids()]
    latencies = [line.latency_ns for line in lines if not line.running]
    p50, p95 = (duration(round(float(np.quantile(latencies, share)))) for share in (0.5, 0.95))
    assert 0 < len(latencies) < 60
    assert panel(traces).accessibleName() == f"Latency: p50 {p50}, p95 {p95}, n = {len(latencies)}"
    headings = " ".join(label.text() for label in panel(traces).findChildren(QLabel))
    assert f"p50 {p50}" in headings
    assert f"p95 {p95}" in headings
    assert f"Spread of {len(latencies)} latencies" in headings


def test_it_stays_hidden_until_two_traces_have_finished(open_list: Open) -> None:
    traces = open_list()
    traces.add("one", ago_s=9, latency_s=1)
    traces.add("runs")
    traces.qtbot.waitUntil(lambda: traces.model.rowCount() == 2)
    asked(traces)
    assert not panel(traces).isVisible()
    traces.add("two", ago_s=9, latency_s=3)
    traces.qtbot.waitUntil(panel(traces).isVisible, timeout=15_000)
    assert panel(traces).accessibleName() == "Latency: p50 2.00 s, p95 2.90 s, n = 2"


def test_it_follows_the_filter(open_list: Open) -> None:
    traces = open_list(60)
    traces.qtbot.waitUntil(panel(traces).isVisible, timeout=15_000)
    traces.type_filter("trace-000007")
    traces.qtbot.waitUntil(lambda: not panel(traces).isVisible())
    traces.type_filter("rag-answer")
    traces.qtbot.waitUntil(panel(traces).isVisible)
    finished = [one for one in traces.ids() if not traces.line(one).running]
    assert panel(traces).accessibleName().endswith(f"n = {len(finished)}")


def test_it_can_be_put_away_and_stays_away(open_list: Open) -> None:
    traces = open_list(20)
    traces.qtbot.waitUntil(panel(traces).isVisible, timeout=15_000)
    found(traces.screen, QToolButton, "traces_chart").click()
    assert not panel(traces).isVisible()
    again = open_list()
    asked(again)
    assert not panel(again).isVisible()
    assert not found(again.screen, QToolButton, "traces_chart").isChecked()
