"""Models of a project together with the built-in ones."""

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ
from tracedesk.records.model import Model
from tracedesk.store.built_in_models import built_in_models
from tracedesk.store.database import rows
from tracedesk.store.model_rows import MODEL_COLUMNS, stored_model

_SELECT = f"SELECT {MODEL_COLUMNS} FROM model WHERE project_seq = {PROJECT_SEQ}"


def models_page(database: Database, project_id: str, *, limit: int, offset: int) -> tuple[list[Model], int]:
    """Return one page by name, a project's own before the built-in one of the same name, and the number of all."""
    own = [stored_model(row) for row in rows(database, f"{_SELECT} ORDER BY name", (project_id,))]
    every = sorted([*own, *built_in_models().values()], key=lambda model: (model.name, model.built_in))
    return every[offset : offset + limit], len(every)


def model_by_id(database: Database, project_id: str, model_id: str) -> Model | None:
    found = rows(database, f"{_SELECT} AND model_id = ?", (project_id, model_id))
    return stored_model(found[0]) if found else built_in_models().get(model_id)
