"""Instrumentations by instrumentation: what a span of each becomes (wire protocol, 3.5 to 3.10)."""

import json

import pytest

from formats.otlp_exports import event, observation, span


def found(scope, attributes, name="step", events=()):
    return observation(span(attributes, name=name, events=list(events)), scope=scope)


@pytest.mark.parametrize(
    ("scope", "name", "attributes", "kind"),
    [
        ("genkit-tracer", "s", {"genkit:metadata:subtype": "model"}, "GENERATION"),
        ("genkit-tracer", "s", {"genkit:metadata:subtype": "background-model"}, "GENERATION"),
        ("genkit-tracer", "s", {"genkit:metadata:subtype": "embedder"}, "EMBEDDING"),
        ("genkit-tracer", "s", {"genkit:metadata:subtype": "tool.v2"}, "TOOL"),
        ("genkit-tracer", "s", {"genkit:metadata:subtype": "retriever"}, "RETRIEVER"),
        ("genkit-tracer", "s", {"genkit:metadata:subtype": "flow"}, "SPAN"),
        ("ai", "s", {"ai.operationId": "ai.generateText.doGenerate", "ai.model.id": "m"}, "GENERATION"),
        ("ai", "s", {"operation.name": "ai.streamText.doStream my-function", "ai.model.id": "m"}, "GENERATION"),
        ("ai", "s", {"ai.operationId": "ai.embedMany.doEmbed", "ai.model.id": "m"}, "EMBEDDING"),
        ("ai", "s", {"ai.operationId": "ai.generateText.doGenerate"}, "SPAN"),
        ("ai", "s", {"ai.operationId": "ai.generateText", "ai.model.id": "m"}, "SPAN"),
        ("ai", "s", {"ai.operationId": "ai.toolCall"}, "TOOL"),
        ("ai", "s", {"operation.name": "ai.toolCall search", "ai.toolCall.name": "x"}, "TOOL"),
        ("@flue/opentelemetry", "s", {"flue.tool.call_id": "1"}, "TOOL"),
        ("@flue/opentelemetry", "s", {"flue.task.agent": "a"}, "AGENT"),
        ("livekit-agents", "agent_turn", {}, "AGENT"),
        ("livekit-agents", "function_tool", {"gen_ai.request.model": "m"}, "TOOL"),
        ("livekit-agents", "llm_request", {"gen_ai.request.model": "m"}, "GENERATION"),
        ("another", "agent_turn", {}, "SPAN"),
        ("traceloop", "s", {"traceloop.span.kind": "workflow"}, "CHAIN"),
        ("traceloop", "s", {"traceloop.span.kind": "agent", "gen_ai.operation.name": "chat"}, "GENERATION"),
        ("traceloop", "s", {"traceloop.span.kind": "task", "gen_ai.response.model": "m"}, "GENERATION"),
        ("mlflow", "s", {"mlflow.spanType": "CHAT_MODEL"}, "GENERATION"),
        ("mlflow", "s", {"mlflow.spanType": "RETRIEVER"}, "RETRIEVER"),
        ("mlflow", "s", {"mlflow.spanType": '"EMBEDDING"', "model": '"m"'}, "EMBEDDING"),
        ("mlflow", "s", {"mlflow.spanType": '"UNKNOWN"', "model": '"m"'}, "GENERATION"),
        ("mlflow", "s", {"mlflow.spanType": '"'}, "SPAN"),
    ],
)
def test_types(scope, name, attributes, kind):
    assert found(scope, attributes, name).type == kind


