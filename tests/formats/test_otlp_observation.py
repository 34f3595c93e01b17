"""What a span tells of its observation."""

import pytest

from formats.otlp_exports import END_NS, START_NS, child, event, observation, span
from tracedesk.records.units import NS_PER_MS

PYTHON = {"telemetry.sdk.language": "python"}


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ({}, "SPAN"),
        ({"langfuse.observation.type": "span"}, "SPAN"),
        ({"langfuse.observation.type": "guardrail"}, "GUARDRAIL"),
        ({"langfuse.observation.type": "GENERATION"}, "GENERATION"),
        ({"langfuse.observation.type": "event", "openinference.span.kind": "LLM"}, "EVENT"),
        ({"langfuse.observation.type": "unknown", "openinference.span.kind": "LLM"}, "GENERATION"),
        ({"langfuse.observation.type": ["agent"]}, "SPAN"),
        ({"openinference.span.kind": "RETRIEVER"}, "RETRIEVER"),
        ({"openinference.span.kind": "RERANKER", "gen_ai.operation.name": "chat"}, "GENERATION"),
        ({"gen_ai.operation.name": "embeddings", "gen_ai.request.model": "m"}, "EMBEDDING"),
        ({"gen_ai.operation.name": "invoke_agent"}, "AGENT"),
        ({"gen_ai.operation.name": "execute_tool"}, "TOOL"),
        ({"gen_ai.operation.name": "retrieval", "gen_ai.tool.name": "search"}, "TOOL"),
        ({"gen_ai.tool.call.id": "c1", "model": "m"}, "TOOL"),
        ({"gen_ai.response.model": "m"}, "GENERATION"),
        ({"llm.model_name": "m"}, "GENERATION"),
        ({"model": "m"}, "GENERATION"),
        ({"model": ""}, "SPAN"),
    ],
)
def test_the_type_follows_the_first_rule_that_gives_one(attributes, kind):
    assert observation(span(attributes)).type == kind


@pytest.mark.parametrize(
    ("version", "scope", "attributes", "kind"),
    [
        ("3.3.4", "langfuse-sdk", {"langfuse.observation.model.name": "m"}, "GENERATION"),
        ("3.0.0", "langfuse-sdk", {"langfuse.observation.prompt.version": 1}, "GENERATION"),
        ("3.3.4", "langfuse-sdk", {}, "SPAN"),
        ("3.4.0", "langfuse-sdk", {"langfuse.observation.model.name": "m"}, "SPAN"),
        ("3.3.4", "langfuse-sdk-x", {"langfuse.observation.model.name": "m"}, "SPAN"),
        ("three", "langfuse-sdk", {"langfuse.observation.model.name": "m"}, "SPAN"),
    ],
)
def test_old_python_sdks_called_generations_spans(version, scope, attributes, kind):
    sent = span({"langfuse.observation.type": "span"} | attributes)
    assert observation(sent, resource=PYTHON, scope=scope, version=version).type == kind
    assert observation(sent, resource={}, scope=scope, version=version).type == "SPAN"


@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        ({}, "step"),
        ({"gen_ai.tool.name": "search", "logfire.msg": "calls search"}, "search"),
        ({"genkit:name": "flow"}, "flow"),
        ({"logfire.msg": "calls search"}, "calls search"),
        ({"ai.toolCall.name": "weather", "ai.operationId": "ai.toolCall"}, "weather"),
        ({"ai.operationId": "ai.streamText"}, "ai.streamText"),
        ({"ai.operationId": "ai.streamText", "ai.telemetry.functionId": "answer"}, "answer:ai.streamText"),
    ],
)
def test_the_name_is_the_most_telling_one(attributes, name):
    assert observation(span(attributes)).name == name


@pytest.mark.parametrize(
    ("told", "code", "level"),
    [
        (None, 0, "DEFAULT"),
        (None, 1, "DEFAULT"),
        (None, 2, "ERROR"),
        (None, "STATUS_CODE_ERROR", "ERROR"),
        ("WARNING", 2, "WARNING"),
        ("verbose", 0, "DEBUG"),
        ("Critical", 0, "ERROR"),
        ("success", 2, "DEFAULT"),
        ("loud", 2, "ERROR"),
        (3, 0, "DEFAULT"),
    ],
)
def test_the_level_is_the_told_one_or_follows_the_status(told, code, level):
    assert observation(span({"langfuse.observation.level": told}, status={"code": code})).level == level


