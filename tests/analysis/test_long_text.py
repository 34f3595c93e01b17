"""Long texts in pieces."""

from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis.long_text import break_long_lines, one_line, page_end, shortened


@given(st.text(alphabet="ab\n", max_size=300), st.integers(1, 40))
def test_pages_follow_each_other_and_leave_nothing_out(text: str, length: int) -> None:
    start, pages = 0, []
    while start < len(text):
        end = page_end(text, start, length)
        assert start < end <= start + length
        pages.append(text[start:end])
        start = end
    assert "".join(pages) == text


def test_a_page_ends_after_a_line_when_one_ends_near() -> None:
    assert page_end("x" * 90 + "\n" + "y" * 50, 0, 100) == 91
    assert page_end("x" * 10 + "\n" + "y" * 150, 0, 100) == 100


@given(st.text(alphabet="ab\n", max_size=300), st.integers(1, 20))
def test_no_line_is_longer_than_allowed_and_no_letter_is_lost(text: str, longest: int) -> None:
    broken = break_long_lines(text, longest)
    assert all(len(line) <= longest for line in broken.split("\n"))
    assert broken.replace("\n", "") == text.replace("\n", "")


def test_one_line_shows_where_lines_ended_and_where_it_was_cut() -> None:
    assert one_line("a\nb\r\nc\td", 20) == "a ↵ b ↵ c d"
    assert one_line("abcdef", 3) == "abc…"
    assert shortened("abc", 3) == "abc"
