"""One score in the shape of API v3: its value has the type that it says, and its subject is told apart."""

from tracedesk.formats.langfuse_api import JsonOut, score_v2
from tracedesk.records.stored import StoredScore

GROUPS = ("core", "details", "subject", "annotation")
_CORE = (
    "id", "projectId", "name", "source", "timestamp", "createdAt", "updatedAt", "environment", "dataType",
)  # fmt: skip
_DETAILS = ("comment", "configId", "metadata")
_ANNOTATION = ("authorUserId", "queueId")


def score_v3(found: StoredScore, groups: frozenset[str] = frozenset(GROUPS)) -> JsonOut:
    """The core is always there; the other groups are there when they are asked for."""
    known = score_v2(found)
    keys = [*_CORE]
    keys += _DETAILS if "details" in groups else ()
    keys += _ANNOTATION if "annotation" in groups else ()
    shape = {key: known[key] for key in keys} | {"value": _value(found, known)}
    return shape | {"subject": _subject(found)} if "subject" in groups else shape


def _value(found: StoredScore, known: JsonOut) -> bool | float | str:
    if found.data_type == "NUMERIC":
        number: float = known["value"]
        return number
    return bool(found.value) if found.data_type == "BOOLEAN" else found.string_value or ""


def _subject(found: StoredScore) -> JsonOut:
    if found.dataset_run_id is not None:
        return {"kind": "experiment", "id": found.dataset_run_id}
    if found.session_id is not None:
        return {"kind": "session", "id": found.session_id}
    if found.observation_id is not None:
        return {"kind": "observation", "id": found.observation_id, "traceId": found.trace_id}
    return {"kind": "trace", "id": found.trace_id}
