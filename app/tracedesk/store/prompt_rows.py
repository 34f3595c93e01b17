"""Rows of prompts as records: the one place that knows their columns."""

from typing import Any

import orjson
from peewee import Database

from tracedesk.records.prompt import PRODUCTION, Prompt, PromptReference
from tracedesk.store.database import rows

PROMPT_COLUMNS = """
    p.seq, p.prompt_id, p.name, p.version, p.type, p.prompt, p.config, p.commit_message, p.created_ns, p.updated_ns,
    (SELECT json_group_array(label) FROM (SELECT label FROM prompt_label WHERE prompt_seq = p.seq ORDER BY place)),
    (SELECT tags FROM prompt_tags t WHERE t.project_seq = p.project_seq AND t.name = p.name)
"""


def stored_prompt(project_id: str, row: tuple[Any, ...]) -> Prompt:
    """Read a row of ``PROMPT_COLUMNS``."""
    return Prompt(
        prompt_id=row[1],
        project_id=project_id,
        name=row[2],
        version=row[3],
        type=row[4],
        prompt=orjson.loads(row[5]),
        config=orjson.loads(row[6]),
        commit_message=row[7],
        created_ns=row[8],
        updated_ns=row[9],
        labels=tuple(orjson.loads(row[10])),
        tags=tuple(orjson.loads(row[11])) if row[11] is not None else (),
    )


def numbered_prompt(
    database: Database, project_id: str, project_seq: int, reference: PromptReference
) -> tuple[int, Prompt] | None:
    """Return a version with the number of its row; without version and label, the one that is in production."""
    select = f"SELECT {PROMPT_COLUMNS} FROM prompt p WHERE p.project_seq = ? AND p.name = ? AND"
    if reference.version is not None:
        found = rows(database, f"{select} p.version = ?", (project_seq, reference.name, reference.version))
    else:
        label = reference.label or PRODUCTION
        of_label = "SELECT prompt_seq FROM prompt_label WHERE project_seq = ? AND name = ? AND label = ?"
        found = rows(
            database,
            f"{select} p.seq = ({of_label})",
            (project_seq, reference.name, project_seq, reference.name, label),
        )
    return (found[0][0], stored_prompt(project_id, found[0])) if found else None
