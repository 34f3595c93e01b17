"""The addresses that SDKs print for people: a page that says what is to be found in the window (wire protocol, 5.2).

There is nothing to run or to load in it. What it names is what the address names already, and its title.
"""

from html import escape

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.formats.times import format_time
from tracedesk.queries.names import experiment_name, run_name, trace_name
from tracedesk.server.paths import path_text
from tracedesk.server.service import service_of

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
    '<meta name="viewport" content="width=device-width"><title>{title} – Tracedesk</title></head>'
    "<body><h1>{title}</h1><p>{text}</p></body></html>"
)


async def get_trace_page(request: Request) -> Response:
    """Name a trace."""
    trace_id = path_text(request, "trace_id")
    service = service_of(request)
    found = await service.run(trace_name, service.database, trace_id)
    if found is None:
        return _page("Unknown trace", f"Tracedesk has no trace with the id {trace_id}.", 404)
    name, began_ns = found
    told = f"It began at {format_time(began_ns)}. Open Tracedesk's window: Traces shows it under this name and time."
    return _page(f"Trace {name or trace_id}", f"{told} Its id is {trace_id}.")


async def get_run_page(request: Request) -> Response:
    """Name a run of a dataset."""
    run_id = path_text(request, "run_id")
    service = service_of(request)
    found = await service.run(run_name, service.database, run_id)
    if found is None:
        return _page("Unknown run", f"Tracedesk has no dataset run with the id {run_id}.", 404)
    dataset, name = found
    return _page(f"Run {name}", f"It is a run over the dataset {dataset}. Its id is {run_id}.")


async def get_experiment_page(request: Request) -> Response:
    """Name an experiment."""
    experiment_id = request.query_params.get("baseline", "")
    service = service_of(request)
    name = await service.run(experiment_name, service.database, experiment_id)
    if name is None:
        return _page("Unknown experiment", f"Tracedesk has no experiment with the id {experiment_id}.", 404)
    return _page(f"Experiment {name}", f"Its id is {experiment_id}.")


def _page(title: str, text: str, status: int = 200) -> Response:
    content = _PAGE.format(title=escape(title), text=escape(text)).encode("utf-8", "replace")
    return Response(content, status, _HEADERS, "text/html; charset=utf-8")
