"""News of the store as one signal."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tracedesk.runtime import Runtime
from tracedesk.ui.live import EVERYTHING, INTERVAL_MS, Live


@pytest.fixture
def live(qapp: QApplication, runtime: Runtime) -> Iterator[Live]:
    made = Live(runtime.database)
    yield made
    made.deleteLater()


def test_the_first_news_is_told_at_once_and_what_follows_is_gathered(qtbot: QtBot, live: Live) -> None:
    told: list[frozenset[str]] = []
    live.changed.connect(told.append)
    live.tell(["traces"])
    assert told == [frozenset({"traces"})]
    live.tell(["scores"])
    live.tell(["traces", "observations"])
    assert len(told) == 1
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == {"scores", "traces", "observations"}


def test_a_stream_of_news_is_told_four_times_a_second(qtbot: QtBot, live: Live) -> None:
    moments: list[float] = []
    live.changed.connect(lambda _: moments.append(time.monotonic()))
    stream = QTimer(interval=5)
    stream.timeout.connect(lambda: live.tell(["traces"]))
    stream.start()
    qtbot.waitUntil(lambda: len(moments) == 4)
    gaps_ms = [(later - earlier) * 1_000 for earlier, later in pairwise(moments)]
    assert min(gaps_ms) > INTERVAL_MS * 0.9  # coarse timers may be early by a twentieth


def test_news_from_another_thread_arrive_on_the_gui_thread(qtbot: QtBot, live: Live) -> None:
    threads: list[int] = []
    live.changed.connect(lambda _: threads.append(threading.get_ident()))
    with qtbot.waitSignal(live.changed):
        teller = threading.Thread(target=live.tell, args=(["traces"],))
        teller.start()
        teller.join()
    assert threads == [threading.get_ident()]


def test_what_another_process_writes_is_noticed_while_a_window_is_in_front(
    qtbot: QtBot, live: Live, runtime: Runtime
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    with (
        qtbot.waitSignal(live.changed, timeout=5_000) as told,
        closing(sqlite3.connect(runtime.paths.database)) as other,
        other,
    ):
        other.execute("UPDATE project SET name = 'renamed'")
    assert told.args == [EVERYTHING]


@pytest.mark.parametrize("from_thread", [True, False])
def test_after_its_stop_it_is_silent(qtbot: QtBot, live: Live, *, from_thread: bool) -> None:
    told: list[frozenset[str]] = []
    live.changed.connect(told.append)
    live.tell(["traces"])
    live.tell(["scores"])  # waits for its turn
    if from_thread:  # waits in the queue of the GUI thread
        teller = threading.Thread(target=live.tell, args=(["observations"],))
        teller.start()
        teller.join()
    live.stop()
    live.tell(["clients"])
    begun = time.monotonic()
    qtbot.waitUntil(lambda: time.monotonic() - begun > INTERVAL_MS * 2 / 1_000)
    assert told == [frozenset({"traces"})]
