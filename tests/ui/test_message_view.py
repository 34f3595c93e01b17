"""Chat messages as cards."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel, QPushButton, QTextBrowser, QTreeView
from pytestqt.qtbot import QtBot

from tracedesk.analysis.messages import conversation_in
from tracedesk.records.json import Json
from tracedesk.ui.widgets.message_card import MessageCard
from tracedesk.ui.widgets.message_view import MOST_CARDS, MessageView
from tracedesk.ui.widgets.view_memory import ViewMemory


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> MessageView:
    memory = ViewMemory(QSettings(str(tmp_path / "state.ini"), QSettings.Format.IniFormat), "test")
    made = MessageView(memory)
    qtbot.addWidget(made)
    made.resize(500, 500)
    made.show()
    return made


def show(view: MessageView, value: Json) -> None:
    conversation = conversation_in(value)
    assert conversation is not None
    view.show_conversation(conversation)


def cards(view: MessageView) -> list[MessageCard]:
    return view.widget().findChildren(MessageCard)


def texts(view: MessageView) -> list[str]:
    return [browser.toPlainText() for browser in view.widget().findChildren(QTextBrowser)]


def labels(view: MessageView) -> list[str]:
    return [label.text() for label in view.widget().findChildren(QLabel) if label.text()]


def test_roles_are_named_and_texts_are_shown(view: MessageView) -> None:
    show(view, [{"role": "system", "content": "Be **kind**."}, {"role": "user", "content": "<b>Hi</b>", "name": "ada"}])
    assert [card.accessibleName() for card in cards(view)] == ["Message from System", "Message from User"]
    assert texts(view) == ["Be kind.", "<b>Hi</b>"]
    assert "ada" in labels(view)


def test_a_tool_call_shows_its_name_and_arguments(view: MessageView) -> None:
    call = {"id": "call_1", "function": {"name": "find_order", "arguments": '{"id": 7}'}}
    show(
        view, [{"role": "assistant", "tool_calls": [call]}, {"role": "tool", "content": "42", "tool_call_id": "call_1"}]
    )
    assert "Calls find_order" in labels(view)
    assert labels(view).count("call_1") == 2
    assert texts(view) == ['{\n  "id": 7\n}', "42"]


def test_an_image_is_a_label(view: MessageView) -> None:
    picture = {"type": "image_url", "image_url": {"url": "https://example.org/cat.png"}}
    show(view, [{"role": "user", "content": [picture]}])
    assert "[image: https://example.org/cat.png]" in labels(view)


def test_an_unknown_role_and_an_empty_message_are_shown_as_they_are(view: MessageView) -> None:
    show(view, [{"role": "Critic", "content": ""}])
    assert "critic" in labels(view)
    assert "Nothing said" in labels(view)


def test_fields_beside_the_messages_stay_in_view(view: MessageView) -> None:
    show(view, {"messages": [{"role": "user", "content": "Hi"}], "temperature": 0})
    tree = view.widget().findChild(QTreeView, "json_tree")
    assert tree.model().index(0, 0).data() == "temperature: 0"


def test_many_messages_come_a_few_at_a_time_and_then_on_demand(view: MessageView, qtbot: QtBot) -> None:
    show(view, [{"role": "user", "content": f"message {number}"} for number in range(MOST_CARDS + 5)])
    assert len(cards(view)) < 10
    qtbot.waitUntil(lambda: len(cards(view)) == MOST_CARDS, timeout=20_000)
    more = view.widget().findChild(QPushButton, "show_more_messages")
    assert more.text() == "Show 5 more messages"
    more.click()
    qtbot.waitUntil(lambda: len(cards(view)) == MOST_CARDS + 5, timeout=20_000)


def test_a_new_conversation_stops_the_old_one(view: MessageView, qtbot: QtBot) -> None:
    show(view, [{"role": "user", "content": f"old {number}"} for number in range(40)])
    show(view, [{"role": "user", "content": "new"}])
    qtbot.wait(50)
    assert texts(view) == ["new"]
