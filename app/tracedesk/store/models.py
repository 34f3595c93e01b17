"""Edits of models: made, replaced and deleted. What was stored before keeps the cost that it had then."""

import orjson

from tracedesk.records.ids import new_id
from tracedesk.records.model import Model, ModelDraft
from tracedesk.store.built_in_models import built_in_models
from tracedesk.store.database import execute, rows
from tracedesk.store.edit import Edit, EditError, UnknownThingError
from tracedesk.store.model_rows import MODEL_COLUMNS, stored_model, tiers_text


def create_model(edit: Edit, draft: ModelDraft) -> Model:
    """Make a model.

    Raises:
        EditError: the project has one with this name.
    """
    return put_model(edit, new_id(), draft)


def put_model(edit: Edit, model_id: str, draft: ModelDraft) -> Model:
    """Make the model with this id, or put another in its place.

    Raises:
        EditError: another model of the project has this name, or the id is that of a built-in one.
    """
    if model_id in built_in_models():
        raise EditError(f"The model {model_id} comes with Tracedesk and cannot be replaced.")
    key = (edit.project_seq, model_id)
    namesake = "SELECT 1 FROM model WHERE project_seq = ? AND name = ? AND model_id <> ?"
    if rows(edit.database, namesake, (edit.project_seq, draft.name, model_id)):
        raise EditError(f"Model name '{draft.name}' already exists in project")
    config = None if draft.tokenizer_config is None else orjson.dumps(draft.tokenizer_config).decode()
    execute(
        edit.database,
        f"INSERT INTO model (project_seq, {MODEL_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (project_seq, model_id) DO UPDATE SET name = excluded.name, "
        "match_pattern = excluded.match_pattern, start_ns = excluded.start_ns, unit = excluded.unit, "
        "tokenizer_id = excluded.tokenizer_id, tokenizer_config = excluded.tokenizer_config, tiers = excluded.tiers",
        (
            *key, draft.name, draft.match_pattern, draft.start_ns, draft.unit, draft.tokenizer_id, config,
            tiers_text(draft.tiers), edit.now_ns,
        ),
    )  # fmt: skip
    saved = rows(edit.database, f"SELECT {MODEL_COLUMNS} FROM model WHERE project_seq = ? AND model_id = ?", key)
    return stored_model(saved[0])


def delete_model(edit: Edit, model_id: str) -> None:
    """Delete a model.

    Raises:
        UnknownThingError: the project has none with this id; built-in ones stay.
    """
    cursor = execute(
        edit.database, "DELETE FROM model WHERE project_seq = ? AND model_id = ?", (edit.project_seq, model_id)
    )
    if not cursor.rowcount:
        raise UnknownThingError(f"Model {model_id} not found within authorized project")