@pytest.mark.parametrize(
    ("scope", "attributes", "texts"),
    [
        ("genkit-tracer", {"genkit:input": '{"messages":[1]}', "genkit:output": '{"message":[2]}'}, ("[1]", "[2]")),
        ("genkit-tracer", {"genkit:input": '"plain"', "input": "x"}, ('"plain"', None)),
        ("genkit-tracer", {"input": "x"}, (None, None)),
        ("other", {"genkit:input": "i", "input": "x"}, ("x", None)),
        ("ai", {"ai.prompt.messages": "[1]", "ai.prompt": "p", "ai.response.text": "t"}, ("[1]", "t")),
        ("ai", {"ai.toolCall.args": "{}", "ai.toolCall.result": "5"}, ("{}", "5")),
        ("ai", {"ai.prompt": "p", "ai.response.text": "", "ai.response.object": "{}"}, ("p", "{}")),
        ("ai", {"gen_ai.input.messages": "m", "gen_ai.output.messages": "o", "input": "x"}, ("m", "o")),
        ("ai", {"input": "x"}, (None, None)),
        ("@flue/opentelemetry", {"flue.tool.arguments": "a", "flue.tool.result": "r"}, ("a", "r")),
        ("other", {"flue.tool.arguments": "a"}, (None, None)),
        ("gcp.vertex.agent", {"gcp.vertex.agent.llm_request": "q", "gcp.vertex.agent.llm_response": "r"}, ("q", "r")),
        (
            "gcp.vertex.agent",
            {"gcp.vertex.agent.llm_request": "{}", "gcp.vertex.agent.tool_call_args": "a",
             "gcp.vertex.agent.llm_response": "{}", "gcp.vertex.agent.tool_response": "t"},
            ("a", "t"),
        ),
        ("logfire", {"prompt": "p", "all_messages_events": "[2]"}, ("p", "[2]")),
        ("livekit-agents", {"lk.user_transcript": "u", "lk.response.text": "r", "input": "x"}, ("u", "r")),
        ("mlflow", {"mlflow.spanInputs": "i", "mlflow.spanOutputs": "o", "input.value": "x"}, ("i", "o")),
        ("traceloop", {"traceloop.entity.input": "i", "traceloop.entity.output": "o", "input": "x"}, ("i", "o")),
        ("pydantic-ai", {"pydantic_ai.all_messages": "[1]", "final_result": "r"}, ("[1]", "r")),
        ("other", {"pydantic_ai.all_messages": "[1]"}, (None, None)),
        ("pydantic-ai", {"tool_arguments": "{}", "tool_response": "5"}, ("{}", "5")),
    ],
)  # fmt: skip
def test_texts(scope, attributes, texts):
    one = found(scope, attributes)
    assert (one.input, one.output) == texts


def test_an_answer_of_vercel_with_text_and_calls_is_one_message():
    one = found("ai", {"ai.response.text": "so", "ai.response.toolCalls": '[{"toolName":"t"}]'})
    assert json.loads(one.output) == {"role": "assistant", "content": "so", "tool_calls": [{"toolName": "t"}]}


def test_events_that_logfire_lists_in_an_attribute_are_messages():
    events = [
        {"event.name": "gen_ai.user.message", "content": "hi"},
        {"event.name": "gen_ai.choice", "message": {"content": "hello"}},
    ]
    one = found("pydantic-ai", {"events": json.dumps(events)})
    assert (json.loads(one.input), json.loads(one.output)) == (events[:1], events[1])


def test_the_event_with_all_messages_of_a_call_comes_before_older_ones():
    told = {
        "gen_ai.input.messages": '[{"role":"user"}]',
        "gen_ai.output.messages": "o",
        "gen_ai.system_instructions": "be",
    }
    call = event("gen_ai.client.inference.operation.details", **told)
    one = found("any", {"input": "x"}, events=[call, event("gen_ai.user.message", content="y")])
    assert json.loads(one.input) == [{"role": "system", "content": "be"}, {"role": "user"}]
    assert one.output == "o"


def test_the_oldest_events_are_read_as_spans_are():
    asked = event("gen_ai.content.prompt", **{"gen_ai.prompt": "p"})
    answered = event("gen_ai.content.completion", odd=5)
    one = found("any", {}, events=[asked, answered])
    assert (one.input, one.output) == ("p", '{"odd":5}')


