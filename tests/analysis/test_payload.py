"""What the text of a payload is taken for."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis.payload import json_path, pretty_json, read_payload


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"a": 1}', "json"),
        ("  [1, 2]\n", "json"),
        ("{not json}", "text"),
        ("7", "text"),
        ('"quoted"', "text"),
        ("[see](https://example.org) for more", "markdown"),
        ("# Title\n\nText", "markdown"),
        ("Steps:\n- one\n- two", "markdown"),
        ("Use `pip` here", "markdown"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "markdown"),
        ("3 * 4 * 5 = 60", "text"),
        ("#hashtag and snake_case_name", "text"),
        ('Traceback (most recent call last):\n  File "a.py", line 1', "text"),
        ("", "text"),
    ],
)
def test_the_kind_is_told_from_the_text(text: str, kind: str) -> None:
    assert read_payload(text).kind == kind


def test_json_that_nobody_can_nest_or_count_is_text() -> None:
    assert read_payload("[" * 100_000 + "]" * 100_000).kind == "text"
    assert read_payload("[" + "9" * 5_000 + "]").kind == "text"


@given(st.text())
def test_any_text_has_a_kind_and_stays_as_it_was(text: str) -> None:
    assert read_payload(text).text == text


def test_pretty_json_keeps_characters_and_order() -> None:
    value = {"z": "返金 🙂", "a": [1, {"deep": None}]}
    assert "返金 🙂" in pretty_json(value)
    assert list(json.loads(pretty_json(value))) == ["z", "a"]


def test_a_path_quotes_what_is_no_name() -> None:
    assert json_path(("messages", 3, "content")) == "$.messages[3].content"
    assert json_path(("gen_ai.request", 'a"b')) == '$["gen_ai.request"]["a\\"b"]'
    assert json_path(()) == "$"
