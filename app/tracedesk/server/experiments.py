"""Experiments and their items, from what spans say of them (wire protocol, 5.9.4)."""

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats import langfuse_experiment as shapes
from tracedesk.formats.langfuse_api import JsonOut
from tracedesk.formats.langfuse_score_v3 import score_v3
from tracedesk.queries.experiment_scores import scores_of_experiment, scores_of_item
from tracedesk.queries.experiments import (
    EXPERIMENT_ITEMS,
    EXPERIMENTS,
    ExperimentKey,
    ExperimentSearch,
    experiment_items_after,
    experiments_after,
)
from tracedesk.queries.snapshot import snapshot
from tracedesk.records.experiment import Experiment, ExperimentItem
from tracedesk.server.auth import authorize
from tracedesk.server.cursors import cursor_page, no_cursor, sent_cursor, sent_row
from tracedesk.server.problems import JsonResponse, invalid_request
from tracedesk.server.query_params import QueryParams
from tracedesk.server.service import service_of

MOST_SCORES = 50


async def get_experiments(request: Request) -> Response:
    """A page of experiments, the latest activity first."""
    access = await authorize(request)
    params = QueryParams(request)
    limit, score_limit, after = params.limit(), params.limit("scoreLimit", MOST_SCORES), _experiment_key(params)
    groups = frozenset(params.several_of("fields", shapes.EXPERIMENT_GROUPS))
    search = ExperimentSearch(
        project_id=access.project_id,
        from_ns=_required_start(params),
        to_ns=params.time_ns("toStartTime"),
        experiment_ids=params.listed("id"),
        names=params.listed("name"),
        dataset_ids=params.listed("datasetId"),
        filter=params.filter(EXPERIMENTS),
    )
    database = service_of(request).database

    def shape(found: Experiment) -> JsonOut:
        whole = shapes.experiment(found, groups)
        if "scores" in groups:
            scores = scores_of_experiment(database, access.project_id, found.experiment_id, limit=score_limit)
            whole["scores"] = [score_v3(one) for one in scores]
        return whole

    def read() -> JsonOut:
        with snapshot(database):
            found, last = experiments_after(database, search, limit=limit, after=after)
            return cursor_page([shape(one) for one in found], last)

    return JsonResponse(await service_of(request).run(read))


async def get_experiment_items(request: Request) -> Response:
    """A page of the items of experiments, newest first."""
    access = await authorize(request)
    params = QueryParams(request)
    limit, score_limit, after = params.limit(), params.limit("scoreLimit", MOST_SCORES), sent_row(params)
    groups = frozenset(params.several_of("fields", shapes.ITEM_GROUPS) or shapes.USUAL_ITEM_GROUPS)
    search = ExperimentSearch(
        project_id=access.project_id,
        from_ns=_required_start(params),
        to_ns=params.time_ns("toStartTime"),
        experiment_ids=params.listed("experimentId"),
        names=params.listed("experimentName"),
        item_ids=params.listed("experimentItemId"),
        dataset_ids=params.listed("datasetId"),
        filter=params.filter(EXPERIMENT_ITEMS),
    )
    database = service_of(request).database

    def shape(found: ExperimentItem) -> JsonOut:
        whole = shapes.experiment_item(found, groups)
        if "scores" in groups:
            step = found.observation
            place = (access.project_id, step.trace_id, step.observation_id)
            whole["scores"] = [score_v3(one) for one in scores_of_item(database, *place, limit=score_limit)]
        return whole

    def read() -> JsonOut:
        with snapshot(database):
            found, last = experiment_items_after(database, search, limit=limit, after=after)
            return cursor_page([shape(one) for one in found], last)

    return JsonResponse(await service_of(request).run(read))


def _required_start(params: QueryParams) -> int:
    from_ns = params.time_ns("fromStartTime")
    if from_ns is None:
        raise invalid_request(("fromStartTime", "is required"))
    return from_ns


def _experiment_key(params: QueryParams) -> ExperimentKey | None:
    match sent_cursor(params):
        case None:
            return None
        case [int(end_ns), str(experiment_id)]:
            return end_ns, experiment_id
    raise no_cursor()
