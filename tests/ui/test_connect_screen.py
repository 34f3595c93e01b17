"""The page that shows how to connect."""

import base64
import stat
import subprocess
from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from process.server_process import PUBLIC_KEY, SECRET_KEY, ServerProcess
from tracedesk.queries.projects import api_keys
from tracedesk.queries.traces import TraceFilter, TraceLine, trace_page
from tracedesk.ui.context import UiContext
from tracedesk.ui.keys import Keys
from tracedesk.ui.receiver import ReceiverState, StandardPort
from tracedesk.ui.screens.connect.screen import ConnectScreen
from tracedesk.ui.screens.connect.snippets import SNIPPETS
from tracedesk.workflows.samples import load_samples
from ui.widgets import found

Open: TypeAlias = Callable[[], ConnectScreen]
URL = "http://127.0.0.1:4517"


@pytest.fixture
def open_screen(qtbot: QtBot, context: UiContext) -> Open:
    def open_it() -> ConnectScreen:
        keys = Keys(context)
        screen = ConnectScreen(context, keys)
        keys.setParent(screen)
        qtbot.addWidget(screen)
        screen.show()
        with qtbot.waitSignal(keys.pair_known):
            keys.find()
        screen.show_receiver(ReceiverState(phase="listening", url=URL, port=4517))
        return screen

    return open_it


@pytest.fixture
def server(context: UiContext, known_keys: None) -> Iterator[ServerProcess]:
    process = ServerProcess(context.runtime.paths.data_dir)
    process.start()
    yield process
    process.stop()


def words(screen: ConnectScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel))


def shown(screen: ConnectScreen, field: str) -> str:
    return found(screen, QLabel, f"connect_{field}_text").text()


def copied(screen: ConnectScreen, field: str) -> str:
    found(screen, QToolButton, f"connect_{field}_copy").click()
    return QGuiApplication.clipboard().text()


def reveal(screen: ConnectScreen) -> None:
    found(screen, QToolButton, "connect_reveal").click()


def traces(context: UiContext) -> tuple[TraceLine, ...]:
    return trace_page(context.runtime.database, TraceFilter(project_id=context.runtime.project_id)).lines


@pytest.mark.usefixtures("known_keys")
def test_address_and_keys_are_shown_with_the_secret_masked_until_it_is_revealed(open_screen: Open) -> None:
    screen = open_screen()
    assert shown(screen, "address") == URL
    assert shown(screen, "public_key") == PUBLIC_KEY
    assert SECRET_KEY not in words(screen)
    assert base64.b64encode(f"{PUBLIC_KEY}:{SECRET_KEY}".encode()).decode() not in words(screen)
    reveal(screen)
    assert shown(screen, "secret_key") == SECRET_KEY
    assert words(screen).count(SECRET_KEY) == len(SNIPPETS)  # the field and all but OpenTelemetry's, which encodes it
    reveal(screen)
    assert SECRET_KEY not in words(screen)


@pytest.mark.usefixtures("known_keys")
def test_copies_hold_the_real_keys_even_while_they_are_masked(open_screen: Open) -> None:
    screen = open_screen()
    assert copied(screen, "address") == URL
    assert copied(screen, "public_key") == PUBLIC_KEY
    assert copied(screen, "secret_key") == SECRET_KEY
    pair = base64.b64encode(f"{PUBLIC_KEY}:{SECRET_KEY}".encode()).decode()
    for snippet in SNIPPETS:
        text = copied(screen, snippet.key)
        assert URL in text, snippet.key
        assert (pair if snippet.key == "otel" else SECRET_KEY) in text, snippet.key
    reveal(screen)
    for snippet in SNIPPETS:
        assert shown(screen, snippet.key) == copied(screen, snippet.key)


@pytest.mark.usefixtures("known_keys")
@pytest.mark.parametrize(
    ("key", "variables"),
    [
        ("python", {"LANGFUSE_BASE_URL", "LANGFUSE_HOST", "LANGFUSE_PUBLIC_KEY", "LANGFUSE_SECRET_KEY"}),
        ("python2", {"LANGFUSE_HOST", "LANGFUSE_PUBLIC_KEY", "LANGFUSE_SECRET_KEY"}),
        ("js", {"LANGFUSE_BASE_URL", "LANGFUSE_BASEURL", "LANGFUSE_PUBLIC_KEY", "LANGFUSE_SECRET_KEY"}),
    ],
)
def test_the_lines_set_what_the_sdk_reads(open_screen: Open, key: str, variables: set[str]) -> None:
    script = f"env -i bash -c '{copied(open_screen(), key)}\nenv'"
    found_there = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True).stdout
    told = dict(line.split("=", 1) for line in found_there.splitlines())
    assert {name for name in told if name.startswith("LANGFUSE")} == variables
    assert told["LANGFUSE_SECRET_KEY"] == SECRET_KEY


def test_the_lines_for_curl_work_as_they_are(open_screen: Open, server: ServerProcess, context: UiContext) -> None:
    screen = open_screen()
    screen.show_receiver(ReceiverState(phase="listening", url=server.url))
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", copied(screen, "curl")], capture_output=True, text=True, timeout=20
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert '"status":201' in done.stdout
    assert [(line.name, line.observation_count) for line in traces(context)] == [("hello from curl", 0)]


