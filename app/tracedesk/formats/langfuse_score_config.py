"""Score configs in Langfuse's public API, in and out (wire protocol, 4.5 and 6.8)."""

import math
import re
from typing import get_args

from tracedesk.analysis.score_rules import check_config
from tracedesk.formats.fields import Fields
from tracedesk.formats.langfuse_api import JsonOut
from tracedesk.formats.times import format_time
from tracedesk.records.score_config import Category, ConfigType, ScoreConfig, ScoreConfigChange, ScoreConfigDraft

CONFIG_TYPES: tuple[ConfigType, ...] = get_args(ConfigType)
LONGEST_NAME = 35
MOST_CATEGORIES = 1_000
_CHANGES = ("isArchived", "name", "categories", "minValue", "maxValue", "description")
_NAME = re.compile(rf"[A-Za-z0-9_.() -]{{1,{LONGEST_NAME}}}")


def read_config(fields: Fields) -> ScoreConfigDraft:
    """Read a new config.

    Raises:
        ValueError: a field is missing or wrong, as for all readers here.
    """
    draft = ScoreConfigDraft(
        name=_name(fields, fields.required_text("name")),
        data_type=fields.required_one_of("dataType", CONFIG_TYPES),
        min_value=_number(fields, "minValue"),
        max_value=_number(fields, "maxValue"),
        categories=_categories(fields),
        description=fields.text("description"),
    )
    check_config(draft.data_type, draft.min_value, draft.max_value, draft.categories)
    return draft


def read_change(fields: Fields) -> ScoreConfigChange:
    """Read what changes; whether the config can be so is up to what it is."""
    if all(fields.any(name) is None for name in _CHANGES):
        raise ValueError(f"{fields.path} must have at least one of {', '.join(_CHANGES)}")
    name = fields.text("name")
    return ScoreConfigChange(
        name=None if name is None else _name(fields, name),
        min_value=_number(fields, "minValue"),
        max_value=_number(fields, "maxValue"),
        categories=_categories(fields),
        description=fields.text("description"),
        is_archived=fields.flag("isArchived"),
    )


def score_config(found: ScoreConfig) -> JsonOut:
    categories = found.categories
    return {
        "id": found.config_id,
        "projectId": found.project_id,
        "name": found.name,
        "dataType": found.data_type,
        "isArchived": found.is_archived,
        "minValue": found.min_value,
        "maxValue": found.max_value,
        "categories": None if categories is None else [{"label": one.label, "value": one.value} for one in categories],
        "description": found.description,
        "createdAt": format_time(found.created_ns),
        "updatedAt": format_time(found.updated_ns),
    }


def _name(fields: Fields, name: str) -> str:
    if not _NAME.fullmatch(name):
        raise fields.error(
            "name", f"must have 1 to {LONGEST_NAME} letters, digits, spaces and signs of _ . ( ) and -, and no others"
        )
    return name


def _number(fields: Fields, name: str) -> float | None:
    value = fields.any(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise fields.error(name, "must be a number")
    return float(value)


def _categories(fields: Fields) -> tuple[Category, ...] | None:
    if fields.any("categories") is None:
        return None
    return tuple(_category(one) for one in fields.objects("categories", MOST_CATEGORIES))


def _category(fields: Fields) -> Category:
    value = _number(fields, "value")
    if value is None:
        raise fields.error("value", "is required")
    return Category(fields.required_text("label"), value)