@pytest.mark.parametrize(
    ("scope", "attributes", "usage"),
    [
        (
            "genkit-tracer",
            {"genkit:output": '{"usage":{"inputTokens":7,"outputTokens":5,"thoughtsTokens":2,"totalTokens":12}}'},
            {"input": 7, "output": 3, "total": 12, "output_reasoning": 2},
        ),
        (
            "ai",
            {"gen_ai.usage.input_tokens": 10, "gen_ai.usage.output_tokens": 6, "ai.usage.cachedInputTokens": 4,
             "ai.usage.reasoningTokens": 1},
            {"input": 6, "output": 5, "input_cached_tokens": 4, "output_reasoning_tokens": 1, "total": 16},
        ),
        (
            "ai",
            {"gen_ai.usage.prompt_tokens": 100, "ai.usage.tokens": 120, "gen_ai.usage.completion_tokens": 20,
             "ai.response.providerMetadata": '{"anthropic":{"usage":{"cache_creation_input_tokens":30,'
             '"cache_read_input_tokens":20,"cache_creation":{"ephemeral_5m_input_tokens":30}}}}'},
            {"input": 50, "output": 20, "total": 120, "input_cached_tokens": 20, "input_cache_creation": 0,
             "input_cache_creation_5m": 30},
        ),
        (
            "ai",
            {"gen_ai.usage.input_tokens": 10,
             "ai.response.providerMetadata": '{"openai":{"cachedPromptTokens":4,"acceptedPredictionTokens":1}}'},
            {"input": 6, "input_cached_tokens": 4, "accepted_prediction_tokens": 1, "total": 11},
        ),
        (
            "ai",
            {"gen_ai.usage.input_tokens": 10,
             "ai.response.providerMetadata": '{"bedrock":{"usage":{"cacheReadInputTokens":4}}}'},
            {"input": 6, "input_cache_read": 4, "total": 10},
        ),
        (
            "gcp.vertex.agent",
            {"gen_ai.usage.input_tokens": 10, "gen_ai.usage.output_tokens": 2,
             "gcp.vertex.agent.llm_response": '{"usage_metadata":{"cached_content_token_count":4}}'},
            {"input": 6, "output": 2, "input_cached_tokens": 4, "total": 12},
        ),
    ],
)  # fmt: skip
def test_usage(scope, attributes, usage):
    assert found(scope, attributes).usage == usage


def test_vercel_tells_what_was_set_of_the_model():
    attributes = {
        "ai.settings.maxRetries": 2, "gen_ai.request.temperature": 0.5, "gen_ai.response.finish_reasons": ["stop"],
        "ai.model.provider": "openai.chat", "ai.response.providerMetadata": '{"openai":{"serviceTier":"flex"}}',
        "langfuse.observation.model.parameters": '{"temperature": 0.7}',
    }  # fmt: skip
    assert found("ai", attributes).model_parameters == {
        "maxRetries": "2", "temperature": 0.7, "finishReason": '["stop"]', "system": "openai.chat",
        "service_tier": "flex",
    }  # fmt: skip


def test_genkit_tells_what_was_set_of_the_model_and_its_name():
    attributes = {
        "genkit:metadata:subtype": "model",
        "genkit:name": "googleai/g",
        "genkit:input": '{"config":{"topK":5}}',
    }
    one = found("genkit-tracer", attributes)
    assert (one.model, one.name, one.model_parameters) == ("googleai/g", "googleai/g", {"topK": 5})
    answered = {"genkit:output": '{"request":{"config":{"topK":6}}}'}
    assert found("genkit-tracer", answered).model_parameters == {"topK": 6}


def test_a_call_that_failed_has_the_model_that_was_asked_for():
    attributes = {"openinference.span.kind": "LLM", "llm.invocation_parameters": '{"model": "gpt-4o"}'}
    assert found("openinference", attributes).model == "gpt-4o"
    assert found("openinference", attributes | {"openinference.span.kind": "CHAIN"}).model is None
    assert found("openinference", {"embedding.model_name": "e"}).model == "e"


@pytest.mark.parametrize(
    ("attributes", "events", "wait_ns"),
    [
        ({"gen_ai.response.time_to_first_chunk": 0.25}, (), 250_000_000),
        ({"gen_ai.client.operation.time_to_first_chunk": 0.000_001_5}, (), 1_500),
        ({"ai.response.msToFirstChunk": 1.5}, (), 2_000_000),
        ({}, ("First Token Stream Event",), 2_000_000_000),
        ({}, ("another", "gen_ai.content.completion.chunk", "gen_ai.content.completion.chunk"), 2_000_000_000),
        ({"gen_ai.response.time_to_first_chunk": "soon"}, (), None),
        ({"gen_ai.response.time_to_first_chunk": 1e300}, (), None),
        ({}, ("another",), None),
    ],
)
def test_the_first_words_of_an_answer(attributes, events, wait_ns):
    step = found("any", attributes, events=[event(name) for name in events])
    assert (None if wait_ns is None else step.start_ns + wait_ns) == step.completion_start_ns


