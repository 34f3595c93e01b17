"""The receiver as a real child process."""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import httpx
import psutil
import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from process.server_process import PUBLIC_KEY, SECRET_KEY, ServerProcess
from server.events import batch, event
from tracedesk.config.ports import is_free
from tracedesk.config.receivers import running
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.ui.receiver import ReceiverState, ReceiverWatch

Make: TypeAlias = Callable[..., ReceiverWatch]
START_MS = 20_000

pytestmark = pytest.mark.usefixtures("known_keys")


@pytest.fixture
def make(qtbot: QtBot, runtime: Runtime) -> Iterator[Make]:
    made: list[ReceiverWatch] = []

    def make_it(port: int = 0) -> ReceiverWatch:
        made.append(ReceiverWatch(runtime, str(runtime.paths.data_dir), port))
        return made[-1]

    yield make_it
    for watch in made:
        watch.stop()
        watch.deleteLater()


def listening(qtbot: QtBot, watch: ReceiverWatch) -> str:
    """Wait until it listens and return where."""
    qtbot.waitUntil(lambda: watch.state.phase == "listening", timeout=START_MS)
    assert watch.state.url is not None
    return watch.state.url


def pid_of(runtime: Runtime) -> int:
    found = running(runtime.paths)
    assert found is not None
    return found.pid


def post(url: str, count: int) -> None:
    steps = [event("span-create", {"id": f"step-{number}", "traceId": "t"}) for number in range(count)]
    body = batch(event("trace-create", {"id": "t", "name": "hello"}), *steps)
    with httpx.Client(auth=(PUBLIC_KEY, SECRET_KEY), trust_env=False) as client:
        assert client.post(f"{url}/api/public/ingestion", json=body).status_code == 207


def test_it_starts_listens_and_tells_what_came(qtbot: QtBot, make: Make) -> None:
    watch, kinds, counts = make(), set[str](), list[int]()
    watch.store_changed.connect(kinds.update)
    watch.received.connect(counts.append)
    assert watch.state.phase == "starting"
    watch.start()
    post(listening(qtbot, watch), 12)
    qtbot.waitUntil(lambda: {"traces", "observations"} <= kinds and sum(counts) == 12)


def test_a_refused_program_is_told(qtbot: QtBot, make: Make) -> None:
    watch = make()
    watch.start()
    url = listening(qtbot, watch)
    with (
        qtbot.waitSignal(watch.store_changed, check_params_cb=lambda kinds: "clients" in kinds),
        httpx.Client(auth=("pk-unknown", "sk-unknown"), trust_env=False) as client,
    ):
        assert client.post(f"{url}/api/public/ingestion", json=batch()).status_code == 401


def test_its_stop_ends_the_child_at_once(qtbot: QtBot, make: Make, runtime: Runtime) -> None:
    watch = make()
    watch.start()
    listening(qtbot, watch)
    child = psutil.Process(pid_of(runtime))
    begun = time.monotonic()
    watch.stop()
    assert time.monotonic() - begun < 3
    assert not child.is_running()
    assert running(runtime.paths) is None


def test_a_stop_while_it_starts_ends_it_too(qtbot: QtBot, make: Make) -> None:
    watch = make()
    with qtbot.assertNotEmitted(watch.state_changed):
        watch.start()
        child = watch.findChild(QProcess)
        child.waitForStarted()
        begun = time.monotonic()
        watch.stop()
    assert child.state() == QProcess.ProcessState.NotRunning
    assert time.monotonic() - begun < 3


def test_a_killed_child_is_told_and_replaced(qtbot: QtBot, make: Make, runtime: Runtime) -> None:
    watch, phases = make(), list[str]()
    watch.start()
    listening(qtbot, watch)
    watch.state_changed.connect(lambda state: phases.append(state.phase))
    killed = pid_of(runtime)
    os.kill(killed, signal.SIGKILL)
    qtbot.waitUntil(lambda: "failed" in phases)
    url = listening(qtbot, watch)
    assert phases == ["failed", "listening"]
    assert pid_of(runtime) != killed
    post(url, 1)


