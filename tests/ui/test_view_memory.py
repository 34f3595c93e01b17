"""What is remembered of the views."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tracedesk.ui.widgets.memory_splitter import MemorySplitter
from tracedesk.ui.widgets.view_memory import MOST_FOLDS, ViewMemory


def memory_in(folder: Path) -> ViewMemory:
    return ViewMemory(QSettings(str(folder / "state.ini"), QSettings.Format.IniFormat), "test")


def test_folds_survive_and_the_oldest_are_forgotten(tmp_path: Path) -> None:
    memory = memory_in(tmp_path)
    for number in range(MOST_FOLDS + 2):
        memory.set_fold(f"$[{number}]", number % 2 == 0)
    again = memory_in(tmp_path)
    assert again.fold("$[0]") is None
    assert again.fold("$[2]") is True
    assert again.fold("$[3]") is False


def test_a_splitter_stays_where_it_was_put_until_its_handle_is_double_clicked(qtbot: QtBot, tmp_path: Path) -> None:
    memory = memory_in(tmp_path)

    def splitter() -> MemorySplitter:
        made = MemorySplitter("s", Qt.Orientation.Horizontal, memory)
        made.addWidget(QWidget())
        made.addWidget(QWidget())
        made.listen()
        qtbot.addWidget(made)
        made.resize(400, 100)
        made.show()
        return made

    first = splitter()
    first.restore([100, 299])
    assert not first.is_kept
    first.moveSplitter(250, 1)
    again = splitter()
    assert again.is_kept
    again.restore([100, 299])
    assert abs(again.sizes()[0] - 250) < 5
    with qtbot.waitSignal(again.reset):
        QTest.mouseDClick(again.handle(1), Qt.MouseButton.LeftButton)
    assert not again.is_kept