def test_the_status_message_is_told_or_the_span_s_or_the_last_exception():
    raised = [
        event("exception", **{"exception.type": "KeyError", "exception.message": "'a'"}),
        event("exception", **{"exception.type": "ValueError", "exception.message": "no"}),
        event("retry"),
    ]
    failed = {"status": {"code": 2, "message": "it broke"}, "events": raised}
    told = {"langfuse.observation.status_message": "told"}
    assert observation(span(told, **failed)).status_message == "told"
    assert observation(span(**failed)).status_message == "it broke"
    assert observation(span(events=raised)).status_message == "ValueError: no"
    assert observation(span(events=[event("exception")])).status_message is None
    assert observation(span()).status_message is None


@pytest.mark.parametrize(
    ("attributes", "completion_start_ns"),
    [
        ({"langfuse.observation.completion_start_time": "2026-11-01T00:00:01.5Z"}, 1_793_491_201_500_000_000),
        ({"langfuse.observation.completion_start_time": '"2026-11-01T01:00:01+01:00"'}, 1_793_491_201_000_000_000),
        ({"langfuse.observation.completion_start_time": "soon"}, None),
        ({"langfuse.observation.completion_start_time": 5}, None),
        ({"ai.response.msToFirstChunk": 12.2}, START_NS + 13 * NS_PER_MS),
        ({"ai.stream.msToFirstChunk": 12}, START_NS + 12 * NS_PER_MS),
        ({"ai.stream.msToFirstChunk": 1e300}, None),
        ({}, None),
    ],
)
def test_the_first_token_s_time(attributes, completion_start_ns):
    assert observation(span(attributes)).completion_start_ns == completion_start_ns


def test_the_model_that_answered_beats_the_one_that_was_asked():
    asked = {"gen_ai.request.model": "gpt-4o", "llm.model_name": "4o"}
    answered = {"gen_ai.response.model": "gpt-4o-2024-08-06"}
    assert observation(span(asked)).model == "gpt-4o"
    assert observation(span(asked | answered)).model == "gpt-4o-2024-08-06"
    assert observation(span(asked | answered | {"langfuse.observation.model.name": "mine"})).model == "mine"


@pytest.mark.parametrize(
    ("attributes", "parameters"),
    [
        (
            {"langfuse.observation.model.parameters": '{"temperature": 0.2, "stop": ["a"], "echo": true, "n": null}'},
            {"temperature": 0.2, "stop": '["a"]', "echo": "true"},
        ),
        ({"langfuse.observation.model.parameters": "[]", "llm.invocation_parameters": '{"top_p": 1}'}, {"top_p": 1}),
        ({"model_config": '{"top_p": 1}', "gen_ai.request.seed": 7}, {"top_p": 1}),
        (
            {"gen_ai.request.seed": 7, "gen_ai.request.model": "m", "llm.invocation_parameters.n": 2},
            {"seed": 7, "n": 2},
        ),
        ({"gen_ai.request.model": "m"}, {}),
        ({"langfuse.observation.model.parameters": "{}", "gen_ai.request.seed": 7}, {}),
    ],
)
def test_model_parameters_are_texts_and_numbers(attributes, parameters):
    assert observation(span(attributes)).model_parameters == parameters


def test_a_prompt_is_linked_to_generations_only():
    prompt = {"langfuse.observation.prompt.name": "greet", "langfuse.observation.prompt.version": 3}
    generation = observation(span(prompt | {"langfuse.observation.type": "generation"}))
    assert (generation.prompt_name, generation.prompt_version) == ("greet", 3)
    assert observation(span(prompt)).prompt_name is None


