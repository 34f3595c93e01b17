"""Datasets: made and changed by their name."""

from collections.abc import Iterator

from tracedesk.analysis.json_schema import UnusableSchemaError, schema_faults
from tracedesk.records.dataset import Dataset, DatasetDraft
from tracedesk.records.ids import new_id
from tracedesk.records.json import Json, JsonObject
from tracedesk.store.database import execute
from tracedesk.store.dataset_rows import numbered_dataset, text_of, value_of
from tracedesk.store.edit import Edit, EditError

MOST_NAMED_ITEMS = 5


def save_dataset(edit: Edit, draft: DatasetDraft) -> Dataset:
    """Make a dataset, or change what the draft says of the one with its name.

    Raises:
        EditError: an item that is there does not fit a schema.
    """
    known = numbered_dataset(edit.database, edit.project_id, edit.project_seq, draft.name)
    if known is None:
        execute(
            edit.database,
            "INSERT INTO dataset (project_seq, dataset_id, name, created_ns, updated_ns) VALUES (?, ?, ?, ?, ?)",
            (edit.project_seq, new_id(), draft.name, edit.now_ns, edit.now_ns),
        )
    execute(
        edit.database,
        "UPDATE dataset SET description = coalesce(?, description), metadata = coalesce(?, metadata), "
        "input_schema = coalesce(?, input_schema), expected_output_schema = coalesce(?, expected_output_schema), "
        "updated_ns = ? WHERE project_seq = ? AND name = ?",
        (
            draft.description,
            text_of(draft.metadata),
            text_of(draft.input_schema),
            text_of(draft.expected_output_schema),
            edit.now_ns,
            edit.project_seq,
            draft.name,
        ),
    )
    saved = numbered_dataset(edit.database, edit.project_id, edit.project_seq, draft.name)
    assert saved is not None
    seq, dataset = saved
    if known is not None and (draft.input_schema, draft.expected_output_schema) != (None, None):
        _check_items(edit, seq, dataset)
    return dataset


def item_faults(dataset: Dataset, item_input: Json, expected_output: Json) -> list[str]:
    """Return what of an item does not fit the schemas of its dataset.

    Raises:
        EditError: a schema cannot be followed.
    """
    return [
        *_faults("input", dataset.input_schema, item_input),
        *_faults("expectedOutput", dataset.expected_output_schema, expected_output),
    ]


def _faults(field: str, schema: JsonObject | None, value: Json) -> Iterator[str]:
    if schema is None:
        return
    try:
        for fault in schema_faults(schema, value):
            yield f"{field} {fault}"
    except UnusableSchemaError as error:
        raise EditError(f"The dataset's {field}Schema cannot be used: {error}.") from None


def _check_items(edit: Edit, dataset_seq: int, dataset: Dataset) -> None:
    found: list[str] = []
    for item_id, item_input, expected_output in execute(
        edit.database,
        "SELECT item_id, input, expected_output FROM dataset_item WHERE dataset_seq = ? AND valid_to_ns IS NULL",
        (dataset_seq,),
    ):
        faults = item_faults(dataset, value_of(item_input), value_of(expected_output))
        if faults:
            found.append(f"{item_id}: {'; '.join(faults)}")
        if len(found) == MOST_NAMED_ITEMS:
            break
    if found:
        raise EditError(f"Items of the dataset do not fit the schemas. {' | '.join(found)}")