def test_the_steps_around_calls_of_the_vercel_sdk_tell_no_usage_twice():
    usage = {"ai.usage.tokens": 7, "ai.usage.cachedInputTokens": 2, "ai.model.id": "m", "gen_ai.usage.cost": 0.5}
    around = found("ai", {"ai.operationId": "ai.streamText"} | usage)
    call = found("ai", {"ai.operationId": "ai.streamText.doStream"} | usage)
    assert (around.usage, around.cost) == (None, None)
    assert (call.usage, call.cost) == ({"total": 7, "input_cached_tokens": 2}, {"total": 500_000_000_000})


def test_litellm_prints_the_details_of_its_usage():
    told = {"gen_ai.usage.input_tokens": 11, "gen_ai.usage.output_tokens": 8, "gen_ai.cost.total_cost": 0.25}
    printed = (
        "{'completion_tokens': 8, 'prompt_tokens': 11, 'total_tokens': 19, "
        "'completion_tokens_details': {'audio_tokens': None, 'reasoning_tokens': 1}, "
        "'prompt_tokens_details': {'audio_tokens': None, 'cached_tokens': 2}}"
    )
    step = found("litellm", told | {"metadata.usage_object": printed})
    assert step.usage == {
        "input": 9, "output": 7, "total": 19, "input_cached_tokens": 2, "output_reasoning_tokens": 1,
    }  # fmt: skip
    assert step.cost == {"total": 250_000_000_000}
    for nonsense in ("{", "[1]", "{'prompt_tokens': 0}", "(" * 5000, "__import__('os')", 5):
        unread = found("litellm", told | {"metadata.usage_object": nonsense})
        assert unread.usage == {"input": 11, "output": 8, "total": 19}


def test_mlflow_tells_all_of_a_call_as_json():
    attributes = {
        "mlflow.spanType": '"CHAT_MODEL"', "model": '"gpt-4o"', "mlflow.llm.model": '"gpt-4o-2026"',
        "temperature": "0.2", "max_tokens": "64", "stop": '["."]', "stream": "true", "seed": "null",
        "mlflow.chat.tokenUsage": '{"input_tokens": 30, "output_tokens": 8, "total_tokens": 38, '
        '"cache_read_input_tokens": 2, "cache_creation_input_tokens": 10, "cache_creation_input_tokens_above_1hr": 4}',
        "mlflow.llm.cost": '{"input_cost": 0.25, "output_cost": 0.5, "total_cost": 0.75}',
    }  # fmt: skip
    step = found("mlflow.tracing.provider", attributes, events=[event("mlflow.chunk.item.0")])
    assert (step.type, step.model) == ("GENERATION", "gpt-4o-2026")
    assert step.model_parameters == {"temperature": 0.2, "max_tokens": 64, "stop": '["."]', "stream": "true"}
    assert step.usage == {
        "input": 18, "output": 8, "total": 38, "input_cached_tokens": 2, "input_cache_creation": 6,
        "input_cache_creation_1h": 4,
    }  # fmt: skip
    assert step.cost == {"input": 250_000_000_000, "output": 500_000_000_000, "total": 750_000_000_000}
    assert step.completion_start_ns is not None
    failed = found("mlflow.tracing.provider", {"mlflow.spanType": '"CHAT_MODEL"', "model": '"gpt-4o"'})
    assert (failed.model, failed.usage, failed.cost, failed.model_parameters) == ("gpt-4o", None, None, {})


def test_arguments_say_nothing_of_a_model_without_mlflow():
    assert found("another", {"temperature": 0.2, "model": "m"}).model_parameters == {}


def test_messages_complete_the_side_that_is_not_spread_over_attributes():
    answer = {"gen_ai.completion.0.function_call.name": "weather", "gen_ai.output.messages": "[]"}
    step = found("litellm", answer | {"gen_ai.input.messages": '[{"role":"user","content":"hi"}]'})
    assert (step.input, json.loads(step.output)) == (
        '[{"role":"user","content":"hi"}]',
        [{"function_call": {"name": "weather"}}],
    )
