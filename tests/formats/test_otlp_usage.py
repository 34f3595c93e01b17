"""Usage and cost of a span."""

import pytest

from formats.otlp_exports import observation, span


@pytest.mark.parametrize(
    ("attributes", "usage"),
    [
        ({"langfuse.observation.usage_details": '{"input": 3, "output": 1}'}, {"input": 3, "output": 1, "total": 4}),
        (
            {"langfuse.observation.usage_details": '{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}'},
            {"input": 5, "output": 2, "total": 7},
        ),
        ({"langfuse.observation.usage_details": "{}", "gen_ai.usage.input_tokens": 5}, None),
        ({"langfuse.observation.usage_details": "[1]", "gen_ai.usage.input_tokens": 5}, None),
        ({"langfuse.observation.usage_details": "{", "gen_ai.usage.input_tokens": 5}, {"input": 5, "total": 5}),
        ({"gen_ai.usage.prompt_tokens": "5", "gen_ai.usage.input_tokens": 9}, {"input": 5, "total": 5}),
        (
            {"gen_ai.usage.input_tokens": 10, "gen_ai.usage.output_tokens": 4, "llm.token_count.prompt": 10},
            {"input": 10, "output": 4, "total": 14},
        ),
        (
            {
                "gen_ai.usage.input_tokens": 100,
                "gen_ai.usage.cache_read.input_tokens": 60,
                "gen_ai.usage.cache_creation_input_tokens": 50,
                "gen_ai.usage.output_tokens": 10,
                "gen_ai.usage.details.reasoning_tokens": 4,
            },
            {
                "input": 0,
                "input_cached_tokens": 60,
                "input_cache_creation": 50,
                "output": 10,
                "reasoning_tokens": 4,
                "total": 124,
            },
        ),
        (
            {
                "llm.token_count.completion": 9,
                "llm.token_count.completion_details.audio": 4,
                "llm.token_count.total": 9,
            },
            {"output": 5, "output_audio_tokens": 4, "total": 9},
        ),
        (
            {"llm.token_count.prompt": 9, "llm.token_count.prompt_details.audio": 4},
            {"input": 5, "input_audio_tokens": 4, "total": 9},
        ),
        ({"gen_ai.usage.cost": 0.5}, None),
        ({"gen_ai.usage.input_tokens": -1}, None),
        ({"gen_ai.usage.input_tokens": 2**62}, None),
        ({}, None),
    ],
)
def test_usage_is_counted_by_kinds_that_do_not_overlap(attributes, usage):
    assert observation(span(attributes)).usage == usage


@pytest.mark.parametrize(
    ("attributes", "cost"),
    [
        (
            {"langfuse.observation.cost_details": '{"input": 0.1, "output": 0.2}', "gen_ai.usage.cost": 9},
            {"input": 10**11, "output": 2 * 10**11, "total": 3 * 10**11},
        ),
        ({"langfuse.observation.cost_details": "[]", "gen_ai.usage.cost": 0.5}, {"total": 5 * 10**11}),
        ({"gen_ai.usage.cost": "0.5", "llm.cost.total": 1}, {"total": 5 * 10**11}),
        ({"llm.cost.total": 1}, {"total": 10**12}),
        ({"llm.cost.total": "dear"}, None),
        ({}, None),
    ],
)
def test_cost_is_what_the_client_tells(attributes, cost):
    assert observation(span(attributes)).cost == cost


@pytest.mark.parametrize("operation", ["invoke_agent", "agent_step"])
def test_an_agent_does_not_count_its_model_calls_again(operation):
    sums = {"gen_ai.usage.input_tokens": 5, "gen_ai.usage.cost": 1, "gen_ai.request.model": "m"}
    found = observation(span({"gen_ai.operation.name": operation} | sums))
    assert (found.usage, found.cost, found.model) == (None, None, None)
