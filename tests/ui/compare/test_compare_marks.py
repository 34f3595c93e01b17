"""Marking one thing, then another."""

from tracedesk.ui.compare_marks import CompareMarks, Marked
from tracedesk.ui.location import Location


def pressed(*things: Marked) -> tuple[list[Location], Marked | None]:
    marks, opened = CompareMarks(), []
    marks.completed.connect(opened.append)
    for thing in things:
        marks.press(thing)
    return opened, marks.marked


def test_the_second_press_compares_with_the_first() -> None:
    opened, marked = pressed(Marked("a", None, "run A"), Marked("b", "s", "step"))
    assert opened == [Location("compare", "a", None, "b", "s")]
    assert marked is None


def test_the_same_thing_once_more_takes_the_mark_back() -> None:
    assert pressed(Marked("a", "s", "step"), Marked("a", "s", "step")) == ([], None)


def test_clearing_says_whether_there_was_a_mark() -> None:
    marks = CompareMarks()
    marks.press(Marked("a", None, "run A"))
    assert marks.clear()
    assert not marks.clear()
