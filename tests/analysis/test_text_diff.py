"""Two texts by lines and by words."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis import text_diff
from tracedesk.analysis.text_diff import DiffLine, DiffRun, diff_lines, diff_words

TEXT = st.text(alphabet="ab \n,价", max_size=60)


def test_a_line_that_became_another_stands_beside_it_with_the_words_that_differ():
    found = diff_lines(
        "You are a helper.\nAnswer in French.\nBye.", "You are a helper.\nAnswer in two lines of German.\nBye."
    )
    assert found == [
        DiffLine(1, "You are a helper.", 1, "You are a helper."),
        DiffLine(2, "Answer in French.", 2, "Answer in two lines of German.", ((10, 16),), ((10, 29),)),
        DiffLine(3, "Bye.", 3, "Bye."),
    ]
    assert [line.change for line in found] == ["same", "changed", "same"]


def test_a_new_line_and_one_that_is_gone_stand_alone():
    found = diff_lines("one\ntwo\nthree", "zero\none\nthree")
    assert [(line.change, line.left_number, line.right_number) for line in found] == [
        ("added", None, 1),
        ("same", 1, 2),
        ("removed", 2, None),
        ("same", 3, 3),
    ]


def test_lines_with_little_in_common_are_no_pair():
    found = diff_lines("The weather in Paris is fine", "Cannot reach host: timeout")
    assert [line.change for line in found] == ["removed", "added"]


def test_words_that_differ_are_taken_out_and_put_in_where_they_stand():
    assert diff_words("the cat sat on the mat", "the dog sat on a mat") == [
        DiffRun("same", "the "),
        DiffRun("removed", "cat"),
        DiffRun("added", "dog"),
        DiffRun("same", " sat on "),
        DiffRun("removed", "the"),
        DiffRun("added", "a"),
        DiffRun("same", " mat"),
    ]


def test_words_side_by_side_that_all_differ_are_one_piece():
    assert diff_words("say good morning now", "say bonne nuit now") == [
        DiffRun("same", "say "),
        DiffRun("removed", "good morning"),
        DiffRun("added", "bonne nuit"),
        DiffRun("same", " now"),
    ]


def test_chinese_text_is_compared_sign_by_sign():
    assert diff_words("今天天气很好", "今天心情很好") == [
        DiffRun("same", "今天"),
        DiffRun("removed", "天气"),
        DiffRun("added", "心情"),
        DiffRun("same", "很好"),
    ]


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_runs(left, right):
    runs = diff_words(left, right)
    assert "".join(run.text for run in runs if run.change != "added") == left
    assert "".join(run.text for run in runs if run.change != "removed") == right


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_lines_and_marks_lie_inside_of_them(left, right):
    found = diff_lines(left, right)
    assert [line.left for line in found if line.left_number is not None] == left.splitlines()
    assert [line.right for line in found if line.right_number is not None] == right.splitlines()
    for line in found:
        assert all(0 <= begin < end <= len(line.left) for begin, end in line.left_marks)
        assert all(0 <= begin < end <= len(line.right) for begin, end in line.right_marks)


def test_texts_with_too_many_words_are_compared_by_lines(monkeypatch):
    monkeypatch.setattr(text_diff, "MOST_WORDS", 10)
    assert diff_words("one two three\nfour five six\n", "one two three\nfour 5 six\n") == [
        DiffRun("same", "one two three\n"),
        DiffRun("removed", "four five six\n"),
        DiffRun("added", "four 5 six\n"),
    ]


def test_a_line_that_is_too_long_differs_as_a_whole():
    long = "word " * 5_000
    (line,) = diff_lines(long + "a", long + "b")
    assert (line.left_marks, line.right_marks) == (((0, 25_001),), ((0, 25_001),))


def test_megabytes_that_differ_everywhere_are_compared_in_time():
    chance = random.Random(7)
    words = [f"w{number}" for number in range(300)]
    left, right = ("\n".join(" ".join(chance.choices(words, k=9)) for _ in range(30_000)) for _ in range(2))
    begun = time.monotonic()
    assert sum(line.left_number is not None for line in diff_lines(left, right)) == 30_000
    assert "".join(run.text for run in diff_words(left, right) if run.change != "added") == left
    assert time.monotonic() - begun < 60
