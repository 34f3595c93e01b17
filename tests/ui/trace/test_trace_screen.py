"""The trace page over a real store."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QTabWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tracedesk.queries.ratings import verdicts
from tracedesk.records.trace import Observation
from tracedesk.ui.context import UiContext
from tracedesk.ui.location import Location
from tracedesk.ui.screens.trace.screen import TraceScreen
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.widgets.markdown_view import MarkdownView
from tracedesk.ui.widgets.waterfall_view import WaterfallView
from ui.trace_examples import T0_NS

Key = Qt.Key
Open = Callable[..., TraceScreen]


def words_of(widget: QWidget) -> list[str]:
    """Return the texts of all labels in view."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def waterfall(screen: TraceScreen) -> WaterfallView:
    return screen.findChild(WaterfallView, "waterfall")


def settle(qtbot: QtBot, screen: TraceScreen) -> None:
    qtbot.waitUntil(lambda: not screen.busy, timeout=5_000)


def test_a_trace_opens_with_its_head_rows_and_texts(open_trace: Open, qtbot: QtBot) -> None:
    screen = open_trace()
    qtbot.waitUntil(lambda: {"support-agent · 客服 🤖", "8.42 s", "1 error", "#物流"} <= set(words_of(screen)))
    assert waterfall(screen).model().rowCount() == 15


def test_it_opens_at_the_observation_that_was_asked_for(open_trace: Open) -> None:
    screen = open_trace("trace-1", "track_parcel")
    assert waterfall(screen).selected_id() == "track_parcel"
    assert "TimeoutError: carrier API did not answer within 2 s\n(attempt 2 of 2)" in words_of(screen)


def test_selecting_a_row_shows_it_and_says_where_we_are(open_trace: Open, qtbot: QtBot) -> None:
    screen = open_trace()
    places: list[Location] = []
    screen.location_opened.connect(places.append)
    waterfall(screen).select_id("answer")
    settle(qtbot, screen)
    assert places == [Location("trace", "trace-1", "answer")]
    expected = {"claude-sonnet-4-5", "3,120 → 857 Σ 3,977", "System", "User", "Assistant"}
    qtbot.waitUntil(lambda: expected <= set(words_of(screen)))


def test_going_where_we_are_reads_nothing_again(open_trace: Open) -> None:
    screen = open_trace("trace-1", "plan")
    screen.show_trace("trace-1", "plan")
    screen.show_trace("trace-1")
    assert not screen.busy
    assert waterfall(screen).selected_id() == "plan"


def test_a_trace_that_is_gone_says_so(open_trace: Open, qtbot: QtBot) -> None:
    screen = open_trace("unknown")
    assert "This trace is not here" in words_of(screen)
    with qtbot.waitSignal(screen.closed):
        screen.findChild(QWidget, "empty_state_action").click()


def test_a_running_trace_gains_rows_while_selection_and_folds_stay(
    open_trace: Open, context: UiContext, qtbot: QtBot
) -> None:
    screen = open_trace("trace-1", "answer")
    view = waterfall(screen)
    model = view.model()
    folded = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == "find_order")
    model.set_folded(folded, True)
    new = Observation(observation_id="new", said_ns=T0_NS, trace_id="trace-1", name="new", start_ns=T0_NS)
    context.runtime.writer.save(context.runtime.project_id, [new]).result(10)
    context.live.tell(("observations",))
    qtbot.waitUntil(lambda: model.rowCount() == 14, timeout=5_000)
    assert view.selected_id() == "answer"
    assert model.is_folded(next(row for row in range(14) if model.index(row, 0).data() == "find_order"))


def test_news_that_changes_nothing_leaves_the_detail_alone(open_trace: Open, context: UiContext, qtbot: QtBot) -> None:
    screen = open_trace("trace-1", "answer")
    tabs = screen.findChild(QTabWidget, "detail_tabs")
    texts = tabs.findChildren(MarkdownView)
    screen.refresh()
    settle(qtbot, screen)
    assert tabs.findChildren(MarkdownView) == texts


def test_a_hidden_page_reads_when_it_is_shown_again(open_trace: Open, context: UiContext, qtbot: QtBot) -> None:
    screen = open_trace()
    screen.hide()
    new = Observation(observation_id="new", said_ns=T0_NS, trace_id="trace-1", name="new", start_ns=T0_NS)
    context.runtime.writer.save(context.runtime.project_id, [new]).result(10)
    context.live.tell(("observations",))
    qtbot.wait(50)
    assert waterfall(screen).model().rowCount() == 15
    screen.show()
    qtbot.waitUntil(lambda: waterfall(screen).model().rowCount() == 16, timeout=5_000)


