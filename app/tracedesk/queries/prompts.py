"""Prompts: one version with what stands inside of it, and the list of names."""

from dataclasses import dataclass
from typing import Any

import orjson
from peewee import Database

from tracedesk.analysis.filter import Condition
from tracedesk.analysis.prompt_resolution import Resolution
from tracedesk.queries.conditions import PROJECT_SEQ, Conditions
from tracedesk.queries.filters import Column, Table, add_filter
from tracedesk.queries.snapshot import snapshot
from tracedesk.records.json import Json
from tracedesk.records.prompt import Prompt, PromptReference, PromptSummary
from tracedesk.store.database import rows
from tracedesk.store.prompt_rows import numbered_prompt

PROMPTS = Table(
    {
        "name": Column("p.name"),
        "version": Column("p.version", "number"),
        "type": Column("p.type"),
        "labels": Column("(SELECT json_group_array(label) FROM prompt_label WHERE prompt_seq = p.seq)", "list"),
        "tags": Column(
            "(SELECT tags FROM prompt_tags t WHERE t.project_seq = p.project_seq AND t.name = p.name)", "list"
        ),
        "createdAt": Column("p.created_ns", "time"),
        "updatedAt": Column("p.updated_ns", "time"),
    }
)
_SUMMARY = """
    SELECT p.version, p.type, p.config, p.updated_ns,
        (SELECT json_group_array(label) FROM (SELECT label FROM prompt_label WHERE prompt_seq = p.seq ORDER BY place)),
        (SELECT tags FROM prompt_tags t WHERE t.project_seq = p.project_seq AND t.name = p.name)
    FROM prompt p WHERE
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptSearch:
    """Which prompts a client asks for; None: no condition."""

    project_id: str
    name: str | None = None
    label: str | None = None
    tag: str | None = None
    version: int | None = None
    from_ns: int | None = None
    to_ns: int | None = None
    filter: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedPrompt:
    """A version with its references replaced. ``dependencies``: the prompts that stand directly in one, by its id."""

    prompt: Prompt
    resolved: Json
    dependencies: dict[str, list[Prompt]]


def prompt_version(database: Database, project_id: str, reference: PromptReference) -> Prompt | None:
    """Return a version; without number and label, the one that is in production."""
    seq = _project_seq(database, project_id)
    found = numbered_prompt(database, project_id, seq, reference) if seq is not None else None
    return None if found is None else found[1]


def resolved_prompt(database: Database, project_id: str, reference: PromptReference) -> ResolvedPrompt | None:
    """Return a version with the texts of all that it refers to.

    Raises:
        ResolutionError: that cannot be done (any more).
    """
    with snapshot(database):
        found = prompt_version(database, project_id, reference)
        if found is None:
            return None
        resolution = Resolution(lambda inner: prompt_version(database, project_id, inner))
        text = resolution.resolved(found.name, found.prompt_id, found.prompt)
    return ResolvedPrompt(found, text, resolution.dependencies)


def prompts_page(
    database: Database, search: PromptSearch, *, limit: int, offset: int
) -> tuple[list[PromptSummary], int]:
    """Return one page of names, in their order, with the versions of each that fit; and the number of all names."""
    conditions = _conditions(database, search)
    names = f"SELECT DISTINCT p.name FROM prompt p WHERE {conditions.where}"
    with snapshot(database):
        found = rows(database, f"{names} ORDER BY p.name LIMIT ? OFFSET ?", (*conditions.values, limit, offset))
        total = int(rows(database, f"SELECT count(*) FROM ({names})", conditions.values)[0][0])
        return [_summary(database, search, name) for (name,) in found], total


def _project_seq(database: Database, project_id: str) -> int | None:
    found = rows(database, "SELECT seq FROM project WHERE project_id = ?", (project_id,))
    return int(found[0][0]) if found else None


def _summary(database: Database, search: PromptSearch, name: str) -> PromptSummary:
    conditions = _conditions(database, search)
    conditions.add("p.name = ?", name)
    versions = rows(database, f"{_SUMMARY} {conditions.where} ORDER BY p.version", conditions.values)
    newest: tuple[Any, ...] = versions[-1]
    labels = [label for row in versions for label in orjson.loads(row[4])]
    return PromptSummary(
        name=name,
        type=newest[1],
        versions=tuple(row[0] for row in versions),
        labels=tuple(dict.fromkeys(labels)),
        tags=tuple(orjson.loads(newest[5])) if newest[5] is not None else (),
        last_updated_ns=max(row[3] for row in versions),
        last_config=orjson.loads(newest[2]),
    )


def _conditions(database: Database, search: PromptSearch) -> Conditions:
    conditions = Conditions()
    conditions.add(f"p.project_seq = {PROJECT_SEQ}", search.project_id)
    conditions.add_if("p.name = ?", search.name)
    conditions.add_if("p.version = ?", search.version)
    conditions.add_if("p.updated_ns >= ?", search.from_ns)
    conditions.add_if("p.updated_ns < ?", search.to_ns)
    conditions.add_if("EXISTS (SELECT 1 FROM prompt_label l WHERE l.prompt_seq = p.seq AND l.label = ?)", search.label)
    conditions.add_if(
        "EXISTS (SELECT 1 FROM prompt_tags t, json_each(t.tags) tag "
        "WHERE t.project_seq = p.project_seq AND t.name = p.name AND tag.value = ?)",
        search.tag,
    )
    add_filter(database, conditions, search.filter, PROMPTS)
    return conditions