def test_a_prompt_may_be_told_in_other_ways():
    generation = {"langfuse.observation.type": "generation"}
    by_vercel = observation(span(generation | {"ai.telemetry.metadata.langfusePrompt": '{"name":"greet","version":2}'}))
    assert (by_vercel.prompt_name, by_vercel.prompt_version) == ("greet", 2)
    without_version = observation(span(generation | {"langfuse.prompt.name": "greet"}))
    assert (without_version.prompt_name, without_version.prompt_version) == (None, None)


@pytest.mark.parametrize(
    ("attributes", "resource", "environment"),
    [
        ({}, {}, "default"),
        ({}, {"deployment.environment": "Prod"}, "prod"),
        ({}, {"deployment.environment.name": "a", "deployment.environment": "b"}, "a"),
        ({"deployment.environment": "span"}, {"langfuse.environment": "resource"}, "resource"),
        ({"langfuse.environment": "span"}, {"langfuse.environment": "resource"}, "span"),
        ({"langfuse.environment": 5}, {}, "default"),
    ],
)
def test_the_environment_is_the_span_s_then_the_resource_s(attributes, resource, environment):
    assert observation(span(attributes), resource=resource).environment == environment


def test_the_version_is_the_span_s_then_the_service_s():
    assert observation(span({"langfuse.version": "v2"}), resource={"service.version": "1"}).version == "v2"
    assert observation(span(), resource={"service.version": "1"}).version == "1"
    assert observation(span()).version is None


@pytest.mark.parametrize(
    ("attributes", "metadata"),
    [
        (
            {"langfuse.observation.metadata": '{"a": 1, "b": 2}', "langfuse.observation.metadata.b": "3"},
            {"a": 1, "b": "3"},
        ),
        ({"langfuse.observation.metadata": "plain text"}, {"metadata": "plain text"}),
        ({"langfuse.observation.metadata": '"quoted"'}, {"metadata": '"quoted"'}),
        ({"langfuse.observation.metadata": '["x", "y"]'}, {"0": "x", "1": "y"}),
        ({"langfuse.metadata.a": True, "ai.telemetry.metadata.b": 2}, {"a": True, "b": 2}),
        ({"ai.telemetry.metadata.userId": "u", "ai.telemetry.metadata.tags": ["t"]}, {}),
        ({"langfuse.observation.metadata.context": '{"nested": "x"}'}, {"context": '{"nested": "x"}'}),
    ],
)
def test_metadata_is_what_was_sent_as_such(attributes, metadata):
    expected = metadata | {"scope": {"name": "langfuse-sdk", "version": "1.0"}}
    assert observation(span(attributes), scope="langfuse-sdk").metadata == expected


def test_metadata_keeps_what_nothing_else_has_a_place_for():
    attributes = {
        "cart.size": 3,
        "cart.items": ["a"],
        "input.value": "used",
        "gen_ai.prompt.0.content": "hidden",
        "langfuse.observation.metadata.own": "x",
    }
    found = observation(span(attributes, events=[event("retry", attempt=2)]), resource={"host": "h"}, scope="shop")
    assert found.metadata == {
        "own": "x",
        "attributes": {"cart.size": "3", "cart.items": '["a"]'},
        "events": [{"name": "retry", "time": "2026-11-01T00:00:02.000Z", "attributes": {"attempt": 2}}],
        "resourceAttributes": {"host": "h"},
        "scope": {"name": "shop", "version": "1.0"},
    }


def test_metadata_of_the_trace_may_be_told_by_the_resource():
    found = observation(span(), resource={"langfuse.trace.metadata.team": "blue"})
    assert found.metadata["team"] == "blue"


def test_an_observation_says_when_it_was_and_whose_it_is():
    found = observation(span())
    assert (found.said_ns, found.end_ns, found.creation, found.cleared) == (START_NS, END_NS, True, frozenset())


@pytest.mark.parametrize(
    ("made", "told", "app_root"),
    [(child, True, True), (child, "true", True), (child, False, None), (child, None, None), (span, True, None)],
)
def test_a_step_with_a_parent_elsewhere_may_be_the_root_of_its_program(made, told, app_root):
    attributes = {} if told is None else {"langfuse.internal.is_app_root": told}
    assert observation(made(attributes)).app_root is app_root
