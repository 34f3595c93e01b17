"""``GET /v3/scores``: scores of anything by cursor, each value in its own type (wire protocol, 4.4)."""

import math
from typing import TypedDict

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats.langfuse_api import JsonOut
from tracedesk.formats.langfuse_score import SOURCES, TYPES
from tracedesk.formats.langfuse_score_v3 import GROUPS, score_v3
from tracedesk.queries.scores_after import ScoreChoice, ScoreKey, scores_after
from tracedesk.server.auth import authorize
from tracedesk.server.cursors import next_cursor, no_cursor, sent_cursor
from tracedesk.server.problems import JsonResponse, invalid_request
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of

KNOWN = (
    "limit", "cursor", "fields", "id", "name", "source", "dataType", "environment", "configId", "queueId",
    "authorUserId", "value", "valueMin", "valueMax", "traceId", "sessionId", "observationId", "experimentId",
    "fromTimestamp", "toTimestamp",
)  # fmt: skip
OF_TRACES = ("userId", "traceTags")
SUBJECTS = ("traceId", "sessionId", "experimentId")
TRUTHS = {"true": 1.0, "false": 0.0}


class _Values(TypedDict, total=False):
    numbers: tuple[float, ...]
    texts: tuple[str, ...]
    least: float | None
    most: float | None


async def get_scores_v3(request: Request) -> Response:
    """A page of scores, newest first."""
    access = await authorize(request)
    params = QueryParams(request)
    params.refuse_others(KNOWN, empty=OF_TRACES)
    limit, after = params.limit(), _key(params)
    groups = frozenset(params.several_of("fields", GROUPS))
    choice = _choice(params, access.project_id)
    service = service_of(request)

    def read() -> JsonOut:
        found, last = scores_after(service.database, choice, limit=limit, after=after)
        return {"data": [score_v3(one, groups) for one in found], "meta": {"limit": limit, **next_cursor(last)}}

    return JsonResponse(await service.run(read))


def _choice(params: QueryParams, project_id: str) -> ScoreChoice:
    data_types = _in_capitals(params, "dataType", TYPES)
    subjects = [name for name in SUBJECTS if params.text(name) is not None]
    if len(subjects) > 1:
        raise invalid_request((subjects[1], f"and {subjects[0]} exclude each other"))
    if params.text("observationId") is not None and params.text("traceId") is None:
        raise invalid_request(("observationId", "needs traceId"))
    return ScoreChoice(
        project_id=project_id,
        score_ids=params.listed("id"),
        names=params.listed("name"),
        sources=_in_capitals(params, "source", SOURCES),
        data_types=data_types,
        environments=params.listed("environment"),
        config_ids=params.listed("configId"),
        queue_ids=params.listed("queueId"),
        author_ids=params.listed("authorUserId"),
        trace_ids=params.listed("traceId"),
        observation_ids=params.listed("observationId"),
        session_ids=params.listed("sessionId"),
        experiment_ids=params.listed("experimentId"),
        from_ns=params.time_ns("fromTimestamp"),
        to_ns=params.time_ns("toTimestamp"),
        **_values(params, data_types),
    )


def _in_capitals(params: QueryParams, name: str, words: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(one.upper() for one in params.listed(name))
    if not set(found) <= set(words):
        raise invalid_request((name, f"may hold {', '.join(words)}"))
    return found


def _values(params: QueryParams, data_types: tuple[str, ...]) -> _Values:
    """A value has a meaning within one data type only."""
    only = data_types[0] if len(data_types) == 1 else None
    bounds = {name: _number(name, text) for name in ("valueMin", "valueMax") if (text := params.text(name)) is not None}
    if bounds and only != "NUMERIC":
        raise invalid_request((next(iter(bounds)), "needs dataType=NUMERIC"))
    found = _Values(least=bounds.get("valueMin"), most=bounds.get("valueMax"))
    asked = params.listed("value")
    if not asked:
        return found
    if only == "NUMERIC":
        return found | _Values(numbers=tuple(_number("value", one) for one in asked))
    if only == "BOOLEAN":
        if not {one.lower() for one in asked} <= TRUTHS.keys():
            raise invalid_request(("value", "must be true or false for BOOLEAN scores"))
        return _Values(numbers=tuple(TRUTHS[one.lower()] for one in asked))
    if only == "CATEGORICAL":
        return _Values(texts=asked)
    raise invalid_request(("value", "needs exactly one dataType of NUMERIC, BOOLEAN and CATEGORICAL"))


def _number(name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise invalid_request((name, "must be a number"))
    return number


def _key(params: QueryParams) -> ScoreKey | None:
    match sent_cursor(params):
        case None:
            return None
        case [int(moment_ms), str(score_id)]:
            return moment_ms, score_id
    raise no_cursor()
