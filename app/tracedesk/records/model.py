"""Definitions of language models: which names they go by, and what their units cost.

Prices are dollars a unit as exact decimals: one may be less than a pico-dollar.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from tracedesk.records.json import Json

ModelUnit: TypeAlias = Literal["TOKENS", "CHARACTERS", "MILLISECONDS", "SECONDS", "REQUESTS", "IMAGES"]
Comparison: TypeAlias = Literal["gt", "gte", "lt", "lte", "eq", "neq"]
AttributeSource: TypeAlias = Literal["model_parameters", "metadata"]


@dataclass(frozen=True, slots=True)
class UsageCondition:
    """The units of all kinds whose name has ``pattern`` in it, taken together, compare with ``value`` as told."""

    pattern: str
    operator: Comparison
    value: Decimal
    case_sensitive: bool


@dataclass(frozen=True, slots=True)
class AttributeCondition:
    """The value of ``key`` at the top of ``source``, as text, is one of ``values``."""

    source: AttributeSource
    key: str
    values: tuple[str, ...]


Condition: TypeAlias = UsageCondition | AttributeCondition


@dataclass(frozen=True, slots=True, kw_only=True)
class PricingTier:
    """Prices by kind of usage, for the calls that all ``conditions`` hold for. The default tier has none."""

    tier_id: str
    name: str
    priority: int
    conditions: tuple[Condition, ...]
    prices: Mapping[str, Decimal]

    @property
    def is_default(self) -> bool:
        return self.priority == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelDraft:
    """What a client says of a model. Exactly one of ``tiers`` is the default."""

    name: str
    match_pattern: str
    start_ns: int | None
    unit: ModelUnit | None
    tokenizer_id: str | None
    tokenizer_config: Json
    tiers: tuple[PricingTier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A definition as it is stored; ``built_in``: it comes with the program."""

    model_id: str
    name: str
    match_pattern: str
    start_ns: int | None
    unit: ModelUnit | None
    tokenizer_id: str | None
    tokenizer_config: Json
    tiers: tuple[PricingTier, ...]  # the default first, then by priority
    created_ns: int
    built_in: bool

    @property
    def default_prices(self) -> Mapping[str, Decimal]:
        return self.tiers[0].prices
