"""One window a data folder."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from process.server_process import environment
from tracedesk.ui.single_instance import SingleInstance

CRASH = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from tracedesk.ui.single_instance import SingleInstance
app = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
instance.claim()
assert SingleInstance(Path(sys.argv[1])).raise_other()
os._exit(1)
"""


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[SingleInstance]:
    made = SingleInstance(tmp_path)
    assert not made.raise_other()
    made.claim()
    yield made
    made.release()


@pytest.mark.parametrize("place", ["", "trace/abc/step-1", "trace/%E6%95%B0", "traces"])
def test_a_second_start_raises_the_first_and_tells_it_where_to_go(
    qtbot: QtBot, first: SingleInstance, tmp_path: Path, place: str
) -> None:
    with qtbot.waitSignal(first.raised) as raised:
        assert SingleInstance(tmp_path).raise_other(place)
    assert raised.args == [place]


def test_starts_at_the_same_moment_are_all_heard(qtbot: QtBot, first: SingleInstance, tmp_path: Path) -> None:
    told: list[str] = []
    first.raised.connect(told.append)
    places = [f"trace/{number}" for number in range(5)]
    for place in places:
        assert SingleInstance(tmp_path).raise_other(place)
    qtbot.waitUntil(lambda: sorted(told) == places)


def test_another_folder_has_a_window_of_its_own(qtbot: QtBot, first: SingleInstance, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path / "other").raise_other()


def test_after_the_first_has_gone_the_next_is_the_first(qtbot: QtBot, first: SingleInstance, tmp_path: Path) -> None:
    first.release()
    assert not SingleInstance(tmp_path).raise_other()


def test_what_a_crash_left_behind_is_taken_over(qtbot: QtBot, tmp_path: Path) -> None:
    crashed = subprocess.run(
        [sys.executable, "-c", CRASH, str(tmp_path)], env=environment(), capture_output=True, text=True, timeout=60
    )
    assert (crashed.returncode, crashed.stderr) == (1, "")
    heir = SingleInstance(tmp_path)
    assert not heir.raise_other()
    heir.claim()
    with qtbot.waitSignal(heir.raised):
        assert SingleInstance(tmp_path).raise_other("traces")
    heir.release()
