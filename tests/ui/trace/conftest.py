"""A real store with sample traces, and the trace page over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tracedesk.runtime import Runtime, open_runtime
from tracedesk.ui.context import UiContext
from tracedesk.ui.screens.trace.screen import TraceScreen
from ui.trace_examples import T0_NS, agent, answer_observation, records

NOW_NS = T0_NS + 9_000_000_000


@pytest.fixture
def runtime(tmp_path: Path) -> Iterator[Runtime]:
    opened = open_runtime(tmp_path)
    opened.writer.save(opened.project_id, records(agent(), answer_observation())).result(10)
    yield opened
    opened.close()


@pytest.fixture
def open_trace(qtbot: QtBot, context: UiContext) -> Callable[..., TraceScreen]:
    def open_it(trace_id: str = "trace-1", observation_id: str | None = None) -> TraceScreen:
        screen = TraceScreen(context, clock=lambda: NOW_NS)
        qtbot.addWidget(screen)
        screen.resize(1200, 760)
        screen.show()
        screen.show_trace(trace_id, observation_id)
        qtbot.waitUntil(lambda: not screen.busy, timeout=5_000)
        return screen

    return open_it
