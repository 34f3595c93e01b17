"""An observation of which one statement tells everything, made ready for its row before the writer sees it.

Most are. The work can then be done by another process, and the writer need only see that nothing else is known of it.
"""

from collections.abc import Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

import orjson

from tracedesk.records.json import Json
from tracedesk.records.trace import Observation
from tracedesk.store.layers import stamp_of
from tracedesk.store.payload_body import Payload, payload_body
from tracedesk.store.totals import Share

PLAIN = (
    "parent_id", "name", "end_ns", "completion_start_ns", "level", "status_message", "model", "prompt_name",
    "prompt_version", "version", "app_root",
)  # fmt: skip
PACKED = ("model_parameters", "usage", "cost")  # as JSON text
FIRST = ("start_ns", "environment")
FIELDS = (*PLAIN, *PACKED, *FIRST, "type")
_plain_fields = attrgetter(*PLAIN)


class Whole(NamedTuple):
    """``fields`` are the columns named in ``FIELDS``. ``dictionary`` None: ``body`` is not compressed yet."""

    observation_id: str
    trace_id: str
    stamp: int
    fields: tuple[object, ...]
    share: Share
    dictionary: int | None
    body: bytes


def whole_of(one: Observation) -> Whole | None:
    """Return the observation if nothing is left open: its trace and start are told, and nothing is taken back."""
    trace_id, start_ns = one.trace_id, one.start_ns
    if trace_id is None or start_ns is None or one.cleared or one.again:
        return None
    kind, end_ns, level = one.type or "SPAN", one.end_ns, one.level
    share = Share(
        start_ns,
        start_ns if end_ns is None or end_ns < start_ns else end_ns,
        end_ns is None and kind != "EVENT",
        level == "ERROR",
        level == "WARNING",
        one.model,
        tokens_and_cost(one.usage, one.cost),
    )
    packed = (_json(one.model_parameters), _json(one.usage), _json(one.cost))
    return Whole(
        one.observation_id,
        trace_id,
        stamp_of(one.said_ns, creation=one.creation),
        (*_plain_fields(one), *packed, start_ns, one.environment, kind),
        share,
        None,
        payload_body(
            one.input,
            one.output,
            orjson.dumps(one.metadata) if one.metadata else None,
            source=one.source,
        ),
    )


def statement_of(whole: Whole, payload: Payload) -> Observation:
    """Undo ``whole_of``; ``payload`` is what its body says."""
    fields: dict[str, Any] = dict(zip(FIELDS, whole.fields, strict=True))
    for name in PACKED:
        text = fields[name]
        fields[name] = orjson.loads(text) if isinstance(text, str) else None
    return Observation(
        observation_id=whole.observation_id,
        trace_id=whole.trace_id,
        said_ns=whole.stamp // 2,
        creation=whole.stamp % 2 == 0,
        input=payload.input,
        output=payload.output,
        metadata=None if payload.metadata is None else orjson.loads(payload.metadata),
        source=payload.source,
        **fields,
    )


def tokens_and_cost(
    usage: Mapping[str, int] | None, cost: Mapping[str, int] | None
) -> tuple[int | None, int | None, int | None, int | None]:
    """Return input, output and total tokens, and the cost; input and output are sums over kinds, as Langfuse counts."""
    total_cost = cost.get("total") if cost else None
    if not usage:
        return None, None, None, total_cost
    inputs, outputs = _kinds(tuple(usage))
    return (
        sum([usage[kind] for kind in inputs]) if inputs else None,
        sum([usage[kind] for kind in outputs]) if outputs else None,
        usage.get("total"),
        total_cost,
    )


@lru_cache(maxsize=1024)  # programs count a few sets of kinds
def _kinds(kinds: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the kinds that are input, and those that are output."""
    return tuple([kind for kind in kinds if "input" in kind]), tuple([kind for kind in kinds if "output" in kind])


def _json(value: Mapping[str, Json] | Mapping[str, int] | None) -> str | None:
    return None if value is None else orjson.dumps(value).decode()
