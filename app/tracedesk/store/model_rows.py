"""Rows of models as records: the one place that knows their columns, and how tiers are written."""

from decimal import Decimal
from typing import Any

import orjson

from tracedesk.records.json import Json
from tracedesk.records.model import AttributeCondition, Condition, Model, PricingTier, UsageCondition

MODEL_COLUMNS = """
    model_id, name, match_pattern, start_ns, unit, tokenizer_id, tokenizer_config, tiers, created_ns
"""


def stored_model(row: tuple[Any, ...]) -> Model:
    """Read a row of ``MODEL_COLUMNS``."""
    return Model(
        model_id=row[0],
        name=row[1],
        match_pattern=row[2],
        start_ns=row[3],
        unit=row[4],
        tokenizer_id=row[5],
        tokenizer_config=None if row[6] is None else orjson.loads(row[6]),
        tiers=tiers_of(row[7]),
        created_ns=row[8],
        built_in=False,
    )


def tiers_of(text: str) -> tuple[PricingTier, ...]:
    """Undo ``tiers_text``."""
    return tuple(
        PricingTier(
            tier_id=tier["id"],
            name=tier["name"],
            priority=tier["priority"],
            conditions=tuple(_condition(one) for one in tier["conditions"]),
            prices={kind: Decimal(price) for kind, price in tier["prices"].items()},
        )
        for tier in orjson.loads(text)
    )


def tiers_text(tiers: tuple[PricingTier, ...]) -> str:
    """Return tiers as JSON text, by priority; prices are texts there, to stay exact."""
    shapes: list[Json] = [
        {
            "id": tier.tier_id,
            "name": tier.name,
            "priority": tier.priority,
            "conditions": [_condition_shape(one) for one in tier.conditions],
            "prices": {kind: str(price) for kind, price in tier.prices.items()},
        }
        for tier in sorted(tiers, key=lambda tier: tier.priority)
    ]
    return orjson.dumps(shapes).decode()


def _condition(shape: dict[str, Any]) -> Condition:
    if "source" in shape:
        return AttributeCondition(shape["source"], shape["key"], tuple(shape["values"]))
    return UsageCondition(shape["pattern"], shape["operator"], Decimal(shape["value"]), shape["case_sensitive"])


def _condition_shape(condition: Condition) -> Json:
    if isinstance(condition, AttributeCondition):
        return {"source": condition.source, "key": condition.key, "values": list(condition.values)}
    return {
        "pattern": condition.pattern,
        "operator": condition.operator,
        "value": str(condition.value),
        "case_sensitive": condition.case_sensitive,
    }