def test_the_button_sends_a_sample_through_the_real_address(
    qtbot: QtBot, open_screen: Open, server: ServerProcess, context: UiContext
) -> None:
    screen = open_screen()
    screen.show_receiver(ReceiverState(phase="listening", url=server.url))
    button = found(screen, QPushButton, "connect_sample")
    with qtbot.waitSignal(screen.told) as told:
        button.click()
        assert not button.isEnabled()
    assert told.args == ["A sample trace is in the list"]
    assert button.isEnabled()
    assert [line.name for line in traces(context)] == [load_samples()[0]["name"]]


@pytest.mark.usefixtures("known_keys")
def test_a_sample_that_cannot_be_sent_is_told_and_can_be_sent_again(qtbot: QtBot, open_screen: Open) -> None:
    screen = open_screen()
    screen.show_receiver(ReceiverState(phase="listening", url="http://127.0.0.1:1"))
    button = found(screen, QPushButton, "connect_sample")
    with qtbot.waitSignal(screen.failed):
        button.click()
    assert button.isEnabled()


@pytest.mark.usefixtures("known_keys")
def test_the_light_says_in_words_whether_anything_comes(open_screen: Open) -> None:
    screen = open_screen()
    light = found(screen, QLabel, "connect_light_text")
    assert light.text() == "Waiting for the first trace…"
    screen.show_received()
    assert light.text() == "Receiving"
    screen.show_receiver(ReceiverState(phase="failed", words="it ended"))
    assert light.text() == "Not listening"
    assert shown(screen, "address") == "not listening"
    assert not found(screen, QToolButton, "connect_address_copy").isEnabled()
    assert not found(screen, QPushButton, "connect_sample").isEnabled()
    assert not any(found(screen, QToolButton, f"connect_{snippet.key}_copy").isEnabled() for snippet in SNIPPETS)


def test_without_a_keychain_a_fresh_secret_is_shown_at_once(open_screen: Open) -> None:
    screen = open_screen()
    assert shown(screen, "secret_key").startswith("sk-lf-")
    assert shown(screen, "secret_key") == copied(screen, "secret_key")
    assert "There is no keychain here" in found(screen, QLabel, "connect_key_note").text()


def test_a_secret_that_nobody_kept_is_not_invented(open_screen: Open, context: UiContext) -> None:
    first = open_screen()
    screen = open_screen()
    assert shown(screen, "public_key") == shown(first, "public_key")
    assert shown(screen, "secret_key") == "not kept here"
    assert not found(screen, QToolButton, "connect_secret_key_copy").isEnabled()
    assert not found(screen, QToolButton, "connect_reveal").isEnabled()
    assert "make a new one" in found(screen, QLabel, "connect_key_note").text()


def test_a_new_key_can_be_made_and_the_old_one_stays_valid(qtbot: QtBot, open_screen: Open, context: UiContext) -> None:
    screen = open_screen()
    old = shown(screen, "public_key")
    found(screen, QPushButton, "connect_renew").click()
    qtbot.waitUntil(lambda: shown(screen, "public_key") != old)
    known = [key.public_key for key in api_keys(context.runtime.database, context.runtime.project_id)]
    assert known == [old, shown(screen, "public_key")]


def test_a_key_can_be_kept_in_a_file_that_only_its_owner_reads(
    qtbot: QtBot, open_screen: Open, context: UiContext
) -> None:
    screen = open_screen()
    old = shown(screen, "public_key")
    found(screen, QPushButton, "connect_renew_in_file").click()
    qtbot.waitUntil(lambda: shown(screen, "public_key") != old)
    path = context.runtime.paths.secrets
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert copied(screen, "secret_key") in path.read_text(encoding="utf-8")
    again = open_screen()
    assert copied(again, "secret_key") == copied(screen, "secret_key")
    assert copied(again, "public_key") == copied(screen, "public_key")


def test_it_says_what_became_of_the_standard_ports(open_screen: Open) -> None:
    screen = open_screen()
    label = found(screen, QLabel, "connect_standard_ports")
    assert label.isHidden()
    ports = (
        StandardPort(4318, "HTTP", "listening", ""),
        StandardPort(4317, "gRPC", "taken", "otelcol <b>x</b> (process 12)"),
    )
    screen.show_receiver(ReceiverState(phase="listening", url=URL, port=4517, standard_ports=ports))
    screen.standard_ports.count_metrics(1_200)
    assert label.isVisible()
    assert label.text() == (
        "OpenTelemetry's port 4318 (HTTP) works too, without a key. "
        "OpenTelemetry's port 4317 (gRPC) is taken by otelcol <b>x</b> (process 12). "
        "Points of metrics that came in and are not kept: 1,200."
    )


def test_keys_are_listed_once_there_are_two_and_can_be_revoked(
    qtbot: QtBot, context: UiContext, open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = open_screen()
    assert not screen.key_list.isVisible()
    found(screen, QPushButton, "connect_renew").click()
    qtbot.waitUntil(screen.key_list.isVisible)
    qtbot.waitUntil(lambda: len(screen.key_list.findChildren(QPushButton, "key_revoke")) == 2)
    buttons = screen.key_list.findChildren(QPushButton, "key_revoke")
    first, second = (button.accessibleName().rpartition(" ")[2] for button in buttons)
    asked: list[str] = []

    def press_revoke(box: QMessageBox) -> None:
        asked.append(box.text())
        next(button for button in box.findChildren(QPushButton) if button.text() == "Revoke").click()

    monkeypatch.setattr(QMessageBox, "open", press_revoke)
    buttons[0].click()
    qtbot.waitUntil(lambda: not screen.key_list.isVisible())
    runtime = context.runtime
    assert [key.public_key for key in api_keys(runtime.database, runtime.project_id)] == [second]
    assert first in asked[0]
