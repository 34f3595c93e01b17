"""The whole window over a data folder; its receiver stands still unless a test starts it."""

import time
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from tracedesk.runtime import Runtime
from tracedesk.ui.application import Session
from tracedesk.ui.latest_query import LatestQuery
from tracedesk.ui.main_window import MainWindow
from ui.many_traces import store_traces


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait for the answers to everything that was asked."""
    qtbot.waitUntil(lambda: not any(query.busy for query in window.findChildren(LatestQuery)))


@pytest.fixture
def open_session(qtbot: QtBot, runtime: Runtime, look: None) -> Iterator[Callable[..., Session]]:
    made: list[Session] = []

    def open_it(traces: int = 0) -> Session:
        if traces:
            store_traces(runtime, traces, time.time_ns())
        session = Session(runtime, runtime.paths.data_dir, 0)
        made.append(session)
        with qtbot.waitActive(session.window):
            session.window.show()
            session.window.activateWindow()
        settle(qtbot, session.window)
        return session

    yield open_it
    for session in made:
        session.window.close()
        session.close()
        shiboken6.delete(session.window)


@pytest.fixture
def open_window(open_session: Callable[..., Session]) -> Callable[..., MainWindow]:
    return lambda traces=0: open_session(traces).window
