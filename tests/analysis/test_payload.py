"""What the text of a payload is taken for."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis.payload import json_path, pretty_json, read_payload
from tracedesk.records.json import Json


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


@pytest.mark.parametrize("value", [{"a": [1, {}], "b": []}, [2**70, "\ud83d"], [], [[[]], {"k": None}], 1.5])
def test_what_the_fast_writer_cannot_write_looks_the_same(value: Json) -> None:
    assert pretty_json([2**70, value]) == json.dumps([2**70, value], ensure_ascii=False, indent=2)


def test_json_nested_deeper_than_any_writer_allows_is_written() -> None:
    deep: Json = None
    for _ in range(5_000):
        deep = [deep]
    assert pretty_json(deep).count("[") == 5_000


def test_looking_for_markdown_takes_no_longer_in_odd_texts() -> None:
    for text in ("[" * 50_000, "**a" * 20_000, "`a " * 20_000, "1. x\n" + "\n" * 50_000, "[a](https://" * 5_000):
        before = time.perf_counter()
        read_payload(text)
        assert time.perf_counter() - before < 0.5


def test_a_path_quotes_what_is_no_name() -> None:
    assert json_path(("messages", 3, "content")) == "$.messages[3].content"
    assert json_path(("gen_ai.request", 'a"b')) == '$["gen_ai.request"]["a\\"b"]'
    assert json_path(()) == "$"
