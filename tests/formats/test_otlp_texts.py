"""Input and output of a span, by the rule that finds one of them first."""

import json

import pytest

from formats.otlp_exports import event, observation, span
from tracedesk.formats.otlp.nesting import filled, plan_of


def nested(values):
    return filled(plan_of([(path, path) for path in values]), values)


@pytest.mark.parametrize(
    ("attributes", "texts"),
    [
        ({}, (None, None)),
        ({"langfuse.observation.input": "in", "input.value": "x", "output.value": "y"}, ("in", None)),
        ({"langfuse.observation.input": "", "input.value": "x"}, ("x", None)),
        ({"langfuse.observation.input": '{"a": 1}', "langfuse.observation.output": 5}, ('{"a": 1}', "5")),
        ({"input.value": "x", "input": "y", "output": "z"}, ("x", None)),
        ({"input": ["a", 1], "output": {"b": 2}}, ('["a",1]', '{"b":2}')),
        ({"gen_ai.prompt": "p", "gen_ai.completion": "c"}, ("p", "c")),
        ({"gen_ai.prompt.0.content": "p", "gen_ai.input.messages": "m"}, ('[{"content":"p"}]', None)),
        ({"llm.output_messages.0.message.content": "o"}, (None, '[{"message":{"content":"o"}}]')),
        ({"input": "i", "llm.output_messages.0.message.content": "o"}, ("i", None)),
        ({"gen_ai.tool.call.arguments": "{}", "gen_ai.tool.call.result": "done"}, ("{}", "done")),
        ({"gen_ai.input.messages": "[]", "gen_ai.tool.call.arguments": "{}"}, ("[]", None)),
    ],
)
def test_the_first_rule_that_finds_a_side_decides_both(attributes, texts):
    found = observation(span(attributes))
    assert (found.input, found.output) == texts


def test_a_side_that_openinference_sends_as_messages_only_is_not_lost():
    attributes = {"llm.input_messages.0.message.role": "user", "output.value": "hello"}
    found = observation(span(attributes))
    assert (found.input, found.output) == ('[{"message":{"role":"user"}}]', "hello")


def test_events_of_the_older_conventions_are_messages():
    events = [
        event("gen_ai.system.message", content="be kind"),
        event("gen_ai.user.message", content="hi"),
        event("exception"),
        event("gen_ai.choice", index=0, message="hello"),
    ]
    found = observation(span({"input.value": "x"}, events=events))
    assert json.loads(found.input) == [{"role": "system", "content": "be kind"}, {"role": "user", "content": "hi"}]
    assert json.loads(found.output) == {"index": 0, "message": "hello"}
    assert [kept["name"] for kept in found.metadata["events"]] == ["exception"]


def test_several_choices_stay_a_list():
    found = observation(span(events=[event("gen_ai.choice", index=0), event("gen_ai.choice", index=1)]))
    assert (found.input, json.loads(found.output)) == (None, [{"index": 0}, {"index": 1}])


@pytest.mark.parametrize(
    ("instructions", "content"),
    [
        ("be kind", "be kind"),
        ('"be kind"', "be kind"),
        ('[{"type": "text", "content": "be"}, {"content": "kind"}]', "be\nkind"),
        ([{"content": "be kind"}], "be kind"),
    ],
)
def test_instructions_of_the_system_lead_the_messages(instructions, content):
    messages = {"gen_ai.input.messages": '[{"role": "user"}]', "gen_ai.system_instructions": instructions}
    found = observation(span(messages), scope="shop")
    assert json.loads(found.input) == [{"role": "system", "content": content}, {"role": "user"}]
    assert "attributes" not in found.metadata


@pytest.mark.parametrize("messages", ['[{"role": "system"}]', "no list"])
def test_instructions_stay_apart_where_they_cannot_lead(messages):
    attributes = {"gen_ai.input.messages": messages, "gen_ai.system_instructions": "be kind"}
    found = observation(span(attributes), scope="shop")
    assert found.input == messages
    assert found.metadata["attributes"] == {"gen_ai.system_instructions": "be kind"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"0.content": "a", "1.content": "b"}, [{"content": "a"}, {"content": "b"}]),
        ({"1": "b", "0": "a"}, ["a", "b"]),
        ({"10": "c", "9": "b", "100000": "d"}, {"10": "c", "9": "b", "100000": "d"}),
        ({"7.a": 1}, [{"a": 1}]),
        ({"0.tools.0.function.name": "f"}, [{"tools": [{"function": {"name": "f"}}]}]),
        ({"0.a": 1, "x": 2}, {"0": {"a": 1}, "x": 2}),
        ({"0": "text", "0.a": 1}, [{"a": 1}]),
        ({"0.a": 1, "0": "text"}, [{"a": 1}]),
        ({"a..b": 1}, {"a": {"": {"b": 1}}}),
        ({"a": {"0": "sent as it is"}}, {"a": {"0": "sent as it is"}}),
    ],
)
def test_values_that_were_spread_over_attributes_are_nested_again(values, expected):
    assert nested(values) == expected


def test_nesting_ends_where_nobody_means_it():
    value = nested({".".join("a" * 5000): 1})
    for _ in range(32):
        (value,) = value.values()
    assert value == {".".join("a" * (5000 - 32)): 1}
