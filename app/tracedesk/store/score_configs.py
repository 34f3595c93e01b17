"""Edits of score configs. A score that was given under one keeps what it says when the config changes."""

from dataclasses import replace

from tracedesk.analysis.score_rules import check_config
from tracedesk.records.ids import new_id
from tracedesk.records.score_config import TRUTHS, ScoreConfig, ScoreConfigChange, ScoreConfigDraft
from tracedesk.store.database import execute, rows
from tracedesk.store.edit import Edit, EditError, UnknownThingError
from tracedesk.store.score_config_rows import CONFIG_COLUMNS, categories_text, stored_config

NO_CONFIG = "Score config not found within authorized project"


def create_score_config(edit: Edit, draft: ScoreConfigDraft) -> ScoreConfig:
    """Make a config from a draft that is sound; a BOOLEAN one gets its categories here."""
    made = ScoreConfig(
        config_id=new_id(),
        project_id=edit.project_id,
        name=draft.name,
        data_type=draft.data_type,
        min_value=draft.min_value,
        max_value=draft.max_value,
        categories=TRUTHS if draft.data_type == "BOOLEAN" else draft.categories,
        description=draft.description,
        is_archived=False,
        created_ns=edit.now_ns,
        updated_ns=edit.now_ns,
    )
    _save(edit, made)
    return made


def change_score_config(edit: Edit, config_id: str, change: ScoreConfigChange) -> ScoreConfig:
    """Change what is named of a config.

    Raises:
        UnknownThingError: there is none with this id.
        EditError: a config of its type cannot be so.
    """
    sql = f"SELECT {CONFIG_COLUMNS} FROM score_config WHERE project_seq = ? AND config_id = ?"
    found = rows(edit.database, sql, (edit.project_seq, config_id))
    if not found:
        raise UnknownThingError(NO_CONFIG)
    known = stored_config(edit.project_id, found[0])
    changed = replace(
        known,
        name=known.name if change.name is None else change.name,
        min_value=known.min_value if change.min_value is None else change.min_value,
        max_value=known.max_value if change.max_value is None else change.max_value,
        categories=known.categories if change.categories is None else change.categories,
        description=known.description if change.description is None else change.description,
        is_archived=known.is_archived if change.is_archived is None else change.is_archived,
        updated_ns=edit.now_ns,
    )
    given = change.categories if known.data_type == "BOOLEAN" else changed.categories
    try:
        check_config(changed.data_type, changed.min_value, changed.max_value, given)
    except ValueError as error:
        raise EditError(f"The score config cannot be changed so: {error}.") from None
    _save(edit, changed)
    return changed


def _save(edit: Edit, config: ScoreConfig) -> None:
    execute(
        edit.database,
        f"INSERT INTO score_config (project_seq, {CONFIG_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (project_seq, config_id) DO UPDATE SET name = excluded.name, min_value = excluded.min_value, "
        "max_value = excluded.max_value, categories = excluded.categories, description = excluded.description, "
        "is_archived = excluded.is_archived, updated_ns = excluded.updated_ns",
        (
            edit.project_seq, config.config_id, config.name, config.data_type, config.min_value, config.max_value,
            categories_text(config.categories), config.description, config.is_archived, config.created_ns,
            config.updated_ns,
        ),
    )  # fmt: skip
