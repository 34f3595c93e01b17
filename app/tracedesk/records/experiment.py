"""Experiments: what the spans of an application say of the test cases that they ran for.

They have no record of their own: an experiment is the spans that name it. Times are nanoseconds since the Unix epoch,
UTC. Values of metadata are decoded; ``expected_output`` is text, which readers decode once.
"""

from dataclasses import dataclass
from typing import NamedTuple

from tracedesk.records.json import Json
from tracedesk.records.stored import StoredObservation


class ExperimentSpan(NamedTuple):
    """What one span says of its experiment. ``is_item``: it stands for its item; only such a one tells the rest."""

    experiment_id: str
    trace_id: str
    observation_id: str
    start_ns: int
    end_ns: int
    is_item: bool
    item_id: str | None
    name: str | None
    dataset_id: str | None
    description: str | None = None
    metadata: dict[str, Json] | None = None
    item_version_ns: int | None = None
    item_metadata: dict[str, Json] | None = None
    expected_output: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """What the spans of a range of time say together."""

    experiment_id: str
    name: str
    description: str | None
    metadata: dict[str, Json]
    dataset_id: str | None
    start_ns: int
    end_ns: int
    item_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentItem:
    """One test case of an experiment, and the observation that ran it."""

    experiment_id: str
    experiment_name: str
    description: str | None
    metadata: dict[str, Json]
    dataset_id: str | None
    item_id: str
    item_version_ns: int | None
    item_metadata: dict[str, Json]
    expected_output: str | None
    observation: StoredObservation
