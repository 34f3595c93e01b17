"""Models and their prices as Langfuse clients send and read them (wire protocol, 5.12, 6.7 and 7.2)."""

from decimal import Decimal
from math import isfinite
from typing import get_args

from tracedesk.analysis.patterns import Pattern, PatternError
from tracedesk.formats.fields import Fields
from tracedesk.formats.langfuse_api import JsonOut
from tracedesk.formats.times import format_time
from tracedesk.records.ids import new_id
from tracedesk.records.json import Json
from tracedesk.records.model import (
    AttributeCondition,
    AttributeSource,
    Comparison,
    Condition,
    Model,
    ModelDraft,
    ModelUnit,
    PricingTier,
    UsageCondition,
)

UNITS: tuple[ModelUnit, ...] = get_args(ModelUnit)
STANDARD = "Standard"  # the tier that flat prices make
MOST_TIERS = 50
MOST_PARTS = 200  # prices or conditions of a tier
TOKENIZERS = ("openai", "claude")
_OPERATORS: tuple[Comparison, ...] = get_args(Comparison)
_SOURCES: tuple[AttributeSource, ...] = get_args(AttributeSource)
_FLAT = {"inputPrice": "input", "outputPrice": "output", "totalPrice": "total"}


def read_model(fields: Fields) -> ModelDraft:
    """Read what a model should be.

    Raises:
        ValueError: a field is missing or wrong; the text names it.
    """
    flat = {kind: price for name, kind in _FLAT.items() if (price := _price(fields, name)) is not None}
    tiers, unit = _tiers(fields), fields.one_of("unit", UNITS)
    if unit is None:
        raise fields.error("unit", f"must be one of {', '.join(UNITS)}")
    if bool(flat) == bool(tiers):
        raise fields.error("pricingTiers", "or flat prices (inputPrice, outputPrice, totalPrice) are needed, not both")
    if "total" in flat and len(flat) > 1:
        raise fields.error("totalPrice", "excludes inputPrice and outputPrice")
    standard = PricingTier(tier_id=new_id(), name=STANDARD, priority=0, conditions=(), prices=flat)
    return ModelDraft(
        name=fields.required_text("modelName"),
        match_pattern=_pattern(fields),
        start_ns=fields.time_ns("startDate"),
        unit=unit,
        tokenizer_id=fields.one_of("tokenizerId", TOKENIZERS),
        tokenizer_config=fields.value("tokenizerConfig"),
        tiers=tiers or (standard,),
    )


def model(found: Model) -> JsonOut:
    prices = found.default_prices
    return {
        "id": found.model_id,
        "modelName": found.name,
        "matchPattern": found.match_pattern,
        "startDate": None if found.start_ns is None else format_time(found.start_ns),
        "unit": found.unit,
        **{name: float(prices[kind]) if kind in prices else None for name, kind in _FLAT.items()},
        "tokenizerId": found.tokenizer_id,
        "tokenizerConfig": found.tokenizer_config,
        "isLangfuseManaged": found.built_in,
        "createdAt": format_time(found.created_ns),
        "prices": {kind: {"price": float(price)} for kind, price in prices.items()},
        "pricingTiers": [_tier_shape(tier) for tier in found.tiers],
    }


def _tier_shape(tier: PricingTier) -> JsonOut:
    return {
        "id": tier.tier_id,
        "name": tier.name,
        "isDefault": tier.is_default,
        "priority": tier.priority,
        "conditions": [_condition_shape(condition) for condition in tier.conditions],
        "prices": {kind: float(price) for kind, price in tier.prices.items()},
    }


def _condition_shape(condition: Condition) -> JsonOut:
    if isinstance(condition, AttributeCondition):
        return {
            "source": condition.source,
            "key": condition.key,
            "operator": "in",
            "values": list(condition.values),
        }
    value = condition.value
    return {
        "usageDetailPattern": condition.pattern,
        "operator": condition.operator,
        "value": int(value) if value == value.to_integral_value() else float(value),
        "caseSensitive": condition.case_sensitive,
    }


def _tiers(fields: Fields) -> tuple[PricingTier, ...]:
    tiers = tuple(_tier(one) for one in fields.objects("pricingTiers", MOST_TIERS))
    if not tiers:
        return ()
    if sum(tier.is_default for tier in tiers) != 1:
        raise fields.error("pricingTiers", "must have exactly one default tier, of priority 0 and without conditions")
    for what, values in (("names", {tier.name for tier in tiers}), ("priorities", {tier.priority for tier in tiers})):
        if len(values) < len(tiers):
            raise fields.error("pricingTiers", f"must have different {what}")
    return tuple(sorted(tiers, key=lambda tier: tier.priority))


def _tier(fields: Fields) -> PricingTier:
    conditions = tuple(_condition(one) for one in fields.objects("conditions", MOST_PARTS))
    priority, is_default = fields.whole_number("priority"), fields.flag("isDefault") or False
    if priority is None or priority < 0:
        raise fields.error("priority", "must be a whole number from 0")
    if is_default != (priority == 0) or is_default == bool(conditions):
        raise fields.error("isDefault", "goes with priority 0 and no conditions, and every other tier needs conditions")
    return PricingTier(
        tier_id=new_id(),
        name=fields.required_text("name"),
        priority=priority,
        conditions=conditions,
        prices=_prices(fields),
    )


def _prices(fields: Fields) -> dict[str, Decimal]:
    listed = fields.object("prices")
    if listed is None or len(listed) > MOST_PARTS:
        raise fields.error("prices", f"must have 1 to {MOST_PARTS} prices by kind of usage")
    inner = Fields(listed, f"{fields.path}.prices")
    return {kind: price for kind in listed if (price := _price(inner, kind)) is not None}


def _condition(fields: Fields) -> Condition:
    source = fields.one_of("source", _SOURCES)
    if source is not None:
        if fields.text("operator") != "in":
            raise fields.error("operator", "must be in")
        values = fields.texts("values")
        if not values or len(values) > MOST_PARTS:
            raise fields.error("values", f"must be 1 to {MOST_PARTS} strings")
        return AttributeCondition(source, fields.required_text("key"), values)
    operator, value = fields.one_of("operator", _OPERATORS), _number(fields, "value")
    if operator is None or value is None:
        raise fields.error("operator", f"must be one of {', '.join(_OPERATORS)}, with a value")
    return UsageCondition(
        fields.required_text("usageDetailPattern"), operator, value, fields.flag("caseSensitive") or False
    )


def _pattern(fields: Fields) -> str:
    text = fields.required_text("matchPattern")
    try:
        Pattern(text)
    except PatternError as error:
        raise fields.error("matchPattern", str(error)) from None
    return text


def _price(fields: Fields, name: str) -> Decimal | None:
    price = _number(fields, name)
    if price is not None and price < 0:
        raise fields.error(name, "must not be negative")
    return price


def _number(fields: Fields, name: str) -> Decimal | None:
    """Return the decimal that JSON has there, not its nearest binary fraction."""
    value: Json = fields.any(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise fields.error(name, "must be a number")
    return Decimal(str(value))
