"""What a model call costs: the definition that its model's name matches, the tier, and the price of each kind of usage.

Source: Langfuse wire protocol, section 7. ``startDate`` orders definitions of one name and is not compared with the
time of the call, as Langfuse has it.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne

from tracedesk.analysis.patterns import usable_pattern
from tracedesk.records.json import Json
from tracedesk.records.model import AttributeCondition, Condition, Model, PricingTier, UsageCondition
from tracedesk.records.units import INT64_MAX, PUSD_PER_USD

_COMPARE = {"gt": gt, "gte": ge, "lt": lt, "lte": le, "eq": eq, "neq": ne}


def by_precedence(models: Iterable[Model]) -> list[Model]:
    """Return models in the order in which their patterns are tried: a project's own first, then the latest start."""
    return sorted(models, key=lambda model: (model.built_in, model.start_ns is None, -(model.start_ns or 0)))


def matching_model(models: Sequence[Model], name: str) -> Model | None:
    """Return the first model whose pattern is found in ``name``."""
    for model in models:
        pattern = usable_pattern(model.match_pattern, case_sensitive=True)
        if pattern is not None and pattern.found_in(name):
            return model
    return None


def chosen_tier(
    tiers: Sequence[PricingTier],
    usage: Mapping[str, int],
    parameters: Mapping[str, Json],
    metadata: Mapping[str, Json],
) -> PricingTier | None:
    """Return the first tier by priority whose conditions all hold, else the default; None: nothing was used."""
    if not usage:
        return None
    if len(tiers) == 1:
        return tiers[0]
    attributes = {"model_parameters": parameters, "metadata": metadata}
    default, *others = tiers
    for tier in others:
        if all(_holds(condition, usage, attributes) for condition in tier.conditions):
            return tier
    return default


def in_pico_dollars(prices: Mapping[str, Decimal]) -> dict[str, int | Decimal]:
    """Return prices in pico-dollars; nearly all are whole numbers of them, which are multiplied much faster."""
    scaled = {kind: price * PUSD_PER_USD for kind, price in prices.items()}
    return {kind: int(price) if price == price.to_integral_value() else price for kind, price in scaled.items()}


def cost_of_usage(usage: Mapping[str, int], prices: Mapping[str, int | Decimal]) -> dict[str, int]:
    """Return pico-dollars by kind, with a total; empty when no kind has a price of exactly its name.

    ``prices`` are pico-dollars a unit. A price of ``total`` decides the total; otherwise it is the sum of the kinds.
    """
    cost = {kind: _amount(prices[kind], units) for kind, units in usage.items() if kind in prices}
    if cost and "total" not in cost:
        cost["total"] = min(sum(cost.values()), INT64_MAX)
    return cost


def reads_metadata(model: Model) -> bool:
    """Whether choosing a tier takes the metadata of the call."""
    conditions = [condition for tier in model.tiers for condition in tier.conditions]
    return any(isinstance(one, AttributeCondition) and one.source == "metadata" for one in conditions)


def _amount(price: int | Decimal, units: int) -> int:
    amount = price * units
    return min(amount if isinstance(amount, int) else int(amount.to_integral_value()), INT64_MAX)


def _holds(condition: Condition, usage: Mapping[str, int], attributes: Mapping[str, Mapping[str, Json]]) -> bool:
    if isinstance(condition, AttributeCondition):
        return _text(attributes[condition.source].get(condition.key)) in condition.values
    return _usage_holds(condition, usage)


def _usage_holds(condition: UsageCondition, usage: Mapping[str, int]) -> bool:
    pattern = usable_pattern(condition.pattern, case_sensitive=condition.case_sensitive)
    if pattern is None:
        return False
    units = sum(count for kind, count in usage.items() if pattern.found_in(kind))
    return bool(_COMPARE[condition.operator](units, condition.value))


def _text(value: Json) -> str | None:
    """Return a plain value as JavaScript writes it; None: it is no plain value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else None
