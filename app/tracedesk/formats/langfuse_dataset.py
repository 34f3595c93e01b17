"""Datasets, their items and runs as Langfuse clients send and read them (wire protocol, 5.7 to 5.9 and 6.5)."""

from collections.abc import Sequence

from tracedesk.analysis.json_schema import UnusableSchemaError, check_schema
from tracedesk.formats.fields import Fields
from tracedesk.formats.langfuse_api import JsonOut
from tracedesk.formats.times import format_time
from tracedesk.records.dataset import (
    Dataset,
    DatasetDraft,
    DatasetItem,
    DatasetRun,
    ItemDraft,
    ItemStatus,
    RunItem,
    RunItemDraft,
)
from tracedesk.records.json import JsonObject

STATUSES: tuple[ItemStatus, ...] = ("ACTIVE", "ARCHIVED")
LONGEST_ITEM_ID = 255
_RUN_ITEM_KEYS = frozenset(
    {
        "runName", "runDescription", "metadata", "datasetItemId", "traceId", "observationId", "datasetVersion",
        "createdAt",
    }
)  # fmt: skip


def read_dataset(fields: Fields) -> DatasetDraft:
    """Read what a dataset should be.

    Raises:
        ValueError: a field is missing or wrong; the text names it. So do the other readers here.
    """
    name = fields.required_text("name")
    if name.startswith("/") or name.endswith("/") or "//" in name:
        raise fields.error("name", "must not begin or end with a slash, or have two in a row")
    return DatasetDraft(
        name=name,
        description=fields.text("description"),
        metadata=fields.value("metadata"),
        input_schema=_schema(fields, "inputSchema"),
        expected_output_schema=_schema(fields, "expectedOutputSchema"),
    )


def read_item(fields: Fields) -> ItemDraft:
    item_id = fields.text("id", LONGEST_ITEM_ID)
    if item_id == "":
        raise fields.error("id", f"must have 1 to {LONGEST_ITEM_ID} characters")
    return ItemDraft(
        dataset_name=fields.required_text("datasetName"),
        item_id=item_id,
        status=fields.one_of("status", STATUSES),
        input=fields.value("input"),
        expected_output=fields.value("expectedOutput"),
        metadata=fields.value("metadata"),
        source_trace_id=fields.identifier("sourceTraceId"),
        source_observation_id=fields.identifier("sourceObservationId"),
    )


def read_run_item(fields: Fields) -> RunItemDraft:
    fields.refuse_others(_RUN_ITEM_KEYS)
    trace_id, observation_id = fields.identifier("traceId"), fields.identifier("observationId")
    if trace_id is None and observation_id is None:
        raise fields.error("traceId", "or observationId is required")
    version_ns = fields.time_ns("datasetVersion")
    metadata = fields.metadata()
    if version_ns is not None:
        metadata = {**(metadata or {}), "dataset_version": format_time(version_ns)}
    return RunItemDraft(
        run_name=fields.required_text("runName"),
        item_id=fields.required_identifier("datasetItemId"),
        run_description=fields.text("runDescription"),
        run_metadata=metadata,
        trace_id=trace_id,
        observation_id=observation_id,
        item_at_ns=version_ns,
        created_ns=fields.time_ns("createdAt"),
    )


def dataset(found: Dataset) -> JsonOut:
    return {
        "id": found.dataset_id,
        "projectId": found.project_id,
        "name": found.name,
        "description": found.description,
        "metadata": found.metadata,
        "inputSchema": found.input_schema,
        "expectedOutputSchema": found.expected_output_schema,
        "createdAt": format_time(found.created_ns),
        "updatedAt": format_time(found.updated_ns),
    }


def item(found: DatasetItem, media_references: Sequence[JsonOut]) -> JsonOut:
    return {
        "id": found.item_id,
        "status": found.status,
        "input": found.input,
        "expectedOutput": found.expected_output,
        "metadata": found.metadata,
        "sourceTraceId": found.source_trace_id,
        "sourceObservationId": found.source_observation_id,
        "datasetId": found.dataset_id,
        "datasetName": found.dataset_name,
        "createdAt": format_time(found.created_ns),
        "updatedAt": format_time(found.valid_from_ns),
        "version": format_time(found.valid_from_ns),
        "mediaReferences": media_references,
    }


def run(found: DatasetRun) -> JsonOut:
    return {
        "id": found.run_id,
        "name": found.name,
        "description": found.description,
        "metadata": found.metadata,
        "datasetId": found.dataset_id,
        "datasetName": found.dataset_name,
        "createdAt": format_time(found.created_ns),
        "updatedAt": format_time(found.updated_ns),
    }


def run_item(found: RunItem) -> JsonOut:
    return {
        "id": found.run_item_id,
        "datasetRunId": found.run_id,
        "datasetRunName": found.run_name,
        "datasetItemId": found.item_id,
        "traceId": found.trace_id,
        "observationId": found.observation_id,
        "createdAt": format_time(found.created_ns),
        "updatedAt": format_time(found.updated_ns),
    }


def _schema(fields: Fields, name: str) -> JsonObject | None:
    value = fields.value(name)
    if value is None:
        return None
    if not isinstance(value, dict):
        raise fields.error(name, "must be an object")
    try:
        check_schema(value)
    except UnusableSchemaError as error:
        raise fields.error(name, f"is not a JSON Schema: {error}") from None
    return value
