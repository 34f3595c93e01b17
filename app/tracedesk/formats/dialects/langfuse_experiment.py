"""How the Langfuse SDKs mark the spans of an experiment: ``langfuse.experiment.*``."""

from tracedesk.formats.dialects.rules import Family, Prefix

ID = "langfuse.experiment.id"
NAME = "langfuse.experiment.name"
DESCRIPTION = "langfuse.experiment.description"
METADATA = ("langfuse.experiment.metadata",)
DATASET_ID = "langfuse.experiment.dataset.id"
ITEM_ID = "langfuse.experiment.item.id"
ITEM_VERSION = "langfuse.experiment.item.version"
ITEM_METADATA = ("langfuse.experiment.item.metadata",)
EXPECTED_OUTPUT = "langfuse.experiment.item.expected_output"
ROOT_ID = "langfuse.experiment.item.root_observation_id"
PREFIXES = (
    Prefix("langfuse.experiment.metadata.", Family.EXPERIMENT_METADATA),
    Prefix("langfuse.experiment.item.metadata.", Family.EXPERIMENT_ITEM_METADATA),
)
