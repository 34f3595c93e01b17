"""What the unmodified programs sent, as the window shows it: the rows of the list, the tree, the errors."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from sdk.story import Story
from tracedesk.runtime import open_runtime
from tracedesk.ui.context import UiContext, make_context
from tracedesk.ui.screens.trace.screen import TraceScreen
from tracedesk.ui.screens.traces.columns import COLUMN_OF
from tracedesk.ui.screens.traces.model import LINE_ROLE
from tracedesk.ui.screens.traces.screen import TracesScreen
from tracedesk.ui.widgets.waterfall_view import WaterfallView


@pytest.fixture(params=["langfuse_2", "langfuse_3"])
def told(request: pytest.FixtureRequest) -> Story:
    story: Story = request.getfixturevalue(request.param)
    return story


@pytest.fixture
def context(qapp: QApplication, told: Story) -> Iterator[UiContext]:
    runtime = open_runtime(told.server.data_dir)
    executor = ThreadPoolExecutor(2)
    made = make_context(runtime, executor)
    yield made
    made.live.stop()
    executor.shutdown(wait=True, cancel_futures=True)
    runtime.close()


def test_the_list_shows_every_trace_as_the_api_tells_it(context: UiContext, qtbot: QtBot, told: Story) -> None:
    expected = {trace["id"]: trace for trace in told.reader.get("/traces", limit="100")["data"]}
    screen = TracesScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1200, 700)
    screen.show()
    qtbot.waitUntil(lambda: screen.row_count() == len(expected), timeout=10_000)
    table = screen.findChild(QTableView, "traces_table")
    assert isinstance(table, QTableView)
    model = table.model()
    for row in range(model.rowCount()):
        trace = expected[model.index(row, 0).data(LINE_ROLE).trace_id]
        shown = {key: model.index(row, column).data() for key, column in COLUMN_OF.items()}
        assert shown["name"] == (trace["name"] or "(no name)")
        assert shown["user"] == (trace["userId"] or "")
        assert shown["session"] == (trace["sessionId"] or "")


def test_the_page_of_a_trace_shows_its_tree_times_texts_and_errors(
    context: UiContext, qtbot: QtBot, told: Story
) -> None:
    screen = TraceScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1200, 700)
    screen.show()
    errors = 0
    for line in told.reader.get("/traces", limit="100")["data"]:
        trace = told.reader.get(f"/traces/{line['id']}")
        screen.show_trace(trace["id"])
        qtbot.waitUntil(lambda: not screen.busy, timeout=10_000)
        view = screen.findChild(WaterfallView)
        assert isinstance(view, WaterfallView)
        model = view.model()
        shown = [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]
        assert len(shown) == len(trace["observations"]) + 1
        for observation in trace["observations"]:
            assert any(str(observation["name"]) in text for text in shown)
        errors += sum(observation["level"] == "ERROR" for observation in trace["observations"])
    assert errors > 0
