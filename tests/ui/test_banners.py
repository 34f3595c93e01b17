"""What is the matter, across the window."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tracedesk.queries.projects import api_key, refused_clients
from tracedesk.store.projects import note_refused
from tracedesk.ui.banners import MOST_REFUSED, Banners
from tracedesk.ui.context import UiContext
from tracedesk.ui.keys import Keys
from tracedesk.ui.receiver import ReceiverState
from ui.widgets import found

TAKEN = ReceiverState(phase="port_taken", port=4517, words="nginx (process 123)", free_port=4518)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """The banners' place: they hide and show themselves within it."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def keys(context: UiContext, window: QWidget) -> Keys:
    return Keys(context, window)


@pytest.fixture
def banners(keys: Keys, window: QWidget) -> Banners:
    return Banners(keys, window)


def texts(banners: Banners, name: str) -> list[str]:
    return [label.text() for label in banners.findChildren(QLabel, f"{name}_text") if label.isVisible()]


def test_nothing_is_shown_while_nothing_is_the_matter(banners: Banners) -> None:
    assert not banners.isVisible()
    banners.show_receiver(ReceiverState(phase="listening", url="http://127.0.0.1:4517"))
    assert not banners.isVisible()


def test_a_taken_port_is_told_and_the_next_free_one_offered(qtbot: QtBot, banners: Banners) -> None:
    banners.show_receiver(TAKEN)
    assert texts(banners, "port_taken") == [
        "Port 4517 is taken by nginx (process 123), so nothing can be received yet."
    ]
    with qtbot.waitSignal(banners.port_chosen) as chosen:
        found(banners, QPushButton, "use_free_port").click()
    assert chosen.args == [4518]
    with qtbot.waitSignal(banners.port_chosen) as chosen:
        found(banners, QPushButton, "try_port_again").click()
    assert chosen.args == [4517]


def test_a_banner_goes_when_the_receiver_listens(qtbot: QtBot, banners: Banners) -> None:
    banners.show_receiver(TAKEN)
    banners.show_receiver(ReceiverState(phase="failed", words="disk <b>full</b>"))
    qtbot.waitUntil(lambda: texts(banners, "port_taken") == [])
    assert texts(banners, "receiver_failed") == ["The receiver ended and is being restarted: disk <b>full</b>"]
    banners.show_receiver(ReceiverState(phase="listening", url="http://127.0.0.1:4517"))
    assert not banners.isVisible()


def refuse(context: UiContext, *public_keys: str) -> None:
    for number, public_key in enumerate(public_keys):
        note_refused(context.runtime.database, public_key, "sk-secret", "python 2.60.10", number)
    context.live.tell(["clients"])


def test_a_refused_program_can_be_accepted(qtbot: QtBot, banners: Banners, context: UiContext) -> None:
    refuse(context, "pk-colleague")
    qtbot.waitUntil(banners.isVisible)
    assert texts(banners, "client_refused") == [
        "A program with key pk-colleague was refused (python 2.60.10, seen 1×): accept it?"
    ]
    found(banners, QPushButton, "accept_client").click()
    qtbot.waitUntil(lambda: not banners.isVisible())
    accepted = api_key(context.runtime.database, "pk-colleague")
    assert accepted is not None
    assert accepted.project_id == context.runtime.project_id


def test_a_refused_program_can_be_dismissed(qtbot: QtBot, banners: Banners, context: UiContext) -> None:
    refuse(context, "pk-stranger")
    qtbot.waitUntil(banners.isVisible)
    found(banners, QPushButton, "dismiss_client").click()
    qtbot.waitUntil(lambda: not banners.isVisible())
    assert api_key(context.runtime.database, "pk-stranger") is None
    assert refused_clients(context.runtime.database) == []


def test_many_refused_programs_do_not_fill_the_window(qtbot: QtBot, banners: Banners, context: UiContext) -> None:
    refuse(context, *(f"pk-{number}" for number in range(MOST_REFUSED + 3)))
    qtbot.waitUntil(banners.isVisible)
    assert len(texts(banners, "client_refused")) == MOST_REFUSED


def test_accepting_one_that_has_gone_is_told(qtbot: QtBot, keys: Keys, banners: Banners) -> None:
    with qtbot.waitSignal(keys.failed) as failed:
        keys.accept("pk-gone")
    assert "pk-gone" in str(failed.args[0])
