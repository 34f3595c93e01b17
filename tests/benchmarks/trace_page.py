"""The trace page with large traces: ``trace_page.py [--steps N ...] [--runs R]`` prints a table.

Opening is timed from the call that a click makes to the rows being painted; frames are those of the waterfall alone,
repainted at once after each move. "Held up" is the longest time that the GUI thread left no room for another event.
"""

import argparse
import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests")]

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer  # noqa: E402 - found by the path above
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402
from typing_extensions import override  # noqa: E402

from benchmarks.measure import print_table  # noqa: E402
from tracedesk.records.trace import Observation, Trace  # noqa: E402
from tracedesk.records.units import NS_PER_MS  # noqa: E402
from tracedesk.runtime import Runtime, open_runtime  # noqa: E402
from tracedesk.store.commit import Record  # noqa: E402
from tracedesk.ui.context import UiContext, make_context  # noqa: E402
from tracedesk.ui.screens.trace.screen import TraceScreen  # noqa: E402
from tracedesk.ui.theme import theme_keeper  # noqa: E402
from tracedesk.ui.widgets.waterfall_view import WaterfallView  # noqa: E402

T0_NS = 1_790_000_000_000_000_000
BRANCH = 50  # steps below one parent
FRAMES = 200
BEAT_MS = 2
PIECE = 5_000  # records in one transaction
GIVE_UP_S = 60


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--steps", type=int, nargs="+", default=[100, 10_000, 100_000])
    asked.add_argument("--runs", type=int, default=5)
    options = asked.parse_args()
    app = QApplication([])
    theme_keeper().choose("light", "normal")
    lines = [_measured(app, count, options.runs) for count in options.steps]
    print(f"medians of {options.runs} runs, milliseconds; platform {app.platformName()}")
    print_table(("steps", "open", "held up", "scroll p95", "zoom p95", "late parent held up"), lines)


def _measured(app: QApplication, count: int, runs: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as executor:
        runtime = open_runtime(Path(folder))
        context = make_context(runtime, executor)
        found = [_run(app, context, f"trace-{run}", count) for run in range(runs)]
        context.close()
        runtime.close()
    return [f"{count:,}", *(f"{statistics.median(column):.1f}" for column in zip(*found, strict=True))]


def _run(app: QApplication, context: UiContext, trace_id: str, count: int) -> tuple[float, ...]:
    runtime = context.runtime
    _store(runtime, trace_id, count)
    screen = TraceScreen(context)
    screen.resize(1280, 800)
    screen.show()
    app.processEvents()
    waterfall = screen.findChild(WaterfallView)
    assert waterfall is not None
    painted = PaintWatch(waterfall.viewport())
    with held_up() as opening:
        began = time.perf_counter()
        screen.show_trace(trace_id)
        _wait(app, lambda: painted.seen and waterfall.model().rowCount() > count)
        opened = time.perf_counter() - began
        _wait(app, lambda: not screen.busy)
    scroll, zoom = _scroll_frames(app, waterfall), _zoom_frames(app, waterfall)
    with held_up() as joining:
        runtime.writer.save(runtime.project_id, [_late_parent(trace_id)]).result()
        context.live.tell(("traces", "observations"))
        _wait(app, lambda: _has_step(waterfall, _late_id(trace_id)) and not screen.busy)
    screen.close()
    screen.deleteLater()
    app.processEvents()
    return opened * 1e3, opening.longest_ms, _p95(scroll), _p95(zoom), joining.longest_ms


def _has_step(waterfall: WaterfallView, step_id: str) -> bool:
    model = waterfall.model()
    rows = getattr(model, "rows", None)
    return rows is not None and rows.is_observation(step_id)


class PaintWatch(QObject):
    """Notes that a widget was painted while its view had rows."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.seen = False
        viewport.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, happened: QEvent) -> bool:
        if happened.type() == QEvent.Type.Paint:
            view = watched.parent()
            self.seen = isinstance(view, WaterfallView) and view.model().rowCount() > 0
        return False


class Heartbeat:
    """The longest time that a beat of a timer came late."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self.timer = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1e3 - BEAT_MS)
        self._last = now


@contextmanager
def held_up() -> Iterator[Heartbeat]:
    beat = Heartbeat()
    beat.timer.start()
    yield beat
    beat.timer.stop()


def _scroll_frames(app: QApplication, waterfall: WaterfallView) -> list[float]:
    bar = waterfall.verticalScrollBar()

    def move(frame: int) -> None:
        bar.setValue(bar.maximum() * frame // FRAMES)

    return _frames(app, waterfall, move)


def _zoom_frames(app: QApplication, waterfall: WaterfallView) -> list[float]:
    keys = (Qt.Key.Key_W, Qt.Key.Key_D, Qt.Key.Key_W, Qt.Key.Key_A, Qt.Key.Key_S)

    def press(frame: int) -> None:
        key = QKeyEvent(QEvent.Type.KeyPress, keys[frame % len(keys)], Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(waterfall, key)

    return _frames(app, waterfall, press)


def _frames(app: QApplication, waterfall: WaterfallView, move: Callable[[int], None]) -> list[float]:
    taken = []
    for frame in range(FRAMES):
        began = time.perf_counter()
        move(frame)
        waterfall.viewport().repaint()
        taken.append((time.perf_counter() - began) * 1e3)
        app.processEvents()
    return taken


def _p95(values: list[float]) -> float:
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


def _wait(app: QApplication, is_done: Callable[[], bool]) -> None:
    until = time.monotonic() + GIVE_UP_S
    while not is_done():
        if time.monotonic() > until:
            raise TimeoutError(f"nothing was shown within {GIVE_UP_S} s")
        # It must sleep between events: a loop that asks all the time would take the interpreter from those who read.
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _store(runtime: Runtime, trace_id: str, count: int) -> None:
    """Store a trace of ``count`` steps; one branch of it hangs below a parent that has not come."""
    records: list[Record] = [Trace(trace_id=trace_id, said_ns=T0_NS, timestamp_ns=T0_NS, name="large")]
    for number in range(count):
        records.append(_step(trace_id, number))
        if len(records) >= PIECE:
            runtime.writer.save(runtime.project_id, records).result()
            records = []
    runtime.writer.save(runtime.project_id, records).result()


def _step(trace_id: str, number: int) -> Observation:
    branch, place = divmod(number, BRANCH)
    parent = None if place == 0 else f"{trace_id}-{branch * BRANCH + (place - 1) // 3}"
    start_ns = T0_NS + number * NS_PER_MS
    return Observation(
        observation_id=f"{trace_id}-{number}",
        trace_id=trace_id,
        said_ns=start_ns,
        type="GENERATION" if place % 3 else "CHAIN",
        parent_id=_late_id(trace_id) if branch == 1 and place == 0 else parent,
        name=f"step {place}",
        model="gpt-4o" if place % 3 else None,
        start_ns=start_ns,
        end_ns=start_ns + (BRANCH - place) * NS_PER_MS,
        usage={"input": number % 900, "output": 20, "total": number % 900 + 20} if place % 3 else {},
        level="ERROR" if number % 997 == 0 else "DEFAULT",
    )


def _late_id(trace_id: str) -> str:
    return f"{trace_id}-late"


def _late_parent(trace_id: str) -> Observation:
    return Observation(
        observation_id=_late_id(trace_id),
        trace_id=trace_id,
        said_ns=T0_NS,
        type="AGENT",
        name="late",
        start_ns=T0_NS + BRANCH * NS_PER_MS,
        end_ns=T0_NS + 3 * BRANCH * NS_PER_MS,
    )


if __name__ == "__main__":
    main()
