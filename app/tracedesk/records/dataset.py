"""Datasets: test cases with expected outputs, and the runs of an application over them.

Times are nanoseconds since the Unix epoch, UTC. A draft is what a client asks for; None in it means "nothing said".
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracedesk.records.json import Json, JsonObject

ItemStatus: TypeAlias = Literal["ACTIVE", "ARCHIVED"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetDraft:
    """The schemas are JSON Schemas for the inputs and expected outputs of all items."""

    name: str
    description: str | None = None
    metadata: Json = None
    input_schema: JsonObject | None = None
    expected_output_schema: JsonObject | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A named set of items."""

    dataset_id: str
    project_id: str
    name: str
    description: str | None
    metadata: Json
    input_schema: JsonObject | None
    expected_output_schema: JsonObject | None
    created_ns: int
    updated_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDraft:
    """``item_id`` None: a new item."""

    dataset_name: str
    item_id: str | None = None
    status: ItemStatus | None = None
    input: Json = None
    expected_output: Json = None
    metadata: Json = None
    source_trace_id: str | None = None
    source_observation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetItem:
    """One test case as it was from ``valid_from_ns`` on, until it was changed or deleted."""

    item_id: str
    dataset_id: str
    dataset_name: str
    status: ItemStatus
    input: Json
    expected_output: Json
    metadata: Json
    source_trace_id: str | None
    source_observation_id: str | None
    created_ns: int
    valid_from_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunItemDraft:
    """``item_at_ns``: the run uses the item as it was then (None: as it is)."""

    run_name: str
    item_id: str
    run_description: str | None = None
    run_metadata: JsonObject | None = None
    trace_id: str | None = None
    observation_id: str | None = None
    item_at_ns: int | None = None
    created_ns: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetRun:
    """One pass of an application over the items of a dataset."""

    run_id: str
    dataset_id: str
    dataset_name: str
    name: str
    description: str | None
    metadata: Json
    created_ns: int
    updated_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunItem:
    """What the application did for one item, as a trace or one observation of it."""

    run_item_id: str
    run_id: str
    run_name: str
    item_id: str
    trace_id: str
    observation_id: str | None
    created_ns: int
    updated_ns: int
