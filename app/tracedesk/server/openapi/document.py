"""Writes the document: of the table of routes, and of what is declared about them."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus

from starlette.routing import Route

from tracedesk.config.about import VERSION
from tracedesk.records.json import Json
from tracedesk.server.openapi.fields import Field, Schema
from tracedesk.server.openapi.operation import Body, Operation, Operations
from tracedesk.server.routes import API, template

_PROBLEM: Schema = {
    "type": "object",
    "required": ["message"],
    "properties": {"message": {"type": "string"}, "error": {"type": ["string", "array"], "items": {}}},
}
_DESCRIPTION = "The part of Langfuse's public API that Tracedesk serves, on this machine only."


def openapi_document(routes: Iterable[Route], operations: Operations) -> Schema:
    """Describe the routes below ``/api/public``; one that nothing is declared of is still named."""
    paths: dict[str, dict[str, Json]] = {}
    for route in routes:
        if route.path.startswith(API):
            declared = operations.get(route.endpoint, Operation())
            paths.setdefault(template(route), {}).update(
                (method.lower(), _operation(route, method, declared)) for method in _methods(route)
            )
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tracedesk", "version": VERSION, "description": _DESCRIPTION},
        "servers": [{"url": "/"}],
        "security": [{"projectKeys": []}],
        "paths": paths,
        "components": {
            "schemas": {"Problem": _PROBLEM},
            "securitySchemes": {"projectKeys": {"type": "http", "scheme": "basic"}},
        },
    }


def _methods(route: Route) -> Iterator[str]:
    """HEAD comes with every GET and needs no words."""
    return (method for method in sorted(route.methods or ()) if method != "HEAD")


def _operation(route: Route, method: str, declared: Operation) -> Schema:
    described: Schema = {
        "operationId": _operation_id(route, method),
        "summary": _summary(route),
        "parameters": [*_path_parameters(route, declared), *_query_parameters(declared)],
        "responses": {
            str(declared.status): _success(declared.status),
            "default": {"description": "Why not, in a sentence.", "content": _PROBLEM_CONTENT},
        },
    }
    if declared.body is not None:
        described["requestBody"] = _request_body(declared.body)
    if declared.demands:
        names = " and ".join(one.name for one in declared.demands)
        described["description"] = f"{names} may be set to true. What they say is then answered with 503."
    if declared.open:
        described["security"] = []
    return described


def _success(status: int) -> Schema:
    content: Schema = {} if status == HTTPStatus.NO_CONTENT else {"content": _JSON}
    return {"description": HTTPStatus(status).phrase, **content}


_JSON: Schema = {"application/json": {"schema": {"type": "object"}}}
_PROBLEM_CONTENT: Schema = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def _operation_id(route: Route, method: str) -> str:
    words = [word for word in route.path.removeprefix(API).replace("{", "").split("/") if word]
    return "_".join([method.lower(), *(word.partition(":")[0].rstrip("}").replace("-", "_") for word in words)])


def _summary(route: Route) -> str:
    return (route.endpoint.__doc__ or "").partition("\n")[0]


def _path_parameters(route: Route, declared: Operation) -> list[Json]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "minLength": 1, "examples": [declared.place.get(name, name)]},
        }
        for name in route.param_convertors
    ]


def _query_parameters(declared: Operation) -> list[Json]:
    return [{"name": one.name, "in": "query", "required": one.required, **_written(one)} for one in declared.query]


def _written(one: Field) -> Schema:
    return {"content": {"application/json": {"schema": one.schema}}} if one.as_json else {"schema": one.schema}


def _request_body(body: Body) -> Schema:
    content: dict[str, Json] = {}
    for media_type, schema in body.media.items():
        example: Schema = {"example": body.example} if media_type == "application/json" else {}
        content[media_type] = {"schema": schema, **example}
    return {"required": True, "content": content}
