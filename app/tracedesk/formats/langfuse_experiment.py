"""Experiments and their items as Langfuse clients read them (wire protocol, 5.9.4)."""

from tracedesk.formats.json_text import read_text
from tracedesk.formats.langfuse_api import JsonOut, metadata
from tracedesk.formats.times import format_time
from tracedesk.records.experiment import Experiment, ExperimentItem

EXPERIMENT_GROUPS = ("core", "metadata", "scores")
ITEM_GROUPS = ("core", "dataset", "io", "metadata", "itemMetadata", "experimentMetadata", "scores")
USUAL_ITEM_GROUPS = ("core", "dataset")


def experiment(found: Experiment, groups: frozenset[str]) -> JsonOut:
    shape: JsonOut = {
        "id": found.experiment_id,
        "name": found.name,
        "description": found.description,
        "startTime": format_time(found.start_ns),
        "endTime": format_time(found.end_ns),
        "itemCount": found.item_count,
        "datasetId": found.dataset_id,
    }
    return shape | {"metadata": found.metadata} if "metadata" in groups else shape


def experiment_item(found: ExperimentItem, groups: frozenset[str]) -> JsonOut:
    """The core is always there, as clients need it; the other groups are there when they are asked for."""
    step = found.observation
    shape: JsonOut = {
        "id": step.observation_id,
        "traceId": step.trace_id,
        "startTime": format_time(step.start_ns),
        "endTime": None if step.end_ns is None else format_time(step.end_ns),
        "level": step.level,
        "environment": step.environment,
        "experimentId": found.experiment_id,
        "experimentName": found.experiment_name,
        "experimentItemId": found.item_id,
    }
    if "dataset" in groups:
        version_ns = found.item_version_ns
        shape["experimentDatasetId"] = found.dataset_id
        shape["experimentItemVersion"] = None if version_ns is None else format_time(version_ns)
    if "io" in groups:
        shape["input"], shape["output"] = read_text(step.input), read_text(step.output)
        shape["expectedOutput"] = read_text(found.expected_output)
    if "metadata" in groups:
        shape["metadata"] = metadata(step.metadata)
    if "itemMetadata" in groups:
        shape["experimentItemMetadata"] = found.item_metadata
    if "experimentMetadata" in groups:
        shape["experimentMetadata"], shape["experimentDescription"] = found.metadata, found.description
    return shape
