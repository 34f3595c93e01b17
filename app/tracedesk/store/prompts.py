"""Prompts: versions are added, labels moved, and versions deleted that nothing refers to."""

from collections.abc import Iterable, Sequence

import orjson

from tracedesk.analysis.prompt_resolution import Resolution, ResolutionError
from tracedesk.analysis.prompt_text import references_in
from tracedesk.records.ids import new_id
from tracedesk.records.prompt import LATEST, PRODUCTION, Prompt, PromptDraft, PromptReference
from tracedesk.store.database import execute, executemany, rows
from tracedesk.store.edit import Edit, EditError, UnknownThingError
from tracedesk.store.prompt_rows import numbered_prompt


def not_found_text(reference: PromptReference) -> str:
    """Return the sentence that clients know."""
    if reference.version is not None:
        return f"Prompt not found: '{reference.name}' with version {reference.version}"
    return f"Prompt not found: '{reference.name}' with label '{reference.label or PRODUCTION}'"


def add_prompt(edit: Edit, draft: PromptDraft) -> Prompt:
    """Add a version to a prompt, or make its first one.

    Raises:
        EditError: it is of another type than the versions before, or a reference in it cannot be followed.
    """
    before = rows(
        edit.database,
        "SELECT version, type FROM prompt WHERE project_seq = ? AND name = ? ORDER BY version DESC LIMIT 1",
        (edit.project_seq, draft.name),
    )
    if before and before[0][1] != draft.type:
        raise EditError("Previous versions have different prompt type. Create a new prompt with a different name.")
    _check_references(edit, draft)
    version = before[0][0] + 1 if before else 1
    row = execute(
        edit.database,
        "INSERT INTO prompt (project_seq, prompt_id, name, version, type, prompt, config, commit_message, created_ns, "
        "updated_ns) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            edit.project_seq, new_id(), draft.name, version, draft.type, orjson.dumps(draft.prompt).decode(),
            orjson.dumps(draft.config).decode(), draft.commit_message, edit.now_ns, edit.now_ns,
        ),
    )  # fmt: skip
    assert row.lastrowid is not None
    executemany(
        edit.database,
        "INSERT INTO prompt_reference (prompt_seq, project_seq, name, version, label) VALUES (?, ?, ?, ?, ?)",
        [(row.lastrowid, edit.project_seq, one.name, one.version, one.label) for one in references_in(draft.prompt)],
    )
    _move_labels(edit, draft.name, row.lastrowid, dict.fromkeys((*draft.labels, LATEST)))
    if draft.tags is not None:
        execute(
            edit.database,
            "INSERT OR REPLACE INTO prompt_tags (project_seq, name, tags) VALUES (?, ?, ?)",
            (edit.project_seq, draft.name, orjson.dumps(list(dict.fromkeys(draft.tags))).decode()),
        )
    return _one(edit, PromptReference(draft.name, version, None))[1]


def add_labels(edit: Edit, name: str, version: int, labels: Sequence[str]) -> Prompt:
    """Give labels to a version, which takes them from others; the labels that it has stay.

    Raises:
        UnknownThingError: there is no such version.
    """
    reference = PromptReference(name, version, None)
    seq, known = _one(edit, reference)
    _move_labels(edit, name, seq, [label for label in dict.fromkeys(labels) if label not in known.labels])
    execute(edit.database, "UPDATE prompt SET updated_ns = ? WHERE seq = ?", (edit.now_ns, seq))
    return _one(edit, reference)[1]


def delete_prompt(edit: Edit, name: str, version: int | None, label: str | None) -> None:
    """Delete all versions of a prompt, or the one of a number or label.

    Raises:
        UnknownThingError: there is none.
        EditError: another prompt refers to what should be deleted.
    """
    if version is None and label is None:
        found = rows(
            edit.database, "SELECT seq FROM prompt WHERE project_seq = ? AND name = ?", (edit.project_seq, name)
        )
        if not found:
            raise UnknownThingError(f"Prompt not found: '{name}'")
        doomed = [row[0] for row in found]
    else:
        doomed = [_one(edit, PromptReference(name, version, label))[0]]
    _check_free(edit, name, doomed)
    executemany(edit.database, "DELETE FROM prompt WHERE seq = ?", [(seq,) for seq in doomed])
    left = rows(
        edit.database,
        "SELECT seq FROM prompt WHERE project_seq = ? AND name = ? ORDER BY version DESC LIMIT 1",
        (edit.project_seq, name),
    )
    if left:
        _move_labels(edit, name, left[0][0], [LATEST])
    else:
        key = (edit.project_seq, name)
        execute(edit.database, "DELETE FROM prompt_tags WHERE project_seq = ? AND name = ?", key)


def _one(edit: Edit, reference: PromptReference) -> tuple[int, Prompt]:
    found = numbered_prompt(edit.database, edit.project_id, edit.project_seq, reference)
    if found is None:
        raise UnknownThingError(not_found_text(reference))
    return found


def _check_references(edit: Edit, draft: PromptDraft) -> None:
    def find(reference: PromptReference) -> Prompt | None:
        found = numbered_prompt(edit.database, edit.project_id, edit.project_seq, reference)
        return None if found is None else found[1]

    try:
        Resolution(find).resolved(draft.name, "", draft.prompt)
    except ResolutionError as error:
        raise EditError(str(error)) from None


def _move_labels(edit: Edit, name: str, prompt_seq: int, labels: Iterable[str]) -> None:
    for label in labels:
        key = (edit.project_seq, name, label)
        execute(
            edit.database,
            "UPDATE prompt SET updated_ns = ? WHERE seq = "
            "(SELECT prompt_seq FROM prompt_label WHERE project_seq = ? AND name = ? AND label = ?)",
            (edit.now_ns, *key),
        )
        execute(edit.database, "DELETE FROM prompt_label WHERE project_seq = ? AND name = ? AND label = ?", key)
        execute(
            edit.database,
            "INSERT INTO prompt_label (project_seq, name, label, prompt_seq) VALUES (?, ?, ?, ?)",
            (*key, prompt_seq),
        )


_DEPENDENT = """
    SELECT p.name, p.version, r.version, r.label FROM prompt_reference r JOIN prompt p ON p.seq = r.prompt_seq
    WHERE r.project_seq = ? AND r.name = ? AND coalesce(
        (SELECT seq FROM prompt d WHERE d.project_seq = r.project_seq AND d.name = r.name AND d.version = r.version),
        (SELECT prompt_seq FROM prompt_label l
            WHERE l.project_seq = r.project_seq AND l.name = r.name AND l.label = r.label)
    ) = ?
"""


def _check_free(edit: Edit, name: str, doomed: Sequence[int]) -> None:
    """Refuse to delete what others refer to; versions of one prompt never refer to each other."""
    for seq in doomed:
        for user, user_version, version, label in rows(edit.database, _DEPENDENT, (edit.project_seq, name, seq)):
            raise EditError(
                f"{PromptReference(name, version, label)} cannot be deleted: prompt {user} version {user_version} "
                "depends on it."
            )
