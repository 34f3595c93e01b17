"""What an observation costs when it is stored, and what that does to totals and roll-ups."""

from decimal import Decimal
from typing import Any

import pytest

from store.known import hours, recount, recount_hours, totals
from store.test_merge_rules import step_after
from tracedesk.records.model import AttributeCondition, Model, ModelDraft, PricingTier
from tracedesk.records.trace import Observation
from tracedesk.records.units import pusd
from tracedesk.runtime import Runtime
from tracedesk.store.built_in_models import built_in_models
from tracedesk.store.database import rows
from tracedesk.store.models import create_model, delete_model, put_model
from tracedesk.store.price_list import price_list

USAGE = {"input": 1_000, "output": 100, "total": 1_100}
# gpt-4o: 2.5 and 10 dollars a million
COST = {"input": pusd("0.0025"), "output": pusd("0.001"), "total": pusd("0.0035")}


def draft(name: str = "own", pattern: str = "^own$", *more: PricingTier, **usd: str) -> ModelDraft:
    priced = {kind: Decimal(price) for kind, price in usd.items()}
    standard = PricingTier(tier_id=f"{name}-1", name="Standard", priority=0, conditions=(), prices=priced)
    return ModelDraft(
        name=name, match_pattern=pattern, start_ns=None, unit=None, tokenizer_id=None, tokenizer_config=None,
        tiers=(standard, *more),
    )  # fmt: skip


def put(runtime: Runtime, model_id: str, one: ModelDraft) -> Model:
    return runtime.writer.edit(runtime.project_id, lambda edit: put_model(edit, model_id, one)).result()


def consistent(runtime: Runtime) -> bool:
    return totals(runtime) == recount(runtime) and hours(runtime) == recount_hours(runtime)


def test_a_known_model_with_usage_has_a_cost(runtime: Runtime) -> None:
    step = step_after(runtime, {"start_ns": 5, "model": "openai/gpt-4o", "usage": USAGE})
    assert (step.cost, step.cost_total_pusd) == (COST, COST["total"])
    assert (step.model_id, step.tier_id, step.tier_name) == ("gpt-4o", "gpt-4o:standard", "Standard")
    assert (step.prices["input"], step.prices["output"]) == (Decimal("0.0000025"), Decimal("0.00001"))
    assert rows(runtime.database, "SELECT cost_pusd FROM trace") == [(COST["total"],)]
    assert consistent(runtime)


def test_a_cost_that_was_said_wins(runtime: Runtime) -> None:
    step = step_after(runtime, {"start_ns": 5, "model": "gpt-4o", "usage": USAGE, "cost": {"total": 7}})
    assert (step.cost, step.cost_total_pusd) == ({"total": 7}, 7)
    assert (step.model_id, step.tier_name) == ("gpt-4o", "Standard")


@pytest.mark.parametrize("model", [None, "nobody's", "gpt-4o-of-ours"])
def test_an_unknown_model_has_no_cost(runtime: Runtime, model: str | None) -> None:
    step = step_after(runtime, {"start_ns": 5, "model": model, "usage": USAGE})
    assert (step.cost, step.cost_total_pusd, step.model_id, step.tier_id) == ({}, None, None, None)
    assert step.prices == {}


def test_without_usage_the_model_is_known_and_its_tier_is_not(runtime: Runtime) -> None:
    step = step_after(runtime, {"start_ns": 5, "model": "gpt-4o"})
    assert (step.model_id, step.tier_id, step.cost, step.cost_total_pusd) == ("gpt-4o", None, {}, None)


def test_usage_of_other_kinds_than_the_prices_costs_nothing_known(runtime: Runtime) -> None:
    step = step_after(runtime, {"start_ns": 5, "model": "gpt-4o", "usage": {"tokens": 5, "total": 5}})
    assert (step.cost, step.cost_total_pusd, step.tier_name) == ({}, None, "Standard")


@pytest.mark.parametrize(
    "said",
    [
        ({"model": "gpt-4o", "start_ns": 5}, {"usage": USAGE}),
        ({"usage": USAGE, "start_ns": 5}, {"model": "gpt-4o"}),
        ({"model": "gpt-4o", "start_ns": 5, "usage": {"input": 9, "total": 9}}, {"usage": USAGE}),
        ({"model": "nobody's", "start_ns": 5, "usage": USAGE}, {"model": "gpt-4o"}),
        ({"model": "gpt-4o", "start_ns": 5, "usage": USAGE}, {"name": "later"}),
        ({"model": "gpt-4o", "start_ns": 5, "usage": USAGE, "cost": {"total": 7}}, {"cleared": frozenset({"cost"})}),
    ],
)
def test_the_cost_follows_what_is_said_later(runtime: Runtime, said: tuple[dict[str, Any], ...]) -> None:
    step = step_after(runtime, *said)
    assert (step.cost, step.cost_total_pusd, step.model_id) == (COST, COST["total"], "gpt-4o")
    assert consistent(runtime)


@pytest.mark.parametrize("later", [{"cost": {"total": 7}}, {"model": "nobody's"}, {"cleared": frozenset({"model"})}])
def test_a_computed_cost_goes_when_it_no_longer_holds(runtime: Runtime, later: dict[str, Any]) -> None:
    step = step_after(runtime, {"model": "gpt-4o", "start_ns": 5, "usage": USAGE}, later)
    assert step.cost == later.get("cost", {})
    assert consistent(runtime)


