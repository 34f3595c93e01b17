"""JSON Schemas that people wrote, good and bad, and values that do not fit."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis.json_schema import MOST_FAULTS, UnusableSchemaError, check_schema, schema_faults

QUESTION = {
    "type": "object",
    "properties": {"question": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string"}}},
    "required": ["question"],
}
words = st.sampled_from(
    [
        "type",
        "properties",
        "items",
        "$ref",
        "$schema",
        "$id",
        "pattern",
        "required",
        "enum",
        "#",
        "#/x",
        "object",
        "(",
        "x",
    ]
)
schemas = st.dictionaries(
    words,
    st.recursive(
        words | st.integers() | st.none() | st.booleans(),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        ({"question": "why?"}, []),
        ({"question": "why?", "tags": ["a"], "more": 1}, []),
        ({"question": 5}, ["$.question: 5 is not of type 'string'"]),
        ({"question": "why?", "tags": ["a", 2]}, ["$.tags[1]: 2 is not of type 'string'"]),
        ({}, ["$: 'question' is a required property"]),
        (None, ["$: None is not of type 'object'"]),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(value: Any, faults: list[str]) -> None:
    assert schema_faults(QUESTION, value) == faults


def test_only_the_first_faults_are_named() -> None:
    faults = schema_faults({"items": {"type": "string"}}, list(range(100)))
    assert len(faults) == MOST_FAULTS + 1
    assert faults[-1] == "and more"


def test_a_fault_does_not_repeat_a_long_value() -> None:
    [fault] = schema_faults({"type": "object"}, "x" * 100_000)
    assert len(fault) < 400


@pytest.mark.parametrize(
    "schema", [{}, QUESTION, {"$schema": "http://json-schema.org/draft-07/schema#", "items": [{}]}]
)
def test_a_schema_is_good_by_the_draft_that_it_names(schema: dict[str, Any]) -> None:
    check_schema(schema)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "question"},
        {"properties": 3},
        {"pattern": "("},
        {"$schema": 5},
        {"items": [{}]},
        {"$ref": 5},
        {"$schema": "http://["},
    ],
)
def test_what_is_no_schema_is_refused(schema: dict[str, Any]) -> None:
    with pytest.raises(UnusableSchemaError):
        check_schema(schema)


@pytest.mark.parametrize("target", ["#", "#/$defs/nothing", "http://127.0.0.1:9/schema", "other.json"])
def test_a_reference_that_leads_nowhere_is_an_error_and_is_never_fetched(target: str) -> None:
    check_schema({"$ref": target})
    with pytest.raises(UnusableSchemaError, match="cannot be followed"):
        schema_faults({"$ref": target}, 1)


@given(schema=schemas, value=schemas | st.integers() | st.text())
def test_any_schema_is_good_or_refused(schema: dict[str, Any], value: Any) -> None:
    with suppress(UnusableSchemaError):
        check_schema(schema)
        assert all(isinstance(fault, str) for fault in schema_faults(schema, value))
