"""A shown list over a store of many traces."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from tracedesk.ui.context import UiContext
from tracedesk.ui.screens.traces.screen import TracesScreen
from ui.many_traces import store_traces
from ui.traces.trace_list import TraceList


@pytest.fixture
def open_list(qtbot: QtBot, context: UiContext) -> Iterator[Callable[..., TraceList]]:
    made: list[TracesScreen] = []

    def open_it(count: int = 0) -> TraceList:
        if count:
            store_traces(context.runtime, count, time.time_ns())
        screen = TracesScreen(context)
        made.append(screen)
        screen.resize(1200, 560)
        with qtbot.waitExposed(screen):
            screen.show()
        shown = TraceList(qtbot, context, screen)
        shown.settle()
        return shown

    yield open_it
    context.live.stop()
    assert isinstance(context.executor, ThreadPoolExecutor)
    context.executor.shutdown(wait=True, cancel_futures=True)
    for screen in made:
        shiboken6.delete(screen)
