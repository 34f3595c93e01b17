"""What the store knows of a thing after all that was said of it: the objects that readers and exports get.

Units are those of ``records.trace``. ``metadata`` values are as sent; ``formats.langfuse_api`` decodes them once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tracedesk.records.json import Json
from tracedesk.records.score import ScoreSource, ScoreType
from tracedesk.records.trace import Level, ObservationType


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredObservation:
    """One timed step of a trace. ``end_ns`` None: still running, or its end never arrived."""

    observation_id: str
    project_id: str
    trace_id: str
    parent_id: str | None
    type: ObservationType
    name: str | None
    level: Level
    status_message: str | None
    start_ns: int
    end_ns: int | None
    completion_start_ns: int | None
    model: str | None
    model_parameters: dict[str, Json] | None
    usage: dict[str, int]
    cost: dict[str, int]  # pico-dollars by kind, as it was said or, without that, computed
    cost_total_pusd: int | None
    prompt_id: str | None  # of the version that is named, if it is there
    prompt_name: str | None
    prompt_version: int | None
    version: str | None
    environment: str
    created_ns: int
    updated_ns: int
    model_id: str | None = None  # the definition that its model matched
    tier_id: str | None = None  # of its prices; None: nothing was used
    tier_name: str | None = None
    prices: Mapping[str, Decimal] = field(default_factory=dict)  # dollars a unit, of the default tier
    app_root: bool = False
    input: str | None = None
    output: str | None = None
    metadata: dict[str, Json] = field(default_factory=dict)
    trace_metadata: dict[str, Json] = field(default_factory=dict)  # what it said of its trace's
    source: bytes | None = None  # the span that it was, as it was sent (``formats.otlp.source``)


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceContext:
    """What an observation shows of its trace."""

    name: str | None
    user_id: str | None
    session_id: str | None
    release: str | None
    tags: tuple[str, ...]
    public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTrace:
    """One run of an application, with the totals of its observations."""

    trace_id: str
    project_id: str
    timestamp_ns: int
    name: str | None
    user_id: str | None
    session_id: str | None
    release: str | None
    version: str | None
    environment: str
    public: bool
    tags: tuple[str, ...]
    created_ns: int
    updated_ns: int
    latency_ns: int | None  # last end minus first start of its observations; None: it has none
    observation_count: int
    running_count: int
    error_count: int
    warning_count: int
    input_tokens: int | None  # None: no observation told its usage
    output_tokens: int | None
    total_tokens: int | None
    cost_pusd: int | None
    input: str | None = None
    output: str | None = None
    metadata: dict[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredScore:
    """One verdict. ``value`` is 0 or 1 for BOOLEAN, and 0 where the verdict is the text in ``string_value``."""

    score_id: str
    project_id: str
    name: str
    data_type: ScoreType
    value: float
    string_value: str | None
    trace_id: str | None
    observation_id: str | None
    session_id: str | None
    dataset_run_id: str | None
    source: ScoreSource
    timestamp_ns: int
    environment: str
    comment: str | None
    config_id: str | None
    queue_id: str | None
    metadata: dict[str, Json]
    author_id: str | None
    created_ns: int
    updated_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSession:
    """Traces that belong to one conversation, by the id that the application sent."""

    session_id: str
    project_id: str
    environment: str
    created_ns: int
