"""All formats behind one call that another process may answer, as it takes nothing but plain values."""

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from tracedesk.formats import langfuse_batch, langfuse_score, otlp
from tracedesk.formats.batch import Batch
from tracedesk.formats.otlp.metrics import count_points
from tracedesk.records.mapping_rule import MappingRule

Encoding: TypeAlias = Literal[
    "langfuse",
    "otlp-protobuf",
    "otlp-json",
    "otlp-protobuf-logs",
    "otlp-json-logs",
    "langfuse-scores",
    "otlp-protobuf-metrics",
    "otlp-json-metrics",
]


class Task(NamedTuple):
    """How to read a payload. ``now_ns`` is the time of spans that tell none; ``scores_only``: of a batch, what a public
    key alone may send; ``rules``: the user's own, for spans.
    """

    encoding: Encoding
    now_ns: int = 0
    scores_only: bool = False
    rules: tuple[MappingRule, ...] = ()


def decode(task: Task, payload: bytes) -> Batch:
    """Read a payload.

    Raises:
        FormatError: it cannot be read as a whole.
    """
    if task.encoding == "langfuse":
        return langfuse_batch.decode(payload, only=langfuse_batch.SCORE_EVENTS if task.scores_only else None)
    if task.encoding in _SPANS:
        return _SPANS[task.encoding](payload, now_ns=task.now_ns, rules=task.rules)
    if task.encoding in _OTHERS:
        return _OTHERS[task.encoding](payload, now_ns=task.now_ns)
    count_points(payload, "json" if task.encoding == "otlp-json-metrics" else "protobuf")  # nothing of them is kept
    return Batch(())


_SPANS: dict[Encoding, Callable[..., Batch]] = {
    "otlp-protobuf": otlp.decode_protobuf,
    "otlp-json": otlp.decode_json,
}
_OTHERS: dict[Encoding, Callable[..., Batch]] = {
    "otlp-protobuf-logs": otlp.decode_protobuf_logs,
    "otlp-json-logs": otlp.decode_json_logs,
    "langfuse-scores": langfuse_score.decode_scores,
}
