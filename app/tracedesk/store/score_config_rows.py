"""Rows of score configs as records: the one place that knows their columns, and how categories are written."""

from typing import Any

import orjson

from tracedesk.records.score_config import Category, ScoreConfig

CONFIG_COLUMNS = """
    config_id, name, data_type, min_value, max_value, categories, description, is_archived, created_ns, updated_ns
"""


def stored_config(project_id: str, row: tuple[Any, ...]) -> ScoreConfig:
    """Read a row of ``CONFIG_COLUMNS``."""
    return ScoreConfig(
        config_id=row[0],
        project_id=project_id,
        name=row[1],
        data_type=row[2],
        min_value=row[3],
        max_value=row[4],
        categories=_categories_of(row[5]),
        description=row[6],
        is_archived=bool(row[7]),
        created_ns=row[8],
        updated_ns=row[9],
    )


def categories_text(categories: tuple[Category, ...] | None) -> str | None:
    """Return categories as JSON text."""
    return None if categories is None else orjson.dumps([[one.label, one.value] for one in categories]).decode()


def _categories_of(text: str | None) -> tuple[Category, ...] | None:
    return None if text is None else tuple(Category(label, value) for label, value in orjson.loads(text))
