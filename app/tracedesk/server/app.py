"""The application: the table of routes, and what surrounds every one of them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tracedesk.server import (
    annotation_queues,
    comments,
    dataset_items,
    dataset_runs,
    datasets,
    delete_traces,
    experiments,
    health,
    langfuse_ingest,
    media,
    media_files,
    media_urls,
    models,
    otlp_http,
    problems,
    prompts,
    read_metrics,
    read_observations,
    read_openapi,
    read_project,
    read_scores,
    read_scores_v3,
    read_traces,
    score_configs,
    web_pages,
    write_scores,
    write_traces,
)
from tracedesk.server.auth import KeyRing
from tracedesk.server.guard import Guard
from tracedesk.server.paths import ClientPaths
from tracedesk.server.problems import ApiError
from tracedesk.server.routes import API, unknown_route
from tracedesk.server.service import Service
from tracedesk.store.database import Database
from tracedesk.store.writer import Writer

QUEUE_ITEMS = f"{API}/annotation-queues/{{queue_id}}/items"
QUEUE_ITEM = f"{QUEUE_ITEMS}/{{item_id}}"
ROUTES: tuple[Route, ...] = (  # tried in this order, so what is asked most comes first
    Route(f"{API}/ingestion", langfuse_ingest.post_ingestion, methods=["POST"]),
    Route(f"{API}/otel/v1/traces", otlp_http.post_langfuse_traces, methods=["POST"]),
    Route(f"{API}/otel/v1/logs", otlp_http.post_langfuse_logs, methods=["POST"]),
    Route(f"{API}/otel/v1/metrics", otlp_http.post_langfuse_metrics, methods=["POST"]),
    Route("/v1/traces", otlp_http.post_plain_traces, methods=["POST"]),
    Route("/v1/logs", otlp_http.post_plain_logs, methods=["POST"]),
    Route("/v1/metrics", otlp_http.post_plain_metrics, methods=["POST"]),
    Route(f"{API}/health", health.get_health),
    Route(f"{API}/ready", health.get_ready),
    Route(f"{API}/openapi.json", read_openapi.get_openapi),
    Route(f"{API}/projects", read_project.get_projects),
    Route(f"{API}/traces", read_traces.get_traces),
    Route(f"{API}/traces", write_traces.post_trace, methods=["POST"]),
    Route(f"{API}/traces", delete_traces.delete_several, methods=["DELETE"]),
    Route(f"{API}/traces/{{trace_id:path}}", read_traces.get_trace),
    Route(f"{API}/traces/{{trace_id:path}}", delete_traces.delete_one, methods=["DELETE"]),
    Route(f"{API}/observations", read_observations.get_observations),
    Route(f"{API}/observations/{{observation_id:path}}", read_observations.get_observation),
    Route(f"{API}/v2/observations", read_observations.get_observations_v2),
    Route(f"{API}/sessions", read_traces.get_sessions),
    Route(f"{API}/sessions/{{session_id:path}}", read_traces.get_session),
    Route(f"{API}/scores", read_scores.get_scores),
    Route(f"{API}/scores", write_scores.post_scores, methods=["POST"]),
    Route(f"{API}/scores/{{score_id:path}}", read_scores.get_score),
    Route(f"{API}/scores/{{score_id:path}}", write_scores.delete_score, methods=["DELETE"]),
    Route(f"{API}/v2/scores", read_scores.get_scores_v2),
    Route(f"{API}/v2/scores/{{score_id:path}}", read_scores.get_score_v2),
    Route(f"{API}/v3/scores", read_scores_v3.get_scores_v3),
    Route(f"{API}/score-configs", score_configs.get_score_configs),
    Route(f"{API}/score-configs", score_configs.post_score_config, methods=["POST"]),
    Route(f"{API}/score-configs/{{config_id:path}}", score_configs.get_score_config),
    Route(f"{API}/score-configs/{{config_id:path}}", score_configs.patch_score_config, methods=["PATCH"]),
    Route(f"{API}/comments", comments.get_comments),
    Route(f"{API}/comments", comments.post_comment, methods=["POST"]),
    Route(f"{API}/comments/{{comment_id:path}}", comments.get_comment),
    Route(f"{API}/annotation-queues", annotation_queues.get_queues),
    Route(f"{API}/annotation-queues", annotation_queues.post_queue, methods=["POST"]),
    Route(f"{API}/annotation-queues/{{queue_id}}", annotation_queues.get_queue),
    Route(QUEUE_ITEMS, annotation_queues.get_queue_items),
    Route(QUEUE_ITEMS, annotation_queues.post_queue_item, methods=["POST"]),
    Route(QUEUE_ITEM, annotation_queues.get_queue_item),
    Route(QUEUE_ITEM, annotation_queues.patch_queue_item, methods=["PATCH"]),
    Route(
        QUEUE_ITEM,
        annotation_queues.delete_queue_item,
        methods=["DELETE"],
    ),
    Route(f"{API}/v2/datasets", datasets.get_datasets),
    Route(f"{API}/v2/datasets", datasets.post_dataset, methods=["POST"]),
    Route(f"{API}/v2/datasets/{{name:path}}", datasets.get_dataset),
    Route(f"{API}/datasets", datasets.get_datasets_v1),
    Route(f"{API}/datasets", datasets.post_dataset_v1, methods=["POST"]),
    Route(f"{API}/datasets/{{name:path}}/runs/{{run_name:path}}", dataset_runs.get_run),
    Route(f"{API}/datasets/{{name:path}}/runs/{{run_name:path}}", dataset_runs.delete_dataset_run, methods=["DELETE"]),
    Route(f"{API}/datasets/{{name:path}}/runs", dataset_runs.get_runs),
    Route(f"{API}/datasets/{{name:path}}", datasets.get_dataset_v1),
    Route(f"{API}/dataset-items", dataset_items.get_dataset_items),
    Route(f"{API}/dataset-items", dataset_items.post_dataset_item, methods=["POST"]),
    Route(f"{API}/dataset-items/{{item_id:path}}", dataset_items.get_dataset_item),
    Route(f"{API}/dataset-items/{{item_id:path}}", dataset_items.delete_dataset_item, methods=["DELETE"]),
    Route(f"{API}/dataset-run-items", dataset_runs.get_run_items),
    Route(f"{API}/dataset-run-items", dataset_runs.post_run_item, methods=["POST"]),
    Route(f"{API}/v2/prompts", prompts.get_prompts),
    Route(f"{API}/v2/prompts", prompts.post_prompt, methods=["POST"]),
    Route(f"{API}/v2/prompts/{{name:path}}/versions/{{version}}", prompts.patch_version, methods=["PATCH"]),
    Route(f"{API}/v2/prompts/{{name:path}}", prompts.get_prompt),
    Route(f"{API}/v2/prompts/{{name:path}}", prompts.delete_prompts, methods=["DELETE"]),
    Route(f"{API}/media", media.post_media, methods=["POST"]),
    Route(f"{API}/media/{{media_id:path}}", media.get_media),
    Route(f"{API}/media/{{media_id:path}}", media.patch_media, methods=["PATCH"]),
    Route(f"{media_urls.PATH}/{{number}}", media_files.get_media_file),
    Route(f"{media_urls.PATH}/{{number}}", media_files.put_media_file, methods=["PUT"]),
    Route(f"{API}/models", models.get_models),
    Route(f"{API}/models", models.post_model, methods=["POST"]),
    Route(f"{API}/models/{{model_id:path}}", models.get_model),
    Route(f"{API}/models/{{model_id:path}}", models.put_model, methods=["PUT"]),
    Route(f"{API}/models/{{model_id:path}}", models.delete_model, methods=["DELETE"]),
    Route(f"{API}/metrics", read_metrics.get_metrics),
    Route(f"{API}/v2/metrics", read_metrics.get_metrics_v2),
    Route(f"{API}/metrics/daily", read_metrics.get_daily_metrics),
    Route(f"{API}/experiments", experiments.get_experiments),
    Route(f"{API}/experiment-items", experiments.get_experiment_items),
    # Addresses that SDKs print for people.
    Route("/trace/{trace_id:path}", web_pages.get_trace_page),
    Route("/project/{project_id}/traces/{trace_id:path}", web_pages.get_trace_page),
    Route("/project/{project_id}/datasets/{dataset_id}/runs/{run_id}", web_pages.get_run_page),
    Route("/project/{project_id}/experiments/results", web_pages.get_experiment_page),
)


def make_app(
    database: Database,
    writer: Writer,
    default_project_id: str,
    client_refused: Callable[[], None] = lambda: None,
    metrics_counted: Callable[[int], None] = lambda points: None,
) -> Starlette:
    """Return the ASGI application over an open database.

    What comes without a key goes to the default project. ``client_refused`` is called on the event loop when a program
    with an unknown key was noted, ``metrics_counted`` when metrics came in, which are not kept.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await app.state.service.close()

    app = Starlette(
        routes=list(ROUTES),
        middleware=[Middleware(Guard), Middleware(ClientPaths)],
        exception_handlers={
            ApiError: problems.answer_problem,
            HTTPException: _answer_http_exception,
            Exception: problems.answer_crash,
        },
        lifespan=lifespan,
    )
    app.state.service = Service(database, writer, default_project_id, client_refused, metrics_counted)
    app.state.key_ring = KeyRing()
    return app


async def _answer_http_exception(request: Request, error: Exception) -> Response:
    """What Starlette itself refuses: an unknown route, or a method that a route does not have."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        body = {"message": "Method not allowed", "error": "MethodNotAllowedError"}
    else:
        message = unknown_route(request.url.path, ROUTES)
        body = {"message": message, "error": "RouteNotFoundError"}
    return problems.JsonResponse(body, error.status_code, error.headers)
