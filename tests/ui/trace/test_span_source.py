"""What a span said, in the detail pane, and its links under the hands of a person."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTabWidget, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from tracedesk.runtime import Runtime
from tracedesk.store.database import rows
from tracedesk.store.trace_deletion import delete_traces
from tracedesk.ui.location import Location
from tracedesk.ui.screens.trace.detail_pane import TABS
from tracedesk.ui.screens.trace.screen import TraceScreen
from tracedesk.ui.widgets.waterfall_view import WaterfallView
from ui import distributed_trace as sent
from ui.trace_examples import T0_NS

Open = Callable[..., TraceScreen]


@pytest.fixture
def opened(open_trace: Open, runtime: Runtime) -> Callable[[str], TraceScreen]:
    sent.store(runtime, T0_NS)

    def open_it(observation_id: str, tab: str = "attributes") -> TraceScreen:
        screen = open_trace(sent.TRACE, observation_id)
        screen.findChild(QTabWidget, "detail_tabs").setCurrentIndex(TABS.index(tab))
        return screen

    return open_it


def tree_words(screen: TraceScreen) -> list[str]:
    """Return the rows of the tree of attributes that are open."""
    tree = screen.findChild(QWidget, "attributes").findChild(QTreeView, "json_tree")
    index, found = tree.model().index(0, 0), []
    while index.isValid():
        found.append(str(index.data()))
        index = tree.indexBelow(index)
    return found


def links(screen: TraceScreen) -> list[QPushButton]:
    QApplication.processEvents()  # Qt shows what is put into a visible layout a moment later
    return [one for one in screen.findChildren(QPushButton, "span_link") if not one.isHidden()]


def test_the_attributes_tab_shows_all_that_the_span_said(opened: Callable[[str], TraceScreen]) -> None:
    words = tree_words(opened(sent.RECEIPT))
    for expected in ('service.name: "mailer"', "process.pid: 4711", "afterStartNs: 5000000", 'traceState: "a=1"'):
        assert expected in words
    assert 'kind: "INTERNAL"' in words
    assert "droppedAttributesCount: 2" in tree_words(opened(sent.MAIL))


def test_a_search_shows_only_what_has_its_text(opened: Callable[[str], TraceScreen]) -> None:
    screen = opened(sent.RECEIPT)
    screen.findChild(QLineEdit, "attributes_search").setText("queue")
    words = tree_words(screen)
    assert "queue.length: 3" in words
    assert not any("service" in word for word in words)


def test_links_say_where_they_lead_and_whether_that_is_stored(opened: Callable[[str], TraceScreen]) -> None:
    assert [link.text() for link in links(opened(sent.RECEIPT))] == [
        "POST /charge, in this trace",
        "newsletter, in another trace",
        "Step 00000000… of a trace that is not stored",
    ]
    assert links(opened(sent.MAIL)) == []


def test_a_link_opens_its_step_in_whatever_trace_it_is(opened: Callable[[str], TraceScreen], qtbot: QtBot) -> None:
    screen = opened(sent.RECEIPT)
    places: list[Location] = []
    screen.location_opened.connect(places.append)
    for link in links(screen):
        link.click()
    assert places == [
        Location("trace", sent.TRACE, sent.CHARGE),
        Location("trace", sent.OTHER_TRACE, sent.NEWSLETTER),
        Location("trace", sent.LOST_TRACE, "00000000000000aa"),
    ]
    screen.show_trace(sent.OTHER_TRACE, sent.NEWSLETTER)
    qtbot.waitUntil(lambda: not screen.busy)
    assert screen.findChild(WaterfallView, "waterfall").selected_id() == sent.NEWSLETTER


def test_a_step_shows_what_links_to_it_as_long_as_that_is_there(
    opened: Callable[[str], TraceScreen], runtime: Runtime, qtbot: QtBot
) -> None:
    screen = opened(sent.CHARGE)
    assert [link.text() for link in links(screen)] == ["Linked from write receipt, in this trace"]
    screen.show_trace(sent.OTHER_TRACE, sent.NEWSLETTER)
    qtbot.waitUntil(lambda: not screen.busy)
    assert [link.text() for link in links(screen)] == ["Linked from write receipt, in another trace"]
    runtime.writer.edit(
        runtime.project_id, lambda edit: delete_traces(edit, [sent.TRACE]), kinds=frozenset({"traces"})
    ).result(10)
    screen.refresh()
    qtbot.waitUntil(lambda: not screen.busy)
    assert links(screen) == []
    assert rows(runtime.database, "SELECT * FROM step_link") == []


def test_the_raw_tab_has_the_span_beside_what_was_made_of_it(opened: Callable[..., TraceScreen]) -> None:
    screen = opened(sent.RECEIPT, "raw")
    shown = screen.findChild(QWidget, "detail_tabs").currentWidget().findChild(QWidget, "raw_text").toPlainText()
    assert '"span": {' in shown
    assert f'"traceId": "{sent.OTHER_TRACE}"' in shown


def test_a_step_that_was_no_span_says_so(open_trace: Open) -> None:
    screen = open_trace("trace-1", "answer")
    tabs = screen.findChild(QTabWidget, "detail_tabs")
    tabs.setCurrentIndex(TABS.index("attributes"))
    assert not screen.findChild(QWidget, "attributes").findChild(QTreeView, "json_tree").isVisible()
    words = [label.text() for label in tabs.currentWidget().findChildren(QLabel) if label.isVisible()]
    assert words == ["This did not come as a span of OpenTelemetry: it has no attributes."]
