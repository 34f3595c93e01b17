"""Runs of datasets: made with their first item, by their name."""

from tracedesk.records.dataset import DatasetRun, RunItem, RunItemDraft
from tracedesk.records.ids import new_id
from tracedesk.store.database import execute, rows
from tracedesk.store.dataset_items import NO_ITEM
from tracedesk.store.dataset_rows import IN_USE, IN_USE_THEN, RUN_COLUMNS, stored_run, text_of, then
from tracedesk.store.edit import Edit, UnknownThingError

NO_RUN = "Dataset run not found"


def add_run_item(edit: Edit, draft: RunItemDraft) -> RunItem:
    """Note what was done for an item; its run is made by the first one, which alone tells what the run is.

    Raises:
        UnknownThingError: there is no such item in use, or an observation that is alone in telling its trace.
    """
    dataset_seq = _dataset_of(edit, draft)
    run_seq, run = _run(edit, dataset_seq, draft)
    item = RunItem(
        run_item_id=new_id(),
        run_id=run.run_id,
        run_name=run.name,
        item_id=draft.item_id,
        trace_id=draft.trace_id or _trace_of(edit, draft.observation_id),
        observation_id=draft.observation_id,
        created_ns=edit.now_ns if draft.created_ns is None else draft.created_ns,
        updated_ns=edit.now_ns,
    )
    execute(
        edit.database,
        "INSERT INTO dataset_run_item (run_seq, run_item_id, item_id, trace_id, observation_id, created_ns, "
        "updated_ns) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (run_seq, item.run_item_id, item.item_id, item.trace_id, item.observation_id, item.created_ns, edit.now_ns),
    )
    return item


def delete_run(edit: Edit, run_id: str) -> None:
    """Delete a run with its items.

    Raises:
        UnknownThingError: there is none.
    """
    deleted = execute(
        edit.database, "DELETE FROM dataset_run WHERE project_seq = ? AND run_id = ?", (edit.project_seq, run_id)
    )
    if not deleted.rowcount:
        raise UnknownThingError(NO_RUN)


def _dataset_of(edit: Edit, draft: RunItemDraft) -> int:
    """Return the number of the dataset that has the item in use, now or at the moment that the run is about."""
    in_use, moment = (IN_USE, ()) if draft.item_at_ns is None else (IN_USE_THEN, then(draft.item_at_ns))
    found = rows(
        edit.database,
        f"SELECT i.dataset_seq FROM dataset_item i WHERE i.project_seq = ? AND i.item_id = ? AND {in_use}",
        (edit.project_seq, draft.item_id, *moment),
    )
    if not found:
        raise UnknownThingError(NO_ITEM)
    return int(found[0][0])


def _run(edit: Edit, dataset_seq: int, draft: RunItemDraft) -> tuple[int, DatasetRun]:
    created_ns = edit.now_ns if draft.created_ns is None else draft.created_ns
    execute(
        edit.database,
        "INSERT INTO dataset_run (project_seq, dataset_seq, run_id, name, description, metadata, created_ns, "
        "updated_ns) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (dataset_seq, name) DO NOTHING",
        (
            edit.project_seq,
            dataset_seq,
            new_id(),
            draft.run_name,
            draft.run_description,
            text_of(draft.run_metadata),
            created_ns,
            edit.now_ns,
        ),
    )
    [row] = rows(
        edit.database,
        f"SELECT u.seq, {RUN_COLUMNS} FROM dataset_run u JOIN dataset d ON d.seq = u.dataset_seq "
        "WHERE u.dataset_seq = ? AND u.name = ?",
        (dataset_seq, draft.run_name),
    )
    return row[0], stored_run(row[1:])


def _trace_of(edit: Edit, observation_id: str | None) -> str:
    found = rows(
        edit.database,
        "SELECT t.trace_id FROM observation o JOIN trace t ON t.seq = o.trace_seq "
        "WHERE o.project_seq = ? AND o.observation_id = ? ORDER BY o.seq DESC LIMIT 1",
        (edit.project_seq, observation_id),
    )
    if not found:
        raise UnknownThingError(f"Observation {observation_id} not found")
    return str(found[0][0])
