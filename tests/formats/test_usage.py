import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracedesk.formats.usage import LARGEST_COUNT, NormalUsage, normal_cost, normal_usage, usage_details, with_total
from tracedesk.records.units import INT64_MAX

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
USAGE_KEYS = st.sampled_from(
    ["input", "output", "total", "promptTokens", "prompt_tokens", "completion_tokens", "total_tokens", "inputCost"]
)


def test_an_openai_usage_object_is_split_into_disjoint_kinds():
    sent = {
        "prompt_tokens": 100,
        "completion_tokens": 40,
        "total_tokens": 140,
        "prompt_tokens_details": {"cached_tokens": 60},
        "completion_tokens_details": {"reasoning_tokens": 10},
    }
    expected = {"input": 40, "output": 30, "total": 140, "input_cached_tokens": 60, "output_reasoning_tokens": 10}
    assert usage_details(sent) == expected


def test_the_usage_of_openai_responses_is_split_too():
    sent = {"input_tokens": 9, "output_tokens": 4, "total_tokens": 13, "input_tokens_details": {"cached_tokens": 12}}
    assert usage_details(sent) == {"input": 0, "output": 4, "total": 13, "input_cached_tokens": 12}


def test_empty_details_of_an_openai_object_change_nothing():
    sent = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3, "prompt_tokens_details": None}
    assert usage_details(sent) == {"input": 1, "output": 2, "total": 3}
    assert usage_details(sent | {"prompt_tokens_details": {"cached_tokens": None}}) == usage_details(sent)


@pytest.mark.parametrize(
    "sent",
    [
        {"prompt_tokens": 10, "completion_tokens": 20},
        {"prompt_tokens": 10, "completion_tokens": 20, "total_tokens": 30, "cost": 1},
        {"prompt_tokens": 10, "completion_tokens": "20", "total_tokens": 30},
    ],
)
def test_what_is_not_exactly_an_openai_object_stays_as_it_is(sent):
    assert usage_details(sent) == {key: int(value) for key, value in sent.items()}


def test_details_that_are_not_counts_spoil_the_openai_shape():
    sent = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3, "prompt_tokens_details": {"cached": "many"}}
    assert usage_details(sent) == {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}


def test_only_counts_are_kept():
    sent = {"a": 1, "b": "2", "c": 3.0, "d": 3.5, "e": -1, "f": True, "g": None, "h": {"i": 1}, "j": "x", "k": 2**53}
    assert usage_details(sent) == {"a": 1, "b": 2, "c": 3}


def test_a_missing_total_is_the_sum_of_all_kinds():
    assert with_total({"input": 1, "output": 2, "input_cached_tokens": 4})["total"] == 7
    assert with_total({"input": 51, "output": 0, "total": 100})["total"] == 100
    assert with_total({}) == {}
    assert with_total({"input": LARGEST_COUNT, "output": 1})["total"] == LARGEST_COUNT


@pytest.mark.parametrize(
    ("legacy", "usage"),
    [
        ({"input": 12, "output": 3, "unit": "TOKENS"}, {"input": 12, "output": 3, "total": 15}),
        ({"input": 12, "output": 3, "total": 20}, {"input": 12, "output": 3, "total": 20}),
        ({"promptTokens": 2, "completionTokens": 3}, {"input": 2, "output": 3, "total": 5}),
        ({"output": 3, "input": None, "total": 0}, {"output": 3, "total": 3}),
        ({"total": 4}, {"total": 4}),
        ({"unit": "TOKENS"}, None),
        ({}, None),
    ],
)
def test_the_older_usage_object(legacy, usage):
    assert normal_usage(None, legacy) == NormalUsage(usage, None)


def test_usage_details_win_over_the_older_usage():
    assert normal_usage({"input": 5}, {"input": 1, "output": 2}).usage == {"input": 5, "output": 2, "total": 7}


def test_costs_of_the_older_usage_are_pico_dollars():
    sent = {"input": 1, "inputCost": 0.25, "outputCost": 0.5}
    assert normal_usage(None, sent).cost == {"input": 250 * 10**9, "output": 500 * 10**9, "total": 750 * 10**9}
    assert normal_usage(None, {"totalCost": 1e-12}) == NormalUsage(None, {"total": 1})


def test_the_openai_form_of_the_older_usage_loses_its_costs():
    assert normal_usage(None, {"promptTokens": 1, "totalCost": 2}) == NormalUsage({"input": 1, "total": 1}, None)


@pytest.mark.parametrize("legacy", [{"input": 1.5}, {"output": "3"}, {"totalTokens": True}, {"total": []}, "5", [1]])
def test_an_older_usage_without_integers_is_refused(legacy):
    with pytest.raises(ValueError, match="usage"):
        normal_usage(None, legacy)


@pytest.mark.parametrize(
    ("sent", "cost"),
    [
        ({"input": 0.1, "output": 0.2}, {"input": 10**11, "output": 2 * 10**11, "total": 3 * 10**11}),
        ({"input": 1}, {"input": 10**12, "total": 10**12}),
        ({"input": 1, "cached": 1}, {"input": 10**12, "cached": 10**12}),
        ({"input": 1, "total": 5}, {"input": 10**12, "total": 5 * 10**12}),
        ({"total": 0}, {"total": 0}),
        ({"input": -1, "output": "1", "total": None, "x": True, "y": float("nan"), "z": 1e300}, None),
        ({}, None),
        (None, None),
        ([1], None),
    ],
)
def test_cost_details_are_pico_dollars_with_the_total_that_is_known(sent, cost):
    assert normal_cost(sent) == cost


@settings(max_examples=60, deadline=None)
@given(JSON | st.dictionaries(USAGE_KEYS, JSON), JSON | st.dictionaries(USAGE_KEYS, JSON))
def test_any_usage_gives_storable_counts_or_a_value_error(details, legacy):
    try:
        normal = normal_usage(details, legacy)
    except ValueError:
        return
    assert all(0 <= count <= LARGEST_COUNT for count in (normal.usage or {}).values())
    assert all(0 <= amount <= INT64_MAX for amount in (normal_cost(details) or {}).values())
