"""Two runs side by side."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTableView, QToolButton
from pytestqt.qtbot import QtBot

from tracedesk.ui.location import Location
from tracedesk.ui.screens.compare.screen import CompareScreen
from tracedesk.ui.screens.compare.table import CompareTable

Open = Callable[..., CompareScreen]
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def table(screen: CompareScreen) -> CompareTable:
    found = screen.findChild(CompareTable, "compare_table")
    assert isinstance(found, CompareTable)
    return found


def cells(screen: CompareScreen) -> list[list[str]]:
    model = table(screen).model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def select(qtbot: QtBot, screen: CompareScreen, row: int) -> None:
    table(screen).select_row(row)
    qtbot.waitUntil(lambda: not screen.busy, timeout=5_000)


def choose(qtbot: QtBot, screen: CompareScreen, name: str) -> None:
    button = screen.findChild(QToolButton, name)
    assert isinstance(button, QToolButton)
    button.click()
    qtbot.waitUntil(lambda: not screen.busy, timeout=5_000)


def diff_text(screen: CompareScreen) -> str:
    edits = [edit for edit in screen.findChildren(QPlainTextEdit, "diff_text") if edit.isVisible()]
    return edits[0].toPlainText()


def test_steps_stand_side_by_side_with_what_they_took_more(open_comparison: Open) -> None:
    assert cells(open_comparison()) == [
        ["", "support", "support", "+500 ms", "+50", "–", ""],
        ["", "agent", "agent", "+500 ms", "–", "–", ""],
        ["+", "", "lookup", "+8 ms", "–", "–", ""],
        ["", "ask", "ask", "+400 ms", "+50", "–", "≠ differs"],
        ["", "track", "track", "−100 ms", "–", "–", ""],
        ["−", "save", "", "−90 ms", "–", "–", ""],
    ]


def test_the_model_is_a_sound_one_and_says_its_rows_aloud(open_comparison: Open) -> None:
    model = table(open_comparison()).model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    aloud = [str(model.index(2, column).data(Qt.ItemDataRole.AccessibleTextRole)) for column in range(3)]
    assert aloud == ["only in B", "no such step", "Retriever lookup"]


def test_the_head_adds_up_both_sides(open_comparison: Open) -> None:
    screen = open_comparison()
    totals = {}
    for line in "ABΔ":
        labels = [screen.findChild(QLabel, f"total_{line}_{place}") for place in range(5)]
        totals[line] = [label.text() for label in labels if isinstance(label, QLabel)]
    assert totals == {
        "A": ["4", "0", "1.00 s", "100", "–"],
        "B": ["4", "0", "1.50 s", "150", "–"],
        "Δ": ["=", "=", "+500 ms (+50 %)", "+50 (+50 %)", "–"],
    }


def test_the_texts_of_the_selected_step_are_compared_by_lines(qtbot: QtBot, open_comparison: Open) -> None:
    screen = open_comparison()
    select(qtbot, screen, 3)
    lines = diff_text(screen).split("\n")
    assert '−       "content": "Where is my parcel?"' in lines
    assert '+       "content": "Where is my small parcel?"' in lines
    assert "  {" in lines


def test_they_are_compared_by_words(qtbot: QtBot, open_comparison: Open) -> None:
    screen = open_comparison()
    select(qtbot, screen, 3)
    choose(qtbot, screen, "diff_mode_words")
    assert "Where is my small parcel?" in diff_text(screen)
    edit = next(edit for edit in screen.findChildren(QPlainTextEdit, "diff_text") if edit.isVisible())
    cursor = edit.document().find("small")
    assert cursor.charFormat().fontUnderline()
    assert edit.document().find("0.2").isNull() or edit.document().find("2").charFormat().fontStrikeOut()


def test_they_are_compared_as_json(qtbot: QtBot, open_comparison: Open) -> None:
    screen = open_comparison()
    select(qtbot, screen, 3)
    choose(qtbot, screen, "diff_mode_json")
    changes = screen.findChild(QTableView, "json_changes")
    assert isinstance(changes, QTableView)
    model = changes.model()
    assert [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())] == [
        ["~ changed", "$.messages[0].content", '"Where is my parcel?"', '"Where is my small parcel?"'],
        ["~ changed", "$.temperature", "0.2", "0.7"],
    ]
    assert diff_text(screen) == "Where is my small parcel?"


def test_what_is_no_json_is_compared_by_lines_and_says_so(qtbot: QtBot, open_comparison: Open) -> None:
    screen = open_comparison()
    choose(qtbot, screen, "diff_mode_json")
    choose(qtbot, screen, "diff_field_output")
    select(qtbot, screen, 4)
    told = screen.findChild(QLabel, "diff_told")
    assert isinstance(told, QLabel)
    assert told.text() == "A 10 B, B 10 B · not JSON on both sides: compared by lines"


def test_keys_go_from_one_difference_to_the_next(qtbot: QtBot, open_comparison: Open) -> None:
    screen = open_comparison()
    places = []
    for _ in range(4):
        QTest.keyClick(table(screen), Key.Key_F3)
        places.append(table(screen).currentIndex().row())
    QTest.keyClick(table(screen), Key.Key_F3, SHIFT)
    assert [*places, table(screen).currentIndex().row()] == [2, 3, 5, 2, 5]
    QTest.keyClick(table(screen), Key.Key_K)
    assert table(screen).currentIndex().row() == 4
    qtbot.waitUntil(lambda: not screen.busy, timeout=5_000)


def test_enter_opens_the_step_in_b_or_where_it_is(qtbot: QtBot, open_comparison: Open) -> None:
    screen = open_comparison()
    opened: list[Location] = []
    screen.location_opened.connect(opened.append)
    for row in (0, 3, 5):
        select(qtbot, screen, row)
        QTest.keyClick(table(screen), Key.Key_Return)
    assert opened == [Location("trace", "b"), Location("trace", "b", "b-ask"), Location("trace", "a", "a-save")]


def test_s_swaps_a_and_b(open_comparison: Open) -> None:
    screen = open_comparison()
    opened: list[Location] = []
    screen.location_opened.connect(opened.append)
    QTest.keyClick(table(screen), Key.Key_S)
    assert opened == [Location("compare", "b", None, "a", None)]


def test_two_steps_are_compared_with_what_lies_below_them(qtbot: QtBot, open_comparison: Open) -> None:
    screen = open_comparison(Location("compare", "a", "a-track", "b", "b-ask"))
    assert [row[:3] for row in cells(screen)] == [["~", "track", "ask"]]
    assert diff_text(screen).startswith("− parcel 7\n+ {")


def test_a_trace_that_is_not_here_is_said_to_be_missing(open_comparison: Open) -> None:
    screen = open_comparison(Location("compare", "a", None, "gone"))
    assert not table(screen).isVisible()


def test_the_row_is_copied_for_a_spreadsheet(qtbot: QtBot, open_comparison: Open) -> None:
    screen = open_comparison()
    select(qtbot, screen, 3)
    table(screen).setFocus()
    QTest.keyClick(table(screen), Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().split("\n")[1] == "\task\task\t+400 ms\t+50\t–\t≠ differs"


@pytest.mark.parametrize("mode", ["lines", "words", "json"])
def test_the_way_to_compare_is_remembered(qtbot: QtBot, open_comparison: Open, mode: str) -> None:
    choose(qtbot, open_comparison(), f"diff_mode_{mode}")
    again = open_comparison()
    select(qtbot, again, 3)
    button = again.findChild(QToolButton, f"diff_mode_{mode}")
    assert isinstance(button, QToolButton)
    assert button.isChecked()
