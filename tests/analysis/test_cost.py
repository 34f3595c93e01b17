"""Prices against figures that were worked out by hand (wire protocol, section 7)."""

from decimal import Decimal
from typing import Any

import pytest

from tracedesk.analysis.cost import (
    by_precedence,
    chosen_tier,
    cost_of_usage,
    in_pico_dollars,
    matching_model,
    reads_metadata,
)
from tracedesk.records.model import AttributeCondition, Comparison, Condition, Model, PricingTier, UsageCondition
from tracedesk.records.units import INT64_MAX


def prices(**usd: str) -> dict[str, Decimal]:
    return {kind: Decimal(price) for kind, price in usd.items()}


def tier(name: str, priority: int = 0, *conditions: Condition) -> PricingTier:
    return PricingTier(tier_id=name, name=name, priority=priority, conditions=conditions, prices={})


def model(name: str, pattern: str, **more: Any) -> Model:
    base: dict[str, Any] = {
        "start_ns": None, "unit": None, "tokenizer_id": None, "tokenizer_config": None, "tiers": (tier("Standard"),),
        "created_ns": 0, "built_in": False,
    }  # fmt: skip
    return Model(model_id=name, name=name, match_pattern=pattern, **(base | more))


@pytest.mark.parametrize(
    ("usage", "priced", "cost"),
    [
        (  # the example of the protocol: an odd total does not matter
            {"input": 150, "output": 50, "total": 300},
            prices(input="0.000001", output="0.000002"),
            {"input": 150_000_000, "output": 100_000_000, "total": 250_000_000},
        ),
        ({"input": 5, "total": 5}, prices(total="0.5"), {"total": 2_500_000_000_000}),
        (
            {"input": 5, "total": 7},
            prices(input="1", total="0.5"),
            {"input": 5_000_000_000_000, "total": 3_500_000_000_000},
        ),
        ({"input_cached_tokens": 5, "total": 5}, prices(input="1"), {}),
        ({"input": 5}, {}, {}),
        ({}, prices(input="1"), {}),
        ({"input": 0, "total": 0}, prices(input="1"), {"input": 0, "total": 0}),
        ({"input": 3}, prices(input="0.0000000000004"), {"input": 1, "total": 1}),  # less than a pico-dollar each
        ({"input": 2**53 - 1}, prices(input="1e300"), {"input": INT64_MAX, "total": INT64_MAX}),
    ],
)
def test_each_kind_costs_its_own_price(usage: dict[str, int], priced: dict[str, Decimal], cost: dict[str, int]) -> None:
    assert cost_of_usage(usage, in_pico_dollars(priced)) == cost


def test_only_parts_of_a_pico_dollar_stay_decimals() -> None:
    found = in_pico_dollars(prices(input="0.0000025", output="0.00000000000025"))
    assert (found, type(found["input"])) == ({"input": 2_500_000, "output": Decimal("0.25")}, int)


def test_a_project_s_own_model_comes_before_built_in_ones_then_the_latest_start() -> None:
    models = [
        model("built in", "m", built_in=True, start_ns=9),
        model("no start", "m"),
        model("early", "m", start_ns=1),
        model("late", "m", start_ns=2),
    ]
    assert [one.name for one in by_precedence(models)] == ["late", "early", "no start", "built in"]


def test_the_first_pattern_that_is_found_decides() -> None:
    models = [model("broken", "("), model("other", "^x$"), model("first", "gpt"), model("second", "gpt-4")]
    found = matching_model(models, "my-gpt-4")
    assert found is not None
    assert found.name == "first"
    assert matching_model(models, "claude") is None


@pytest.mark.parametrize(
    ("operator", "value", "holds"),
    [
        ("gt", "299", True), ("gt", "300", False), ("gte", "300", True), ("gte", "301", False),
        ("lt", "301", True), ("lt", "300", False), ("lte", "300", True), ("lte", "299.5", False),
        ("eq", "300", True), ("eq", "299", False), ("neq", "299", True), ("neq", "300", False),
    ],
)  # fmt: skip
def test_a_condition_on_usage_takes_all_kinds_together(operator: Comparison, value: str, holds: bool) -> None:
    condition = UsageCondition("input", operator, Decimal(value), case_sensitive=False)
    tiers = (tier("Standard"), tier("Large", 1, condition))
    usage = {"input": 100, "Input_cached": 200, "output": 5, "total": 305}
    found = chosen_tier(tiers, usage, {}, {})
    assert found is not None
    assert found.name == ("Large" if holds else "Standard")


def test_case_counts_when_it_is_told_to() -> None:
    condition = UsageCondition("Input", "gt", Decimal(0), case_sensitive=True)
    found = chosen_tier((tier("Standard"), tier("Large", 1, condition)), {"input": 5}, {}, {})
    assert found == tier("Standard")


def test_a_broken_pattern_never_holds() -> None:
    condition = UsageCondition("(", "gte", Decimal(0), case_sensitive=False)
    assert chosen_tier((tier("Standard"), tier("Large", 1, condition)), {"input": 5}, {}, {}) == tier("Standard")


@pytest.mark.parametrize(
    ("value", "wanted", "holds"),
    [
        ("flex", "flex", True), ("flex", "fast", False), (5, "5", True), (5.0, "5", True), (0.5, "0.5", True),
        (True, "true", True), (None, "None", False), (["flex"], "flex", False), ({}, "", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("source", ["model_parameters", "metadata"])
def test_a_condition_on_an_attribute_compares_texts(source: Any, value: Any, wanted: str, holds: bool) -> None:
    tiers = (tier("Standard"), tier("Special", 1, AttributeCondition(source, "tier", (wanted,))))
    said = {"tier": value}
    parameters, metadata = (said, {}) if source == "model_parameters" else ({}, said)
    found = chosen_tier(tiers, {"input": 1}, parameters, metadata)
    assert found is not None
    assert found.name == ("Special" if holds else "Standard")


def test_all_conditions_must_hold_and_the_lowest_priority_number_wins() -> None:
    many, few = (UsageCondition("i", "gt", Decimal(limit), case_sensitive=False) for limit in (100, 10))
    flex = AttributeCondition("model_parameters", "tier", ("flex",))
    tiers = (tier("Standard"), tier("both", 1, many, flex), tier("few", 2, few))
    assert chosen_tier(tiers, {"i": 200}, {"tier": "flex"}, {}) == tiers[1]
    assert chosen_tier(tiers, {"i": 200}, {}, {}) == tiers[2]


def test_without_usage_there_is_no_tier() -> None:
    assert chosen_tier((tier("Standard"),), {}, {}, {}) is None


def test_only_a_condition_on_metadata_reads_metadata() -> None:
    parameters, metadata = (AttributeCondition(source, "k", ("v",)) for source in ("model_parameters", "metadata"))
    assert not reads_metadata(model("m", "m", tiers=(tier("Standard"), tier("a", 1, parameters))))
    assert reads_metadata(model("m", "m", tiers=(tier("Standard"), tier("a", 1, metadata))))
