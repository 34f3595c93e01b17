"""The models that come with the program, from ``resources/prices.json``: public prices in dollars a million units.

Each bucket of a price list has several spellings, one for each way in which programs count it.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import orjson

from tracedesk.config.resources import resource
from tracedesk.records.model import Model, PricingTier, UsageCondition

STANDARD = "Standard"
LARGE_CONTEXT = "Large context"
_MILLION = 1_000_000


@cache
def built_in_models() -> Mapping[str, Model]:
    """Return the models by their ids."""
    listed = orjson.loads(resource("prices.json").read_bytes())
    spellings, since_ns = listed["spellings"], listed["since_ns"]
    return {entry["name"]: _model(entry, spellings, since_ns) for entry in listed["models"]}


def _model(entry: dict[str, Any], spellings: dict[str, list[str]], since_ns: int) -> Model:
    name = entry["name"]
    tiers = [PricingTier(
        tier_id=f"{name}:standard", name=STANDARD, priority=0, conditions=(),
        prices=_prices(entry["per_million"], spellings),
    )]  # fmt: skip
    if "above" in entry:
        above = UsageCondition("input", "gt", Decimal(entry["above"]["input_tokens"]), case_sensitive=False)
        tiers.append(PricingTier(
            tier_id=f"{name}:large-context", name=LARGE_CONTEXT, priority=1, conditions=(above,),
            prices=_prices(entry["above"]["per_million"], spellings),
        ))  # fmt: skip
    return Model(
        model_id=name,
        name=name,
        match_pattern=entry["pattern"],
        start_ns=None,
        unit="TOKENS",
        tokenizer_id=entry.get("tokenizer"),
        tokenizer_config=None,
        tiers=tuple(tiers),
        created_ns=since_ns,
        built_in=True,
    )


def _prices(per_million: dict[str, float], spellings: dict[str, list[str]]) -> dict[str, Decimal]:
    return {kind: Decimal(str(price)) / _MILLION for bucket, price in per_million.items() for kind in spellings[bucket]}
