"""Batches of events as the SDKs send them."""

from typing import Any


def event(kind: str, body: dict[str, Any], at: str = "2026-03-01T10:00:00.000Z", **more: Any) -> dict[str, Any]:
    return {"id": f"{kind} {body.get('id', '')} {at}", "type": kind, "timestamp": at, "body": body} | more


def batch(*events: dict[str, Any]) -> dict[str, Any]:
    return {"batch": list(events), "metadata": {"sdk_name": "python"}}


# The worked example of the wire protocol, appendix B.1, in its shuffled order.
WORKED_EXAMPLE = batch(
    event(
        "generation-update",
        {
            "id": "g1",
            "endTime": "2026-03-01T10:00:02.000Z",
            "output": "Bonjour",
            "completionStartTime": "2026-03-01T10:00:01.500Z",
            "usage": {"input": 12, "output": 3, "unit": "TOKENS"},
        },
        "2026-03-01T10:00:02.000Z",
        id="e3",
    ),
    event(
        "trace-create",
        {
            "id": "t1",
            "timestamp": "2026-03-01T10:00:00.000Z",
            "name": "translate",
            "userId": "u7",
            "tags": ["b", "a"],
            "metadata": {"run": {"n": 1}},
            "environment": "Dev",
        },
        "2026-03-01T10:00:00.000Z",
        id="e1",
    ),
    event(
        "generation-create",
        {
            "id": "g1",
            "traceId": "t1",
            "name": "llm",
            "startTime": "2026-03-01T10:00:01.000Z",
            "model": "unknown-model",
            "modelParameters": {"temperature": 0},
            "input": {"q": "hello"},
        },
        "2026-03-01T10:00:01.000Z",
        id="e2",
    ),
    event(
        "trace-create",
        {"id": "t1", "output": {"text": "Bonjour"}, "tags": ["c"], "metadata": {"run": {"m": 2}}},
        "2026-03-01T10:00:03.000Z",
        id="e4",
    ),
    event(
        "score-create",
        {"id": "s1", "traceId": "t1", "name": "ok", "value": 1, "dataType": "BOOLEAN"},
        "2026-03-01T10:00:04.000Z",
        id="e5",
    ),
    event("span-create", {"traceId": "t1"}, "2026-03-01T10:00:04.000Z", id="e6"),
)
