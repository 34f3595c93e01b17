"""A score as Langfuse clients send it, alone or inside a batch (wire protocol, section 4)."""

import hashlib
import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from tracedesk.formats.batch import Batch, Rejected
from tracedesk.formats.environment import normal_environment
from tracedesk.formats.fields import Fields
from tracedesk.formats.json_text import loads
from tracedesk.records.json import Json
from tracedesk.records.score import LONGEST_TEXT, Score, ScoreSource, ScoreType

TYPES: tuple[ScoreType, ...] = ("NUMERIC", "CATEGORICAL", "BOOLEAN", "TEXT", "CORRECTION")
SOURCES: tuple[ScoreSource, ...] = ("API", "EVAL", "ANNOTATION")
TARGETS = ("traceId", "sessionId", "datasetRunId")


@dataclass(frozen=True, slots=True)
class SentScores:
    """The scores of one body, each as it was sent. ``faults`` says of others why not; ``listed``: it was a list."""

    scores: Sequence[tuple[Json, Score]]
    faults: Sequence[tuple[Json, str]]
    listed: bool

    def but(self, taken: Collection[str]) -> list[Json]:
        """Return what was sent, without the scores whose ids are among ``taken``."""
        left = [sent for sent, score in self.scores if score.score_id not in taken]
        return [sent for sent, _ in self.faults] + left


def read_scores(payload: bytes, now_ns: int, own_id: Callable[[int], str]) -> SentScores:
    """Read the body of ``POST /scores``.

    ``now_ns`` is the time of scores that tell none, ``own_id`` names those without an id by their place.

    Raises:
        FormatError: it is not JSON.
    """
    sent = loads(payload)
    listed = isinstance(sent, list)
    scores: list[tuple[Json, Score]] = []
    faults: list[tuple[Json, str]] = []
    for place, one in enumerate(sent if isinstance(sent, list) else [sent]):
        try:
            scores.append((one, _read_alone(one, now_ns, own_id(place))))
        except ValueError as error:
            faults.append((one, str(error)))
    return SentScores(scores, faults, listed)


def decode_scores(payload: bytes, *, now_ns: int) -> Batch:
    """Return the scores of a body of ``POST /scores`` as those of any other payload, with the same ids each time.

    Raises:
        FormatError: it is not JSON.
    """
    read = read_scores(payload, now_ns, lambda place: hashlib.sha256(b"%d\n%b" % (place, payload)).hexdigest()[:32])
    return Batch(tuple(score for _, score in read.scores), tuple(Rejected("", fault) for _, fault in read.faults))


def _read_alone(sent: Json, now_ns: int, own_id: str) -> Score:
    fields = Fields(sent, "body")
    said_ns = fields.time_ns("timestamp")
    if fields.any("source") == "EVAL":
        raise fields.error("source", "may be EVAL inside of ingestion events only")
    score = read_score(fields, now_ns if said_ns is None else said_ns, own_id)
    if score.source == "ANNOTATION" and score.config_id is None and score.data_type != "CORRECTION":
        raise fields.error("configId", "is required for scores whose source is ANNOTATION")
    return score


def read_score(fields: Fields, said_ns: int, own_id: str) -> Score:
    """Read a score; its time is ``said_ns``, and its id is ``own_id`` unless it brings one.

    Raises:
        ValueError: a field is missing or wrong; the text names it.
    """
    name = fields.text("name")
    if not name:
        raise fields.error("name", "is required")
    data_type, value, text = _verdict(fields)
    targets = {target: fields.identifier(target) for target in TARGETS}
    if sum(target is not None for target in targets.values()) != 1:
        raise ValueError(f"Provide exactly one of {', '.join(TARGETS)}")
    observation_id = fields.identifier("observationId")
    if observation_id and not targets["traceId"]:
        raise fields.error("observationId", "needs traceId")
    config_id = fields.identifier("configId")
    if config_id is not None and data_type == "CORRECTION":
        raise fields.error("configId", "is not for CORRECTION scores")
    return Score(
        score_id=fields.identifier("id") or own_id,
        said_ns=said_ns,
        name="output" if data_type == "CORRECTION" else name,
        data_type=data_type,
        value=value,
        string_value=text,
        trace_id=targets["traceId"],
        observation_id=observation_id,
        session_id=targets["sessionId"],
        dataset_run_id=targets["datasetRunId"],
        source=fields.one_of("source", SOURCES) or "API",
        timestamp_ns=said_ns,
        environment=normal_environment(fields.text("environment")),
        comment=fields.text("comment"),
        config_id=config_id,
        queue_id=fields.identifier("queueId"),
        metadata=fields.metadata(),
        type_assumed=fields.any("dataType") is None,
    )


def _verdict(fields: Fields) -> tuple[ScoreType, float, str | None]:
    sent = fields.any("value")
    number = sent if isinstance(sent, int | float) and not isinstance(sent, bool) else None
    text = sent if isinstance(sent, str) else None
    data_type = fields.one_of("dataType", TYPES) or ("NUMERIC" if number is not None else "CATEGORICAL")
    if data_type == "NUMERIC" and number is not None and math.isfinite(number):
        return data_type, float(number), None
    if data_type == "BOOLEAN" and number is not None and number in (0, 1):
        return data_type, float(number), "True" if number else "False"
    if data_type in ("CATEGORICAL", "CORRECTION") and text is not None:
        return data_type, 0.0, text
    if data_type == "TEXT" and text is not None and 1 <= len(text) <= LONGEST_TEXT:
        return data_type, 0.0, text
    expected = {
        "NUMERIC": "a number",
        "BOOLEAN": "0 or 1",
        "CATEGORICAL": "a string",
        "CORRECTION": "a string",
        "TEXT": f"a string of 1 to {LONGEST_TEXT} characters",
    }
    raise fields.error("value", f"must be {expected[data_type]} for a {data_type} score")
