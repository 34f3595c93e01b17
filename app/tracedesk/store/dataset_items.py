"""Items of datasets: each change is a new version, and the ones before it stay."""

from dataclasses import replace

from tracedesk.records.dataset import Dataset, DatasetItem, ItemDraft
from tracedesk.records.ids import new_id
from tracedesk.store.database import execute, rows
from tracedesk.store.dataset_rows import ITEM_COLUMNS, numbered_dataset, stored_item, text_of
from tracedesk.store.datasets import item_faults
from tracedesk.store.edit import Edit, EditError, UnknownThingError
from tracedesk.store.media import link_item_media

NO_ITEM = "Dataset item not found"
_CHANGEABLE = ("status", "input", "expected_output", "metadata", "source_trace_id", "source_observation_id")


def save_item(edit: Edit, draft: ItemDraft) -> DatasetItem:
    """Make an item, or a new version of the one with the draft's id; what the draft does not say stays as it was.

    Raises:
        UnknownThingError: there is no such dataset, or the item belongs to another one.
        EditError: the item does not fit the schemas of its dataset.
    """
    found = numbered_dataset(edit.database, edit.project_id, edit.project_seq, draft.dataset_name)
    if found is None:
        raise UnknownThingError(f"Dataset {draft.dataset_name} not found")
    dataset_seq, dataset = found
    known = None if draft.item_id is None else _as_it_is(edit, draft.item_id)
    if known is None:
        item = _blank(dataset, draft.item_id or new_id(), edit.now_ns)
    elif known.dataset_id != dataset.dataset_id:
        raise UnknownThingError(f"Dataset item {known.item_id} not found in dataset {dataset.name}")
    else:  # two versions of one moment would hide the first
        item = replace(known, valid_from_ns=max(edit.now_ns, known.valid_from_ns + 1))
    told = {name: value for name in _CHANGEABLE if (value := getattr(draft, name)) is not None}
    item = replace(item, **told)
    faults = item_faults(dataset, item.input, item.expected_output)
    if faults:
        raise EditError(f"The item does not fit the schemas of its dataset. {'; '.join(faults)}")
    if known is not None:
        _end_version(edit, known, item.valid_from_ns)
    _insert(edit, dataset_seq, item)
    link_item_media(edit, item)
    return item


def delete_item(edit: Edit, item_id: str) -> None:
    """Delete an item; its versions can still be read as of their time.

    Raises:
        UnknownThingError: there is none.
    """
    known = _as_it_is(edit, item_id)
    if known is None:
        raise UnknownThingError(NO_ITEM)
    _end_version(edit, known, max(edit.now_ns, known.valid_from_ns + 1))


def _blank(dataset: Dataset, item_id: str, now_ns: int) -> DatasetItem:
    return DatasetItem(
        item_id=item_id,
        dataset_id=dataset.dataset_id,
        dataset_name=dataset.name,
        status="ACTIVE",
        input=None,
        expected_output=None,
        metadata=None,
        source_trace_id=None,
        source_observation_id=None,
        created_ns=now_ns,
        valid_from_ns=now_ns,
    )


def _as_it_is(edit: Edit, item_id: str) -> DatasetItem | None:
    found = rows(
        edit.database,
        f"SELECT {ITEM_COLUMNS} FROM dataset_item i JOIN dataset d ON d.seq = i.dataset_seq "
        "WHERE i.project_seq = ? AND i.item_id = ? AND i.valid_to_ns IS NULL",
        (edit.project_seq, item_id),
    )
    return stored_item(found[0]) if found else None


def _end_version(edit: Edit, known: DatasetItem, now_ns: int) -> None:
    execute(
        edit.database,
        "UPDATE dataset_item SET valid_to_ns = ? WHERE project_seq = ? AND item_id = ? AND valid_to_ns IS NULL",
        (now_ns, edit.project_seq, known.item_id),
    )


def _insert(edit: Edit, dataset_seq: int, item: DatasetItem) -> None:
    execute(
        edit.database,
        "INSERT INTO dataset_item (project_seq, dataset_seq, item_id, status, input, expected_output, metadata, "
        "source_trace_id, source_observation_id, created_ns, valid_from_ns) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            edit.project_seq,
            dataset_seq,
            item.item_id,
            item.status,
            text_of(item.input),
            text_of(item.expected_output),
            text_of(item.metadata),
            item.source_trace_id,
            item.source_observation_id,
            item.created_ns,
            item.valid_from_ns,
        ),
    )