def test_a_new_price_holds_for_what_comes_after_it(runtime: Runtime) -> None:
    put(runtime, "m", draft(input="1"))
    first = step_after(runtime, {"start_ns": 5, "model": "own", "usage": {"input": 2, "total": 2}})
    put(runtime, "m", draft(input="3"))
    again = step_after(runtime)
    second = step_after(
        runtime, {"observation_id": "p", "start_ns": 5, "model": "own", "usage": {"input": 2, "total": 2}}
    )
    assert first.cost_total_pusd == again.cost_total_pusd == pusd(2)
    assert again.prices == {"input": Decimal(3)}  # as they are now
    assert second.observation_id == "o"
    assert rows(runtime.database, "SELECT cost_pusd FROM observation ORDER BY seq") == [(pusd(2),), (pusd(6),)]
    runtime.writer.edit(runtime.project_id, lambda edit: delete_model(edit, "m")).result()
    gone = step_after(runtime)
    assert (gone.cost_total_pusd, gone.model_id, gone.prices) == (pusd(2), "m", {})


def test_a_project_s_own_model_wins_over_the_built_in_one(runtime: Runtime) -> None:
    put(runtime, "m", draft("ours", "gpt-4o", total="0.5"))
    step = step_after(runtime, {"start_ns": 5, "model": "gpt-4o", "usage": USAGE})
    assert (step.cost, step.model_id) == ({"total": pusd(550)}, "m")


def test_models_belong_to_their_project(runtime: Runtime) -> None:
    made = runtime.writer.edit(runtime.project_id, lambda edit: create_model(edit, draft(input="1"))).result()
    assert made.model_id
    ((seq,),) = rows(runtime.database, "SELECT seq FROM project")
    usage = {"model": "own", "usage": {"input": 1}}
    assert price_list(runtime.database, seq).price(usage, {}).total_pusd == pusd(1)
    assert price_list(runtime.database, seq + 1).price(usage, {}).total_pusd is None


@pytest.mark.parametrize("source", ["model_parameters", "metadata"])
def test_a_tier_may_depend_on_what_the_call_says(runtime: Runtime, source: Any) -> None:
    flex = PricingTier(
        tier_id="f", name="Flex", priority=1, conditions=(AttributeCondition(source, "tier", ("flex",)),),
        prices={"input": Decimal("0.5")},
    )  # fmt: skip
    put(runtime, "m", draft("own", "^own$", flex, input="1"))
    call = {"start_ns": 5, "model": "own", "usage": {"input": 4, "total": 4}}
    step = step_after(runtime, call | {source: {"tier": "flex"}})
    assert (step.cost_total_pusd, step.tier_id, step.tier_name) == (pusd(2), "f", "Flex")
    other = step_after(runtime, {"said_ns": 9, source: {"tier": "fast"}})
    assert (other.cost_total_pusd, other.tier_name) == (pusd(4), "Standard")
    assert consistent(runtime)


def test_a_cost_joins_the_totals_of_its_new_trace_when_a_step_moves(runtime: Runtime) -> None:
    step_after(
        runtime,
        {"trace_id": None, "start_ns": 5, "model": "gpt-4o", "usage": USAGE},
        {"trace_id": "t2"},
    )
    assert rows(runtime.database, "SELECT trace_id, cost_pusd FROM trace") == [("t2", COST["total"])]
    assert consistent(runtime)


def test_several_in_one_commit_are_priced_alike(runtime: Runtime) -> None:
    whole = [
        Observation(observation_id=f"o{number}", said_ns=1, trace_id="t", start_ns=1, model="gpt-4o", usage=USAGE)
        for number in range(3)
    ]
    pieces = [
        Observation(observation_id="p", said_ns=1, trace_id="t", start_ns=1, model="gpt-4o"),
        Observation(observation_id="p", said_ns=2, trace_id="t", creation=False, usage=USAGE),
    ]
    runtime.writer.save(runtime.project_id, [*whole, *pieces]).result()
    columns = "model_id, tier_id, tier_name, computed_cost, cost_pusd, input_tokens, output_tokens, total_tokens"
    assert len(set(rows(runtime.database, f"SELECT {columns} FROM observation"))) == 1
    assert consistent(runtime)


def test_each_built_in_model_is_found_by_its_own_name_alone(runtime: Runtime) -> None:
    prices = price_list(runtime.database, 0)
    for name in built_in_models():
        assert prices.price({"model": name}, {}).columns[0] == name
        assert prices.price({"model": f"router/vendor/{name.upper()}"}, {}).columns[0] == name


@pytest.mark.parametrize(
    ("name", "model_id"),
    [
        ("gpt-4o-2024-08-06", "gpt-4o"),
        ("gpt-4o-mini-2024-07-18", "gpt-4o-mini"),
        ("gpt-3.5-turbo-0125", "gpt-3.5-turbo"),
        ("us.anthropic.claude-3-5-sonnet-20241022-v2:0", "claude-3-5-sonnet"),
        ("claude-sonnet-4@20250514", "claude-sonnet-4"),
        ("claude-opus-4-1-20250805", "claude-opus-4-1"),
        ("models/gemini-2.5-flash-preview-05-20", "gemini-2.5-flash"),
        ("gpt-4", "gpt-4"),
        ("gpt-4oh", None),
        ("text-embedding-3-small", "text-embedding-3-small"),
    ],
)
def test_built_in_models_go_by_the_names_of_their_vendors(runtime: Runtime, name: str, model_id: str | None) -> None:
    assert price_list(runtime.database, 0).price({"model": name}, {}).columns[0] == model_id


def test_a_large_context_costs_more(runtime: Runtime) -> None:
    prices = price_list(runtime.database, 0)
    small = prices.price({"model": "claude-sonnet-4", "usage": {"input": 200_000}}, {})
    large = prices.price({"model": "claude-sonnet-4", "usage": {"input": 150_000, "input_cache_read": 100_000}}, {})
    assert (small.columns[2], small.total_pusd) == ("Standard", pusd("0.6"))
    assert (large.columns[2], large.total_pusd) == ("Large context", pusd("0.96"))