@pytest.mark.parametrize(("key", "good"), [(Key.Key_1, True), (Key.Key_2, False)])
def test_keys_rate_the_trace_and_take_it_back(
    open_trace: Open, context: UiContext, qtbot: QtBot, key: Key, good: bool
) -> None:
    screen = open_trace()
    runtime = context.runtime

    def stored() -> bool | None:
        verdict = verdicts(runtime.database, runtime.project_id, ["trace-1"])["trace-1"]
        return verdict.good if verdict else None

    QTest.keyClick(waterfall(screen), Key.Key_0)
    qtbot.waitUntil(lambda: stored() is None, timeout=5_000)
    QTest.keyClick(waterfall(screen), key)
    qtbot.waitUntil(lambda: stored() is good, timeout=5_000)
    button = screen.findChild(QToolButton, "rate_good" if good else "rate_bad")
    qtbot.waitUntil(button.isChecked, timeout=5_000)


def test_letters_in_the_comment_are_only_letters(open_trace: Open, qtbot: QtBot) -> None:
    screen = open_trace()
    comment = screen.findChild(QLineEdit, "rating_comment")
    comment.clear()
    QTest.keyClick(waterfall(screen), Key.Key_N)
    assert comment.hasFocus()
    neighbours: list[int] = []
    screen.neighbour_requested.connect(neighbours.append)
    QTest.keyClicks(comment, "yes [1] echo m")
    assert comment.text() == "yes [1] echo m"
    assert neighbours == []
    QTest.keyClick(comment, Key.Key_Escape)
    assert waterfall(screen).hasFocus()
    with qtbot.waitSignal(screen.closed):
        QTest.keyClick(waterfall(screen), Key.Key_Escape)


def test_brackets_ask_for_the_neighbours(open_trace: Open) -> None:
    screen = open_trace()
    asked: list[int] = []
    screen.neighbour_requested.connect(asked.append)
    QTest.keyClick(waterfall(screen), Key.Key_BracketLeft)
    QTest.keyClick(waterfall(screen), Key.Key_BracketRight)
    screen.findChild(QToolButton, "next_trace").click()
    assert asked == [-1, 1, 1]


def test_e_goes_to_the_error_and_the_detail_follows(open_trace: Open, qtbot: QtBot) -> None:
    screen = open_trace()
    QTest.keyClick(waterfall(screen), Key.Key_E)
    settle(qtbot, screen)
    assert screen.findChild(QWidget, "detail_name").text() == "track_parcel"
    assert screen.findChild(QWidget, "status_banner").isVisible()


def test_copy_takes_the_row_and_the_menu_offers_more(open_trace: Open) -> None:
    screen = open_trace("trace-1", "plan")
    QTest.keyClick(waterfall(screen), Key.Key_Y)
    assert QGuiApplication.clipboard().text().startswith("plan\t1.87 s")
    QTest.keyClick(
        waterfall(screen), Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    menu = screen.findChild(QMenu, "copy_menu")
    titles = [action.text() for action in menu.actions()]
    assert "Copy observation id" in titles
    assert "Copy step as JSON" in titles
    menu.actions()[titles.index("Copy observation id")].trigger()
    assert QGuiApplication.clipboard().text() == "plan"
    menu.close()


def test_every_tab_shows_the_step(open_trace: Open, qtbot: QtBot) -> None:
    screen = open_trace("trace-1", "answer")
    tabs = screen.findChild(QTabWidget, "detail_tabs")
    titles = [tabs.tabText(position) for position in range(tabs.count())]
    assert titles == ["Input/Output", "Messages", "Attributes", "Metadata", "Scores (1)", "Raw"]
    tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "Calls find_order" in words_of(tabs))
    tabs.setCurrentIndex(3)
    qtbot.waitUntil(lambda: {"claude-sonnet-4-5", "2,048", "support/answer, version 7"} <= set(words_of(tabs)))
    tabs.setCurrentIndex(5)
    assert '"usageDetails": {' in tabs.currentWidget().focusProxy().toPlainText()


def test_the_tab_and_the_mode_are_remembered(open_trace: Open, qtbot: QtBot) -> None:
    screen = open_trace("trace-1", "answer")
    QTest.keyClick(waterfall(screen), Key.Key_M)
    screen.findChild(QTabWidget, "detail_tabs").setCurrentIndex(2)
    again = open_trace("trace-1", "plan")
    assert again.findChild(QTabWidget, "detail_tabs").currentIndex() == 2
    again.findChild(QTabWidget, "detail_tabs").setCurrentIndex(0)
    checked = [
        button.property("mode")
        for button in again.findChild(QWidget, "payload_input").findChildren(QToolButton)
        if button.isChecked()
    ]
    assert checked == ["json"]


def test_every_control_has_a_name_a_tip_and_an_object_name(open_trace: Open) -> None:
    screen = open_trace("trace-1", "answer")
    for button in screen.findChildren(QToolButton):
        if button.objectName().startswith("qt_") or not button.isVisible():
            continue
        assert button.objectName(), button.accessibleName()
        assert button.accessibleName(), button.objectName()
        assert button.toolTip(), button.objectName()


def test_the_page_follows_the_theme(open_trace: Open, qtbot: QtBot) -> None:
    screen = open_trace("trace-1", "answer")
    keeper = theme_keeper()
    before = waterfall(screen).grab().toImage().pixelColor(4, 200)
    keeper.choose("dark", "normal")
    try:
        after = waterfall(screen).grab().toImage().pixelColor(4, 200)
        assert after.lightness() < 100 < before.lightness()
        qtbot.waitUntil(lambda: "Assistant" in words_of(screen))
    finally:
        keeper.choose("light", "normal")


