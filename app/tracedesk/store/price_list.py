"""What the definitions of models make of observations when they are stored: their model, tier and cost."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

import orjson
from peewee import Database

from tracedesk.analysis.cost import (
    by_precedence,
    chosen_tier,
    cost_of_usage,
    in_pico_dollars,
    matching_model,
    reads_metadata,
)
from tracedesk.records.json import Json
from tracedesk.records.model import Model
from tracedesk.store.built_in_models import built_in_models
from tracedesk.store.companion import Companion
from tracedesk.store.database import rows
from tracedesk.store.model_rows import MODEL_COLUMNS, stored_model
from tracedesk.store.totals import Share
from tracedesk.store.whole import FIELDS, Whole

MOST_NAMES = 4_096
PRICED = ("model_id", "tier_id", "tier_name", "computed_cost")  # columns of the observation
_USAGE, _COST, _PARAMETERS = (FIELDS.index(name) for name in ("usage", "cost", "model_parameters"))


class Priced(NamedTuple):
    """``columns`` are those of ``PRICED``: the cost is JSON text, and None where one was said, or none is known."""

    columns: tuple[str | None, str | None, str | None, str | None]
    total_pusd: int | None


NOT_PRICED = Priced((None, None, None, None), None)


class PriceList:
    """The models that a project knows."""

    def __init__(self, models: Sequence[Model]) -> None:
        ordered = by_precedence(models)
        self._model_of = lru_cache(MOST_NAMES)(partial(matching_model, ordered))
        self._prices = {tier.tier_id: in_pico_dollars(tier.prices) for model in models for tier in model.tiers}
        self._by_metadata = {model.model_id for model in models if reads_metadata(model)}

    def reads_metadata(self, model_name: str | None) -> bool:
        """Whether what a call of this model costs depends on its metadata."""
        if not self._by_metadata or model_name is None:
            return False
        model = self._model_of(model_name)
        return model is not None and model.model_id in self._by_metadata

    def price(self, values: Mapping[str, Any], metadata: Mapping[str, Json]) -> Priced:
        """Return what the list makes of an observation with the fields ``values``."""
        name = values.get("model")
        model = self._model_of(name) if name else None
        if model is None:
            return NOT_PRICED
        return self._priced(
            model, values.get("usage") or {}, bool(values.get("cost")), values.get("model_parameters") or {}, metadata
        )

    def price_whole(self, one: Whole) -> tuple[Share, Priced]:
        """Return the share of an observation with its cost, where none was said, and what the list makes of it."""
        share = one.share
        model = self._model_of(share.model) if share.model else None
        if model is None:
            return share, NOT_PRICED
        fields = one.fields
        parameters = _read(fields[_PARAMETERS]) if len(model.tiers) > 1 else {}
        priced = self._priced(model, _read(fields[_USAGE]), fields[_COST] not in (None, "{}"), parameters, {})
        if priced.total_pusd is not None:
            share = Share._make((*share[:-1], (*share.sums[:-1], priced.total_pusd)))
        return share, priced

    def _priced(
        self,
        model: Model,
        usage: Mapping[str, int],
        cost_said: bool,
        parameters: Mapping[str, Json],
        metadata: Mapping[str, Json],
    ) -> Priced:
        tier = chosen_tier(model.tiers, usage, parameters, metadata)
        if tier is None:
            return Priced((model.model_id, None, None, None), None)
        cost = {} if cost_said else cost_of_usage(usage, self._prices[tier.tier_id])
        text = orjson.dumps(cost).decode() if cost else None
        return Priced((model.model_id, tier.tier_id, tier.name, text), cost.get("total"))


def _read(text: object) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(text) if isinstance(text, str) else {}
    return found


class _PriceLists:
    """The price lists of one database; models are seldom changed, and a list knows which names it has looked up."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[int, tuple[list[tuple[Any, ...]], PriceList]] = {}

    def of(self, project_seq: int) -> PriceList:
        found = rows(
            self._database, f"SELECT {MODEL_COLUMNS} FROM model WHERE project_seq = ? ORDER BY seq", (project_seq,)
        )
        known = self._known.get(project_seq)
        if known is None or known[0] != found:
            models = [*map(stored_model, found), *built_in_models().values()]
            known = self._known[project_seq] = found, PriceList(models)
        return known[1]


_lists_of = Companion(_PriceLists).of


def price_list(database: Database, project_seq: int) -> PriceList:
    """Return the models of a project as they are in the open transaction; for the thread that writes."""
    return _lists_of(database).of(project_seq)
