import pytest

from tracedesk.analysis.tools import called_tools, defined_tools
from tracedesk.records.json import Json

OPENAI_CALL: Json = {"id": "1", "type": "function", "function": {"name": "search", "arguments": "{}"}}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ({"messages": [], "tools": [{"type": "function", "function": {"name": "search"}}]}, ["search"]),
        ({"messages": [], "tools": [{"name": "add", "input_schema": {}}, {"name": "search"}]}, ["add", "search"]),
        ({"functions": [{"name": "add"}, {"name": "add"}]}, ["add"]),
        ({"tools": [5, {}, {"name": 5}, None]}, []),
        ({"tools": "search"}, []),
        ([{"role": "user", "content": "hi"}], []),
        ("hi", []),
        (None, []),
    ],
)
def test_the_tools_on_offer_are_named(value: Json, names: list[str]) -> None:
    assert defined_tools(value) == names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ({"role": "assistant", "content": None, "tool_calls": [OPENAI_CALL, OPENAI_CALL]}, ["search", "search"]),
        ({"choices": [{"message": {"role": "assistant", "tool_calls": [OPENAI_CALL]}}]}, ["search"]),
        ({"role": "assistant", "content": [{"type": "tool_use", "id": "1", "name": "add", "input": {}}]}, ["add"]),
        ([{"type": "tool_use", "id": "1", "name": "add", "input": {}}], ["add"]),
        ({"tool_calls": [OPENAI_CALL]}, ["search"]),
        ({"role": "assistant", "content": "hello"}, []),
        ("hello", []),
        (None, []),
    ],
)
def test_each_call_of_a_tool_is_named(value: Json, names: list[str]) -> None:
    assert called_tools(value) == names
