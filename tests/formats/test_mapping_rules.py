"""Rules of the user say what attributes of their own instrumentation mean."""

import json

import pytest

from formats.otlp_exports import END_NS, START_NS, child, event, in_protobuf, request, span
from tracedesk.formats.decoding import Task, decode
from tracedesk.records.mapping_rule import MappingRule
from tracedesk.records.trace import Observation, Trace
from tracedesk.records.units import NS_PER_MS


def rule(key, field, /, **how):
    return MappingRule(key=key, field=field, **how)


def records(rules, *spans, **origin):
    payload = json.dumps(request(*spans, **origin)).encode()
    return decode(Task("otlp-json", now_ns=END_NS, rules=tuple(rules)), payload).records


def observation(rules, one, **origin):
    (found,) = [record for record in records(rules, one, **origin) if isinstance(record, Observation)]
    return found


def traces(rules, *spans, **origin):
    return [record for record in records(rules, *spans, **origin) if isinstance(record, Trace)]


@pytest.mark.parametrize(
    ("field", "told", "known", "value"),
    [
        ("name", "step 1", "name", "step 1"),
        ("input", "Hi", "input", "Hi"),
        ("input", ["Hi", 2], "input", '["Hi",2]'),
        ("output", "Ho", "output", "Ho"),
        ("output", 0, "output", "0"),
        ("model", "acme-1", "model", "acme-1"),
        ("status_message", "no luck", "status_message", "no luck"),
        ("version", "2.1", "version", "2.1"),
        ("environment", "Prod", "environment", "prod"),
        ("level", "Warn", "level", "WARNING"),
        ("level", "loud", "level", "DEFAULT"),
        ("type", "generation", "type", "GENERATION"),
        ("type", "llm-call", "type", "SPAN"),
        ("completion_start", "2026-11-01T00:00:01.5Z", "completion_start_ns", 1_793_491_201_500_000_000),
        ("completion_start", 12.5, "completion_start_ns", START_NS + 12 * NS_PER_MS + NS_PER_MS // 2),
        ("completion_start", "soon", "completion_start_ns", None),
        ("completion_start", 1e300, "completion_start_ns", None),
        ("usage", '{"input": 3, "cached": 2}', "usage", {"input": 3, "cached": 2, "total": 5}),
        ("usage", "many", "usage", None),
        ("cost", '{"input": 0.5, "output": 0.25}', "cost", {
            "input": 500_000_000_000, "output": 250_000_000_000, "total": 750_000_000_000,
        }),
        ("model_parameters", '{"top_p": 1, "stop": ["a"]}', "model_parameters", {"top_p": 1, "stop": '["a"]'}),
    ],
)  # fmt: skip
def test_each_field_can_be_told(field, told, known, value):
    assert getattr(observation([rule("acme.x", field)], span({"acme.x": told})), known) == value


def test_parts_of_usage_and_cost_are_told_one_by_one():
    rules = [
        rule("acme.tokens.in", "usage", part="input"),
        rule("acme.tokens.out", "usage", part="output"),
        rule("acme.price", "cost", part="input"),
        rule("acme.temperature", "model_parameters", part="temperature"),
    ]
    sent = {"acme.tokens.in": "7", "acme.tokens.out": 2, "acme.price": "0.001", "acme.temperature": 0.2}
    found = observation(rules, span(sent))
    assert found.usage == {"input": 7, "output": 2, "total": 9}
    assert found.cost == {"input": 1_000_000_000, "total": 1_000_000_000}
    assert found.model_parameters == {"temperature": 0.2}


def test_a_prefix_tells_a_family_by_the_rest_of_the_names():
    rules = [
        rule("acme.usage.", "usage", prefix=True),
        rule("acme.set.", "model_parameters", prefix=True),
        rule("acme.cost.", "cost", prefix=True),
        rule("acme.about.", "metadata", prefix=True),
    ]
    sent = {
        "acme.usage.prompt_tokens": 10, "acme.usage.cache_read_tokens": 4, "acme.usage.pages": 1, "acme.usage.": 99,
        "acme.set.top_k": 5, "acme.cost.total": 2, "acme.about.team": "blue",
    }  # fmt: skip
    found = observation(rules, span(sent))
    assert found.usage == {"input": 6, "input_cached_tokens": 4, "pages": 1, "total": 11}
    assert found.model_parameters == {"top_k": 5}
    assert found.cost == {"total": 2_000_000_000_000}
    assert found.metadata["team"] == "blue"


def test_a_value_of_an_attribute_may_stand_for_another_one():
    rules = [
        rule("acme.kind", "type", value="llm-call", becomes="GENERATION"),
        rule("acme.kind", "type", value="lookup", becomes="RETRIEVER"),
        rule("acme.stream", "metadata", part="streamed", value="true", becomes="yes"),
    ]
    assert observation(rules, span({"acme.kind": "llm-call"})).type == "GENERATION"
    assert observation(rules, span({"acme.kind": "lookup"})).type == "RETRIEVER"
    assert observation(rules, span({"acme.kind": "LOOKUP"})).type == "SPAN"
    assert observation(rules, span({"acme.stream": True})).metadata["streamed"] == "yes"


def test_a_prompt_is_linked_to_what_a_rule_makes_a_generation():
    sent = {"acme.kind": "x", "langfuse.observation.prompt.name": "greet", "langfuse.observation.prompt.version": 3}
    found = observation([rule("acme.kind", "type", becomes="GENERATION")], span(sent))
    assert (found.prompt_name, found.prompt_version) == ("greet", 3)


BUILT_IN = {
    "langfuse.observation.type": "agent",
    "langfuse.observation.model.name": "built-in",
    "langfuse.observation.input": "built-in",
    "langfuse.observation.usage_details": '{"input": 1, "output": 1}',
    "langfuse.observation.model.parameters": '{"n": 1, "seed": 1}',
    "langfuse.environment": "built-in",
    "langfuse.observation.level": "WARNING",
}
OWN = {"acme.type": "TOOL", "acme.text": "own", "acme.count": 5, "acme.level": "error"}


def both(*, first):
    return [
        rule("acme.type", "type", first=first),
        rule("acme.text", "model", first=first),
        rule("acme.text", "input", first=first),
        rule("acme.text", "environment", first=first),
        rule("acme.level", "level", first=first),
        rule("acme.count", "usage", part="input", first=first),
        rule("acme.count", "usage", part="pages", first=first),
        rule("acme.count", "model_parameters", part="n", first=first),
        rule("acme.text", "name", first=first),
    ]


def test_a_rule_counts_before_the_built_in_tables():
    found = observation(both(first=True), span(BUILT_IN | OWN))
    assert (found.type, found.model, found.input, found.environment) == ("TOOL", "own", "own", "own")
    assert (found.level, found.name) == ("ERROR", "own")
    assert found.usage == {"input": 5, "output": 1, "pages": 5, "total": 11}
    assert found.model_parameters == {"n": 5, "seed": 1}


def test_a_rule_may_fill_what_the_built_in_tables_leave_open():
    rules = both(first=False)
    found = observation(rules, span(BUILT_IN | OWN))
    assert (found.type, found.model, found.input, found.environment) == ("AGENT", "built-in", "built-in", "built-in")
    assert found.level == "WARNING"
    assert found.usage == {"input": 1, "output": 1, "pages": 5, "total": 7}
    assert found.model_parameters == {"n": 1, "seed": 1}
    alone = observation(rules, span(OWN))
    assert (alone.type, alone.model, alone.input, alone.environment) == ("TOOL", "own", "own", "own")
    assert (alone.level, alone.name) == ("ERROR", "own")
    assert alone.usage == {"input": 5, "pages": 5, "total": 10}


def test_a_total_that_was_told_stays():
    told = {"langfuse.observation.usage_details": '{"input": 1, "total": 50}', "acme.count": 5}
    found = observation([rule("acme.count", "usage", part="output")], span(told))
    assert found.usage == {"input": 1, "output": 5, "total": 50}


def test_of_two_rules_the_first_that_tells_anything_counts():
    rules = [rule("acme.a", "model"), rule("acme.b", "model"), rule("acme.a", "level"), rule("acme.b", "level")]
    assert observation(rules, span({"acme.b": "b", "acme.a": "a"})).model == "a"
    assert observation(rules, span({"acme.b": "b", "acme.a": ""})).model == "b"
    assert observation(rules, span({"acme.b": "error", "acme.a": "loud"})).level == "ERROR"


def test_a_rule_that_is_off_tells_nothing():
    assert observation([rule("acme.a", "model", enabled=False)], span({"acme.a": "a"})).model is None


def test_a_rule_may_read_the_resource_or_the_name_of_the_span():
    rules = [
        rule("acme.stage", "environment", place="resource"),
        rule("acme.team.", "metadata", place="resource", prefix=True),
        rule("LLM ", "type", place="name", prefix=True, becomes="GENERATION"),
        rule("", "metadata", place="name", part="was called"),
    ]
    found = observation(rules, span(name="LLM call"), resource={"acme.stage": "beta", "acme.team.name": "blue"})
    assert (found.environment, found.type) == ("beta", "GENERATION")
    assert (found.metadata["name"], found.metadata["was called"]) == ("blue", "LLM call")
    assert observation(rules, span(name="call of an LLM ")).type == "SPAN"


def test_a_rule_may_be_for_one_instrumentation_only():
    rules = [rule("acme.a", "model", scope="acme")]
    assert observation(rules, span({"acme.a": "a"}), scope="acme").model == "a"
    assert observation(rules, span({"acme.a": "a"}), scope="other").model is None


def test_a_rule_may_hold_only_beside_another_attribute():
    rules = [
        rule("acme.a", "model", beside="acme.kind", beside_value="llm"),
        rule("acme.a", "name", beside="service.name"),
    ]
    assert observation(rules, span({"acme.a": "a", "acme.kind": "llm"})).model == "a"
    assert observation(rules, span({"acme.a": "a", "acme.kind": "tool"})).model is None
    assert observation(rules, span({"acme.a": "a"})).name == "step"
    assert observation(rules, span({"acme.a": "a"}), resource={"service.name": "s"}).name == "a"


def test_user_session_and_tags_are_told_of_the_trace_by_any_step():
    rules = [rule("acme.user", "user_id"), rule("acme.chat", "session_id"), rule("acme.tags", "tags")]
    said = {"acme.user": "ada", "acme.chat": 7, "acme.tags": "a, b"}
    (of_root,) = traces(rules, span(said))
    assert (of_root.user_id, of_root.session_id, of_root.tags) == ("ada", "7", ("a", "b"))
    of_children = traces(rules, span(), child(said), child(said | {"acme.user": "bob"}, spanId="cc" * 8))
    assert [one.user_id for one in of_children] == [None, "ada", "bob"]


def test_a_user_that_is_told_otherwise_may_come_first():
    sent = {"langfuse.user.id": "built-in", "acme.user": "own"}
    (last,) = traces([rule("acme.user", "user_id", first=False)], span(sent))
    (first,) = traces([rule("acme.user", "user_id")], span(sent))
    assert (last.user_id, first.user_id) == ("built-in", "own")


def test_the_trace_begins_as_its_root_does():
    rules = [rule("acme.q", "input"), rule("acme.a", "output"), rule("acme.team", "metadata", part="team")]
    (found,) = traces(rules, span({"acme.q": "Hi", "acme.a": "Ho", "acme.team": "blue"}))
    assert (found.input, found.output, found.metadata["team"]) == ("Hi", "Ho", "blue")


def test_attributes_that_are_input_or_output_are_not_listed_once_more():
    rules = [rule("acme.q", "input"), rule("acme.m", "model")]
    found = observation(rules, span({"acme.q": "Hi", "acme.m": "m"}, events=[event("retry")]))
    assert found.metadata["attributes"] == {"acme.m": "m"}
    assert "attributes" not in observation(rules, span({"acme.q": "Hi"})).metadata


def test_both_encodings_follow_the_rules():
    payload = in_protobuf(request(span({"acme.a": "a"})))
    batch = decode(Task("otlp-protobuf", now_ns=END_NS, rules=(rule("acme.a", "model"),)), payload)
    assert [one.model for one in batch.records if isinstance(one, Observation)] == ["a"]


def test_without_rules_nothing_is_as_it_would_not_be():
    one = span(BUILT_IN | OWN, events=[event("retry")])
    assert records([rule("nobody.sends", "model"), rule("acme.text", "model", enabled=False)], one) == records([], one)
