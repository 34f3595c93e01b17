"""Datasets, their items and runs, and experiments."""

from tracedesk.formats import langfuse_experiment
from tracedesk.formats.langfuse_dataset import STATUSES
from tracedesk.queries.experiments import EXPERIMENT_ITEMS, EXPERIMENTS
from tracedesk.records.json import Json
from tracedesk.server import dataset_items, dataset_runs, datasets, experiments
from tracedesk.server.openapi.fields import (
    any_json,
    json_object,
    listed,
    several_words,
    text,
    time,
    whole,
    words,
)
from tracedesk.server.openapi.filters import filter_of
from tracedesk.server.openapi.operation import LIMIT, PAGED, Operation, Operations, json_body
from tracedesk.server.query_params import DEFAULT_LIMIT

_NAME = "capitals"
_DATASET = json_body(
    text("name", required=True), text("description"), any_json("metadata"), json_object("inputSchema"),
    json_object("expectedOutputSchema"), example={"name": _NAME, "description": "of countries"},
)  # fmt: skip
_ITEM_EXAMPLE: Json = {
    "datasetName": _NAME, "id": "item-1", "input": {"country": "France"}, "expectedOutput": "Paris",
}  # fmt: skip
_ITEM = json_body(
    text("datasetName", required=True), text("id"), any_json("input"), any_json("expectedOutput"),
    any_json("metadata"), text("sourceTraceId"), text("sourceObservationId"), words("status", STATUSES),
    example=_ITEM_EXAMPLE,
)  # fmt: skip
_RUN_ITEM = json_body(
    text("runName", required=True), text("runDescription"), any_json("metadata"),
    text("datasetItemId", required=True), text("traceId"), text("observationId"), time("datasetVersion"),
    time("createdAt"), example={"runName": "first", "datasetItemId": "item-1", "traceId": "trace-1"},
)  # fmt: skip
_EXPERIMENTS = (
    time("fromStartTime", required=True), time("toStartTime"), LIMIT,
    whole("scoreLimit", most=experiments.MOST_SCORES, default=DEFAULT_LIMIT), text("cursor"), listed("datasetId"),
)  # fmt: skip

OPERATIONS: Operations = {
    datasets.get_datasets: Operation(query=PAGED),
    datasets.post_dataset: Operation(body=_DATASET),
    datasets.get_dataset: Operation(place={"name": _NAME}),
    datasets.get_datasets_v1: Operation(query=PAGED),
    datasets.post_dataset_v1: Operation(body=_DATASET),
    datasets.get_dataset_v1: Operation(place={"name": _NAME}),
    dataset_items.post_dataset_item: Operation(body=_ITEM),
    dataset_items.get_dataset_items: Operation(
        query=(*PAGED, text("datasetName"), time("version"), text("sourceTraceId"), text("sourceObservationId"))
    ),
    dataset_items.get_dataset_item: Operation(place={"item_id": "item-1"}),
    dataset_items.delete_dataset_item: Operation(),
    dataset_runs.post_run_item: Operation(body=_RUN_ITEM),
    dataset_runs.get_run_items: Operation(
        query=(*PAGED, text("datasetId", required=True), text("runName", required=True))
    ),
    dataset_runs.get_runs: Operation(query=PAGED, place={"name": _NAME}),
    dataset_runs.get_run: Operation(place={"name": _NAME, "run_name": "first"}),
    dataset_runs.delete_dataset_run: Operation(),
    experiments.get_experiments: Operation(
        query=(
            *_EXPERIMENTS, listed("id"), listed("name"),
            several_words("fields", langfuse_experiment.EXPERIMENT_GROUPS), filter_of(EXPERIMENTS),
        )
    ),
    experiments.get_experiment_items: Operation(
        query=(
            *_EXPERIMENTS, listed("experimentId"), listed("experimentName"), listed("experimentItemId"),
            several_words("fields", langfuse_experiment.ITEM_GROUPS), filter_of(EXPERIMENT_ITEMS),
        )
    ),
}  # fmt: skip
