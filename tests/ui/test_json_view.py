"""The JSON tree under the hands of a person."""

import json
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeView
from pytestqt.qtbot import QtBot

from tracedesk.ui.widgets.json_view import JsonView
from tracedesk.ui.widgets.raw_view import RawView
from tracedesk.ui.widgets.view_memory import ViewMemory


@pytest.fixture
def memory(tmp_path: Path) -> ViewMemory:
    return ViewMemory(QSettings(str(tmp_path / "state.ini"), QSettings.Format.IniFormat), "test")


@pytest.fixture
def view(qtbot: QtBot, memory: ViewMemory) -> JsonView:
    made = JsonView(memory)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def tree(view: JsonView) -> QTreeView:
    return view.findChild(QTreeView, "json_tree")


def rows(view: JsonView) -> list[str]:
    """Return the rows in view, from the top."""
    found = []
    index = tree(view).model().index(0, 0)
    while index.isValid():
        found.append(str(index.data()))
        index = tree(view).indexBelow(index)
    return found


def at(view: JsonView, *path: int) -> QModelIndex:
    index = QModelIndex()
    for row in path:
        index = tree(view).model().index(row, 0, index)
    return index


def test_small_values_are_open_and_texts_with_json_wait(view: JsonView) -> None:
    view.show_json({"a": {"b": [1]}, "text": '{"c": 2}'})
    assert rows(view) == ["a: {b: […]}", "b: [1]", "0: 1", 'text: "{"c": 2}"']
    tree(view).expand(at(view, 1))
    assert rows(view)[-1] == "c: 2"


def test_folds_carry_to_the_next_value_with_the_same_paths(view: JsonView) -> None:
    view.show_json({"a": {"b": [1]}, "d": 4})
    tree(view).collapse(at(view, 0))
    view.show_json({"a": {"b": [2]}, "d": 5})
    assert rows(view) == ["a: {b: […]}", "d: 5"]


def test_a_fold_is_kept_for_the_next_start(view: JsonView, tmp_path: Path, qtbot: QtBot) -> None:
    view.show_json({"a.b": {"x": 1}})
    tree(view).collapse(at(view, 0))
    again = JsonView(ViewMemory(QSettings(str(tmp_path / "state.ini"), QSettings.Format.IniFormat), "test"))
    qtbot.addWidget(again)
    again.show_json({"a.b": {"x": 1}})
    assert rows(again) == ["a.b: {x: 1}"]


def test_keys_move_and_fold(view: JsonView) -> None:
    view.show_json({"a": {"b": 1}, "c": 2})
    tree(view).setCurrentIndex(at(view, 0))
    QTest.keyClick(tree(view), Qt.Key.Key_Space)
    assert rows(view) == ["a: {b: 1}", "c: 2"]
    QTest.keyClick(tree(view), Qt.Key.Key_J)
    assert tree(view).currentIndex().data() == "c: 2"
    QTest.keyClick(tree(view), Qt.Key.Key_K)
    QTest.keyClick(tree(view), Qt.Key.Key_L)
    assert len(rows(view)) == 3
    QTest.keyClick(tree(view), Qt.Key.Key_H)
    assert len(rows(view)) == 2


def test_a_long_text_is_shown_in_full_when_selected(view: JsonView) -> None:
    text = "word " * 100
    view.show_json({"short": "x", "long": text})
    full = view.findChild(RawView, "json_full_text")
    tree(view).setCurrentIndex(at(view, 1))
    assert full.isVisible()
    assert full.focusProxy().toPlainText() == text
    tree(view).setCurrentIndex(at(view, 0))
    assert not full.isVisible()


def test_value_path_and_json_can_be_copied(view: JsonView) -> None:
    view.show_json({"messages": [{"content": "Hi"}]})
    tree(view).setCurrentIndex(at(view, 0, 0))
    value, path, pretty = (entry.text() for entry in view.copy_entries())
    assert json.loads(value) == {"content": "Hi"}
    assert path == "$.messages[0]"
    assert pretty == value
    tree(view).setCurrentIndex(at(view, 0, 0, 0))
    assert [entry.text() for entry in view.copy_entries()][:2] == ["Hi", "$.messages[0].content"]


def test_megabytes_show_at_once(view: JsonView) -> None:
    value = [{"id": number, "text": "lorem ipsum " * 20, "tags": ["a", "b"]} for number in range(15_000)]
    before = time.perf_counter()
    view.show_json(value)
    view.grab()
    assert time.perf_counter() - before < 0.5, "ten times slower than measured"
