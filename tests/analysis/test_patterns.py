import time

import pytest

from tracedesk.analysis.patterns import LONGEST_PATTERN, LONGEST_TEXT, Pattern, PatternError, usable_pattern


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("(?i)^(openai/)?gpt-4o$", "OpenAI/GPT-4o", True),
        ("(?i)^(openai/)?gpt-4o$", "gpt-4o-mini", False),
        ("gpt", "my-gpt-4", True),
        ("GPT", "my-gpt-4", False),
        ("模型", "通义模型", True),
        ("", "anything", True),
        ("a", "b" * LONGEST_TEXT + "a", False),  # no model has such a name
    ],
)
def test_a_pattern_is_found_anywhere(pattern: str, text: str, found: bool) -> None:
    assert Pattern(pattern).found_in(text) is found


def test_case_can_be_ignored() -> None:
    assert Pattern("INPUT", case_sensitive=False).found_in("input_tokens")


@pytest.mark.parametrize("text", ["(", "*", "(?=a)", r"(a)\1", "a{1000}{1000}", "\ud800", "a" * (LONGEST_PATTERN + 1)])
def test_what_cannot_be_used_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(PatternError, match=r"^(has|is) \w+"):
        Pattern(text)
    assert usable_pattern(text, case_sensitive=True) is None


def test_no_pattern_takes_long() -> None:
    begun = time.perf_counter()
    assert not Pattern("^(a+)+$").found_in("a" * (LONGEST_TEXT - 1) + "b")
    assert time.perf_counter() - begun < 1
