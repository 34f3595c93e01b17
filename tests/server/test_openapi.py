"""The OpenAPI document holds what the routes serve and ask for, no more and no less."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest
from httpx2 import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from server.asked import Asked, plain, watch
from tracedesk.server.app import ROUTES
from tracedesk.server.openapi.fields import Field, Schema
from tracedesk.server.openapi.operation import Operation
from tracedesk.server.openapi.operations import OPERATIONS
from tracedesk.server.routes import API, template

SERVED = [route for route in ROUTES if route.path.startswith(API)]
READS = [route for route in SERVED if route.methods and "GET" in route.methods]
WRITES = [route for route in SERVED if OPERATIONS.get(route.endpoint, Operation()).body is not None]


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    client.auth = None
    answer = client.get(f"{API}/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    return watch(monkeypatch)


def name_of(route: Route) -> str:
    return f"{' '.join(sorted(route.methods or ()))} {route.path}"


def some_path(route: Route, made: Mapping[str, str] = MappingProxyType({})) -> str:
    """A path that the route serves, with the values of its example, or the ids of what was ``made``."""
    place = made | OPERATIONS[route.endpoint].place
    return template(route).format_map({name: place.get(name, name) for name in route.param_convertors})


def test_it_names_every_path_and_method_that_is_served(document: dict[str, Any]) -> None:
    served = {(template(route), method.lower()) for route in SERVED for method in (route.methods or set()) - {"HEAD"}}
    assert {(path, method) for path, methods in document["paths"].items() for method in methods} == served
    assert document["openapi"] == "3.1.0"


def test_every_route_is_described_once_and_nothing_else_is() -> None:
    endpoints = [route.endpoint for route in SERVED]
    assert [name_of(route) for route in SERVED if route.endpoint not in OPERATIONS] == []
    assert [endpoint for endpoint in OPERATIONS if endpoint not in endpoints] == []


def test_operations_have_names_of_their_own_and_a_summary(document: dict[str, Any]) -> None:
    operations = [one for methods in document["paths"].values() for one in methods.values()]
    ids = [one["operationId"] for one in operations]
    assert len(set(ids)) == len(ids)
    assert [one["operationId"] for one in operations if not one["summary"].endswith(".")] == []


@pytest.mark.parametrize("route", READS, ids=name_of)
def test_the_query_of_a_read_is_what_its_route_asks_for(route: Route, client: TestClient, asked: Asked) -> None:
    operation = OPERATIONS[route.endpoint]
    declared = (*operation.query, *operation.demands)
    needed = {one.name: _some_value(one) for one in declared if one.required}
    answer = client.get(some_path(route), params=needed)
    assert answer.status_code in (200, 404), answer.text
    assert {one.name for one in declared} == set(asked.query)
    assert [one.name for one in declared if not _fits(one, asked.query[one.name])] == []


@pytest.mark.parametrize("route", WRITES, ids=name_of)
def test_the_body_of_a_write_is_what_its_route_reads(route: Route, client: TestClient, asked: Asked) -> None:
    made: dict[str, str] = {}
    for before in WRITES[: WRITES.index(route)]:  # what it refers to has to be there
        made |= _ids_by_name(before, _send_example(client, before, made))
    asked.body.clear()
    answer = _send_example(client, route, made)
    assert answer.status_code == OPERATIONS[route.endpoint].status, answer.text
    body = OPERATIONS[route.endpoint].body
    assert body is not None
    if body.fields:
        assert {one.name for one in body.fields} == set(asked.body)
        assert [one.name for one in body.fields if not _fits(one, asked.body[one.name])] == []


def _some_value(declared: Field) -> str:
    examples = declared.schema.get("examples", ["some"])
    assert isinstance(examples, list)
    return json.dumps(examples[0]) if declared.as_json else str(examples[0])


def _fits(declared: Field, schemas: list[Schema]) -> bool:
    """What is read as any JSON or any text is looked at more closely where it is used, and may be declared so."""
    return plain(declared) in schemas or {} in schemas or {"type": "string"} in schemas


def _send_example(client: TestClient, route: Route, made: Mapping[str, str]) -> Response:
    body = OPERATIONS[route.endpoint].body
    assert body is not None
    return client.request(min(route.methods or ()), some_path(route, made), json=body.example)


def _ids_by_name(route: Route, answer: Response) -> dict[str, str]:
    """The id of what was made, by the name that stands for it in the paths below."""
    names = {
        name for one in SERVED for name in one.param_convertors if template(one) == f"{template(route)}/{{{name}}}"
    }
    return {name: str(answer.json()["id"]) for name in names if "id" in answer.json()}
