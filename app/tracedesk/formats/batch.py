"""What decoding a payload gives: records, and what was refused of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tracedesk.records.experiment import ExperimentSpan
from tracedesk.records.score import Score
from tracedesk.records.span import StepLink
from tracedesk.records.trace import Observation, Trace

Record: TypeAlias = Trace | Observation | Score | ExperimentSpan | StepLink


class FormatError(Exception):
    """The payload as a whole cannot be read; the text says why, for the client."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """One item of a payload that was refused. ``item_id`` is what the client called it, ``status`` is HTTP's."""

    item_id: str
    reason: str
    status: int = 400


@dataclass(frozen=True, slots=True)
class Batch:
    """``accepted`` names the items that gave a record, in order; an SDK's log line gives none and is not named."""

    records: Sequence[Record]
    rejected: tuple[Rejected, ...] = ()
    accepted: tuple[str, ...] = ()

    @property
    def names_configs(self) -> bool:
        """Whether a score names a config, which it then has to fit."""
        return any(isinstance(one, Score) and one.config_id is not None for one in self.records)


def reasons_of(rejected: Iterable[Rejected]) -> list[str]:
    """Return why items were refused, each reason once."""
    return list(dict.fromkeys(one.reason for one in rejected))