def test_texts_from_hostile_programs_are_shown(open_trace: Open, context: UiContext, qtbot: QtBot) -> None:
    deep = "[" * 600 + "]" * 600
    hostile = Observation(
        observation_id="hostile",
        said_ns=T0_NS,
        trace_id="trace-1",
        name="<img src=x>\n" * 5_000,
        start_ns=T0_NS,
        end_ns=T0_NS - 5,
        model="m" * 100_000,
        level="ERROR",
        status_message="<b>boom</b>\n" * 20_000,
        input=deep,
        output='{"role": "assistant", "content": "' + "x" * 300_000 + '"}',
        metadata={"a": {"b": [1] * 2_000}, "<i>": "y" * 100_000},
    )
    context.runtime.writer.save(context.runtime.project_id, [hostile]).result(10)
    screen = open_trace("trace-1", "hostile")
    tabs = screen.findChild(QTabWidget, "detail_tabs")
    for position in range(tabs.count()):
        tabs.setCurrentIndex(position)
        settle(qtbot, screen)
        screen.grab()
    assert any("<b>boom</b>" in text for text in words_of(screen))


def test_orphans_move_below_their_parent_when_it_arrives_while_selection_folds_and_scroll_stay(
    open_trace: Open, context: UiContext, qtbot: QtBot
) -> None:
    runtime = context.runtime

    def store(*steps: tuple[str, str | None, int]) -> None:
        sent = [
            Observation(
                observation_id=name,
                said_ns=T0_NS,
                trace_id="live",
                parent_id=parent,
                name=name,
                start_ns=T0_NS + start,
                end_ns=T0_NS + start + 1,
            )
            for name, parent, start in steps
        ]
        runtime.writer.save(runtime.project_id, sent).result(10)

    def names() -> list[str]:
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    store(("other", None, 900), ("leaf of other", "other", 901))
    store(*((f"lost {i}", "late parent", 100 + i) for i in range(60)), ("deep", "lost 40", 150))
    store(("far", "unknown parent", 500))
    screen = open_trace("live", "lost 50")
    view = waterfall(screen)
    model = view.model()
    assert names()[3:5] == ["Missing parent late par…", "lost 0"]
    for folded in ("other", "lost 40"):
        model.set_folded(names().index(folded), True)
    place = view.rowViewportPosition(view.currentIndex().row())
    assert 0 < place < view.viewport().height()
    assert view.verticalScrollBar().value() > 0
    store(("late parent", "unknown root", 50))
    context.live.tell(("observations",))
    qtbot.waitUntil(lambda: "late parent" in names(), timeout=5_000)
    settle(qtbot, screen)
    assert view.selected_id() == "lost 50"
    assert view.rowViewportPosition(view.currentIndex().row()) == place
    assert names()[1:5] == ["other", "Missing parent unknown …", "late parent", "lost 0"]
    assert names()[-2:] == ["Missing parent unknown …", "far"]
    assert all(model.is_folded(names().index(folded)) for folded in ("other", "lost 40"))
    store(("unknown root", None, 1))
    context.live.tell(("observations",))
    qtbot.waitUntil(lambda: "unknown root" in names(), timeout=5_000)
    settle(qtbot, screen)
    assert names()[1:4] == ["unknown root", "late parent", "lost 0"]
    assert view.selected_id() == "lost 50"
    assert view.rowViewportPosition(view.currentIndex().row()) == place


def test_a_selected_missing_parent_is_shown_as_soon_as_it_is_there(
    open_trace: Open, context: UiContext, qtbot: QtBot
) -> None:
    runtime = context.runtime
    child = Observation(observation_id="c", said_ns=T0_NS, trace_id="live", parent_id="p", name="c", start_ns=T0_NS)
    runtime.writer.save(runtime.project_id, [child]).result(10)
    screen = open_trace("live", "p")
    assert waterfall(screen).selected_id() == "p"
    title = screen.findChild(QWidget, "detail_name")
    assert not screen.findChild(QTabWidget, "detail_tabs").isVisible()
    reason = screen.findChild(QLabel, "detail_reason")
    assert reason.text() == "The parent of these steps, p, has not arrived, or was never sent."
    parent = Observation(observation_id="p", said_ns=T0_NS, trace_id="live", name="the parent", start_ns=T0_NS)
    runtime.writer.save(runtime.project_id, [parent]).result(10)
    context.live.tell(("observations",))
    qtbot.waitUntil(lambda: title.text() == "the parent" and title.isVisible(), timeout=5_000)
    assert not reason.isVisible()
    assert waterfall(screen).selected_id() == "p"


def test_a_step_that_is_not_stored_is_said_to_be_so(open_trace: Open) -> None:
    screen = open_trace("trace-1", "00f067aa0ba902b7")
    assert "Step 00f067aa0ba902b7 of this trace is not stored." in words_of(screen)