def test_why_a_child_ends_is_told_and_it_starts_once_that_is_mended(
    qtbot: QtBot, make: Make, runtime: Runtime, capsys: pytest.CaptureFixture[str]
) -> None:
    runtime.paths.settings.write_text("{broken", encoding="utf-8")
    watch = make()
    watch.start()
    qtbot.waitUntil(lambda: watch.state.phase == "failed", timeout=START_MS)
    assert "settings.json is not JSON" in watch.state.words
    assert watch.state.url is None
    runtime.paths.settings.unlink()
    listening(qtbot, watch)
    assert watch.state.words == ""


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_taken_port_is_told_with_its_owner_and_the_next_free_one_works(
    qtbot: QtBot, make: Make, taken_port: int
) -> None:
    watch = make(taken_port)
    watch.start()
    qtbot.waitUntil(lambda: watch.state.phase == "port_taken", timeout=START_MS)
    state = watch.state
    assert (state.port, state.url) == (taken_port, None)
    assert f"(process {os.getpid()})" in state.words
    assert state.free_port is not None
    assert state.free_port != taken_port
    assert is_free(state.free_port)
    watch.use_port(state.free_port)
    assert listening(qtbot, watch) == f"http://127.0.0.1:{state.free_port}"


def test_another_port_ends_the_child_on_the_old_one(qtbot: QtBot, make: Make, runtime: Runtime) -> None:
    watch = make()
    watch.start()
    old_url, old_pid = listening(qtbot, watch), pid_of(runtime)
    watch.use_port(0)
    assert watch.state.phase == "starting"
    listening(qtbot, watch)
    assert not psutil.pid_exists(old_pid)
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{old_url}/api/public/health", trust_env=False)


def test_a_restart_replaces_the_child_by_one_that_knows_the_settings(
    qtbot: QtBot, make: Make, runtime: Runtime
) -> None:
    watch = make()
    watch.start()
    listening(qtbot, watch)
    old_pid = pid_of(runtime)
    watch.restart()
    listening(qtbot, watch)
    assert pid_of(runtime) != old_pid
    assert not psutil.pid_exists(old_pid)


def test_a_port_chosen_between_two_tries_starts_one_child(
    qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = make()
    with monkeypatch.context() as broken:
        broken.setattr(watch, "_command", lambda: ["/nowhere/tracedesk"])
        watch.start()
        qtbot.waitUntil(lambda: watch.state.phase == "failed")
    watch.use_port(0)
    listening(qtbot, watch)
    alive = [child for child in watch.findChildren(QProcess) if child.state() != QProcess.ProcessState.NotRunning]
    assert len(alive) == 1


def test_a_receiver_that_already_runs_is_used_and_replaced_when_it_ends(
    qtbot: QtBot, make: Make, runtime: Runtime
) -> None:
    server = ServerProcess(runtime.paths.data_dir)
    server.start()
    try:
        watch, states = make(), list[ReceiverState]()
        watch.state_changed.connect(states.append)
        watch.start()
        assert (watch.state.phase, watch.state.url) == ("listening", server.url)
        assert watch.findChildren(QProcess) == []
    finally:
        server.stop()
    qtbot.waitUntil(lambda: len(states) == 3, timeout=START_MS)
    assert [state.phase for state in states] == ["listening", "starting", "listening"]
    assert pid_of(runtime) in {child.pid for child in psutil.Process().children()}


def test_a_receiver_that_is_left_behind_lives_on(qtbot: QtBot, make: Make, runtime: Runtime) -> None:
    watch = make()
    watch.start()
    listening(qtbot, watch)
    child = pid_of(runtime)
    watch.leave()
    qtbot.waitUntil(lambda: running(runtime.paths) is not None, timeout=START_MS)
    left = psutil.Process(pid_of(runtime))
    assert left.pid != child
    left.terminate()
    left.wait(5)


def test_paths_with_spaces_and_letters_of_all_kinds_are_understood(qtbot: QtBot, tmp_path: Path) -> None:
    runtime = open_runtime(tmp_path / "mes données 数据")
    watch = ReceiverWatch(runtime, str(runtime.paths.data_dir), 0)
    watch.start()
    try:
        listening(qtbot, watch)
    finally:
        watch.stop()
        watch.deleteLater()
        runtime.close()
