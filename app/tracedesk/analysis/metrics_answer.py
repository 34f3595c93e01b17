"""What metrics are answered with: rows of a question in the metrics language, and the figures of days."""

from dataclasses import dataclass
from typing import TypeAlias

from tracedesk.records.json import Json

Bin: TypeAlias = tuple[float, float, int]  # from, to, how many
Figure: TypeAlias = float | int | list[Bin] | None


@dataclass(frozen=True, slots=True)
class MetricsRow:
    """One group. ``time_ns`` is the start of its bucket; None: time was not asked for."""

    time_ns: int | None
    dimensions: dict[str, Json]
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUsage:
    """What the observations of one model came to on a day; ``model`` None: those that name none."""

    model: str | None
    input_tokens: int
    output_tokens: int
    total_tokens: int
    observation_count: int
    trace_count: int
    cost_pusd: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMetrics:
    """The traces of one day (UTC) and their observations, whenever these were."""

    start_ns: int
    trace_count: int
    observation_count: int
    cost_pusd: int
    usage: tuple[ModelUsage, ...]
