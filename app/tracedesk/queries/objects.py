"""Rows as the stored objects of ``records.stored``: the one place that knows their columns."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import orjson

from tracedesk.records.json import Json
from tracedesk.records.stored import StoredObservation, StoredScore, StoredTrace, TraceContext
from tracedesk.records.trace import LOGGED, OF_TRACE
from tracedesk.store.built_in_models import built_in_models
from tracedesk.store.database import Database
from tracedesk.store.model_rows import tiers_of
from tracedesk.store.payload_body import Payload
from tracedesk.store.payloads import payloads_of

TRACE_COLUMNS = """
    t.trace_id, r.project_id, t.timestamp_ns, t.name, t.user_id, t.session_id, t.release, t.version, t.environment,
    t.public, t.tags, t.created_ns, t.updated_ns, t.latency_ns, t.observation_count, t.running_count, t.error_count,
    t.warning_count, t.input_tokens, t.output_tokens, t.total_tokens, t.cost_pusd
"""
# What a step cost by kind: as it was said, otherwise as it was computed.
COST = "coalesce(nullif(o.cost, '{}'), o.computed_cost)"
# An end before the start counts as the start; it is kept as it was said, as the start may still change.
OBSERVATION_COLUMNS = f"""
    o.observation_id, r.project_id, t.trace_id, o.parent_id, o.type, o.name, o.level, o.status_message, o.start_ns,
    max(o.start_ns, o.end_ns), o.completion_start_ns, o.model, o.model_parameters, o.usage,
    {COST}, o.cost_pusd,
    o.prompt_name, o.prompt_version, o.version, o.environment, o.created_ns, coalesce(o.updated_ns, o.created_ns),
    o.model_id, o.tier_id, o.tier_name,
    (SELECT m.tiers FROM model m WHERE m.project_seq = o.project_seq AND m.model_id = o.model_id),
    (SELECT q.prompt_id FROM prompt q
        WHERE q.project_seq = o.project_seq AND q.name = o.prompt_name AND q.version = o.prompt_version),
    o.app_root
"""
TRACE_CONTEXT_COLUMNS = "t.name, t.user_id, t.session_id, t.release, t.tags, t.public"
PAYLOAD_COLUMNS = "p.dictionary, p.body, p.file"  # always the last ones
NO_PAYLOAD = "NULL, NULL, NULL"
SCORE_COLUMNS = """
    s.score_id, r.project_id, s.name, s.data_type, s.value, s.string_value, s.trace_id, s.observation_id, s.session_id,
    s.dataset_run_id, s.source, s.timestamp_ns, s.environment, s.comment, s.config_id, s.queue_id, s.metadata,
    s.author_id, s.created_ns, s.updated_ns
"""


def stored_trace(database: Database, row: tuple[Any, ...]) -> StoredTrace:
    """Read a row of ``TRACE_COLUMNS`` and payload."""
    payload = payloads_of(database).read(*row[-3:])
    return StoredTrace(
        trace_id=row[0],
        project_id=row[1],
        timestamp_ns=row[2],
        name=row[3],
        user_id=row[4],
        session_id=row[5],
        release=row[6],
        version=row[7],
        environment=row[8] or "default",
        public=bool(row[9]),
        tags=tuple(_json(row[10], [])),
        created_ns=row[11],
        updated_ns=row[12],
        latency_ns=row[13],
        observation_count=row[14],
        running_count=row[15],
        error_count=row[16],
        warning_count=row[17],
        input_tokens=row[18],
        output_tokens=row[19],
        total_tokens=row[20],
        cost_pusd=row[21],
        input=payload.input,
        output=payload.output,
        metadata=_metadata(payload),
    )


def stored_observation(database: Database, row: tuple[Any, ...]) -> StoredObservation:
    """Read a row of ``OBSERVATION_COLUMNS`` and payload."""
    payload = payloads_of(database).read(*row[-3:])
    metadata = _metadata(payload)
    of_trace = metadata.pop(OF_TRACE, None)
    metadata.pop(LOGGED, None)
    return StoredObservation(
        observation_id=row[0],
        project_id=row[1],
        trace_id=row[2],
        parent_id=row[3],
        type=row[4],
        name=row[5],
        level=row[6] or "DEFAULT",
        status_message=row[7],
        start_ns=row[8],
        end_ns=row[9],
        completion_start_ns=row[10],
        model=row[11],
        model_parameters=_json(row[12], None),
        usage=_json(row[13], {}),
        cost=_json(row[14], {}),
        cost_total_pusd=row[15],
        prompt_name=row[16],
        prompt_version=row[17],
        version=row[18],
        environment=row[19] or "default",
        created_ns=row[20],
        updated_ns=row[21],
        model_id=row[22],
        tier_id=row[23],
        tier_name=row[24],
        prices=_prices(row[22], row[25]),
        prompt_id=row[26],
        app_root=bool(row[27]),
        input=payload.input,
        output=payload.output,
        metadata=metadata,
        trace_metadata=of_trace if isinstance(of_trace, dict) else {},
        source=payload.source,
    )


def trace_context(row: Sequence[Any]) -> TraceContext:
    """Read ``TRACE_CONTEXT_COLUMNS``."""
    name, user_id, session_id, release, tags, public = row
    return TraceContext(
        name=name,
        user_id=user_id,
        session_id=session_id,
        release=release,
        tags=tuple(_json(tags, [])),
        public=bool(public),
    )


def stored_score(row: tuple[Any, ...]) -> StoredScore:
    """Read a row of ``SCORE_COLUMNS``."""
    return StoredScore(
        score_id=row[0],
        project_id=row[1],
        name=row[2],
        data_type=row[3],
        value=row[4],
        string_value=row[5],
        trace_id=row[6],
        observation_id=row[7],
        session_id=row[8],
        dataset_run_id=row[9],
        source=row[10],
        timestamp_ns=row[11],
        environment=row[12],
        comment=row[13],
        config_id=row[14],
        queue_id=row[15],
        metadata=_json(row[16], {}),
        author_id=row[17],
        created_ns=row[18],
        updated_ns=row[19],
    )


def _prices(model_id: str | None, tiers: str | None) -> Mapping[str, Decimal]:
    """Return the prices of the default tier as they are now."""
    if tiers is not None:
        return tiers_of(tiers)[0].prices
    model = built_in_models().get(model_id) if model_id is not None else None
    return {} if model is None else model.default_prices


def _metadata(payload: Payload) -> dict[str, Json]:
    if payload.lost is not None:
        return {"tracedesk.lost": f"The file {payload.lost} of the data folder is missing, and with it these texts."}
    metadata: dict[str, Json] = _json(payload.metadata, {})
    return metadata


def _json(text: str | None, absent: Any) -> Any:
    return absent if text is None else orjson.loads(text)
