"""Two runs of one agent in a store, and the screen that compares them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tracedesk.records.trace import Observation, Trace
from tracedesk.records.units import NS_PER_MS
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.ui.context import UiContext
from tracedesk.ui.location import Location
from tracedesk.ui.screens.compare.screen import CompareScreen
from ui.trace_examples import T0_NS

ASKED = '{"messages":[{"role":"user","content":"Where is my parcel?"}],"temperature":0.2}'
CHANGED = '{"messages":[{"role":"user","content":"Where is my small parcel?"}],"temperature":0.7}'


def step(trace_id: str, name: str, start_ms: int, end_ms: int, **fields: Any) -> Observation:
    usual: dict[str, Any] = {"parent_id": f"{trace_id}-agent", "type": "SPAN"}
    return Observation(
        observation_id=f"{trace_id}-{name}",
        said_ns=T0_NS,
        trace_id=trace_id,
        name=name,
        start_ns=T0_NS + start_ms * NS_PER_MS,
        end_ns=T0_NS + end_ms * NS_PER_MS,
        **usual | fields,
    )


def runs() -> list[Trace | Observation]:
    """Run B asks something else, looks up the customer, and saves nothing."""
    return [
        Trace(trace_id="a", said_ns=T0_NS, timestamp_ns=T0_NS, name="support"),
        step("a", "agent", 0, 1_000, parent_id=None, type="AGENT"),
        step("a", "ask", 10, 400, type="GENERATION", input=ASKED, usage={"input": 80, "output": 20, "total": 100}),
        step("a", "track", 410, 600, type="TOOL", input="parcel 7", output="in Hamburg"),
        step("a", "save", 610, 700),
        Trace(trace_id="b", said_ns=T0_NS, timestamp_ns=T0_NS, name="support"),
        step("b", "agent", 0, 1_500, parent_id=None, type="AGENT"),
        step("b", "lookup", 1, 9, type="RETRIEVER"),
        step("b", "ask", 10, 800, type="GENERATION", input=CHANGED, usage={"input": 90, "output": 60, "total": 150}),
        step("b", "track", 810, 900, type="TOOL", input="parcel 7", output="in Hamburg"),
    ]


@pytest.fixture
def runtime(tmp_path: Path) -> Iterator[Runtime]:
    opened = open_runtime(tmp_path)
    opened.writer.save(opened.project_id, runs()).result(10)
    yield opened
    opened.close()


@pytest.fixture
def open_comparison(qtbot: QtBot, context: UiContext) -> Callable[..., CompareScreen]:
    def open_it(place: Location | None = None) -> CompareScreen:
        screen = CompareScreen(context)
        qtbot.addWidget(screen)
        screen.resize(1200, 760)
        screen.show()
        screen.show_comparison(place or Location("compare", "a", None, "b"))
        qtbot.waitUntil(lambda: not screen.busy, timeout=5_000)
        return screen

    return open_it
