"""A trace without what differs from run to run: no ids, no times, siblings by name, nothing that is empty."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

Node: TypeAlias = dict[str, Any]

TRACE_FIELDS = ("name", "userId", "sessionId", "tags", "input", "output", "environment", "release", "version")
OBSERVATION_FIELDS = (
    "type", "name", "level", "statusMessage", "input", "output", "model", "modelParameters", "usageDetails",
    "costDetails", "version",
)  # fmt: skip
# What OTLP tells besides the program's own metadata.
OF_THE_WIRE = frozenset({"resourceAttributes", "scope", "attributes", "events"})


def tree_of(trace: Mapping[str, Any]) -> Node:
    """Return a trace, as the API gives it, with its observations below each other under ``children``."""
    facts = _told(trace, TRACE_FIELDS) | _told({"metadata": own_metadata(trace)}, ("metadata",))
    return facts | {"scores": _scores(trace), "children": _below(None, trace["observations"])}


def own_metadata(thing: Mapping[str, Any]) -> Node:
    """Return the metadata that the program gave."""
    return {key: value for key, value in (thing.get("metadata") or {}).items() if key not in OF_THE_WIRE}


def times_of(trace: Mapping[str, Any]) -> dict[str, tuple[datetime | None, ...]]:
    """Return start, end and first token of each observation, by their ids; clients write times in their own ways."""
    return {
        one["id"]: tuple(
            datetime.fromisoformat(one[name]) if one.get(name) else None
            for name in ("startTime", "endTime", "completionStartTime")
        )
        for one in trace["observations"]
    }


def named(trace: Mapping[str, Any], name: str) -> Node:
    """Return the one observation of that name."""
    [found] = [one for one in trace["observations"] if one["name"] == name]
    return dict(found)


def _told(thing: Mapping[str, Any], names: Sequence[str]) -> Node:
    return {name: thing[name] for name in names if thing.get(name) not in (None, {}, [])}


def _below(parent_id: str | None, observations: Sequence[Mapping[str, Any]]) -> list[Node]:
    found = sorted(
        (one for one in observations if one["parentObservationId"] == parent_id), key=lambda one: str(one["name"])
    )
    return [_node(one, observations) for one in found]


def _node(one: Mapping[str, Any], observations: Sequence[Mapping[str, Any]]) -> Node:
    facts = _told(one, OBSERVATION_FIELDS) | _told({"metadata": own_metadata(one)}, ("metadata",))
    if "modelParameters" in facts:
        facts["modelParameters"] = _as_texts(facts["modelParameters"])
    children = _below(one["id"], observations)
    return facts | ({"children": children} if children else {})


def _as_texts(parameters: Mapping[str, object]) -> dict[str, str]:
    """langfuse 2 sends fractions as texts and "no limit" as "inf"; later clients send numbers and "Infinity"."""
    return {name: str(value).replace("Infinity", "inf") for name, value in parameters.items()}


def _scores(trace: Mapping[str, Any]) -> list[Node]:
    names = {one["id"]: one["name"] for one in trace["observations"]}
    return sorted(
        (
            _told(score, ("name", "dataType", "value", "stringValue", "comment", "source"))
            | ({"of": names[score["observationId"]]} if score["observationId"] else {})
            for score in trace["scores"]
        ),
        key=lambda score: str(score["name"]),
    )
