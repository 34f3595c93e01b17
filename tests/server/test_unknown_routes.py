"""Who asks for something that is not served is told what is."""

import pytest
from starlette.testclient import TestClient

API = "/api/public"
MORE = "; /api/public/openapi.json tells more."


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("/trace", "/api/public/traces"),
        ("/v2/score", "/api/public/v2/scores"),
        ("/dataset-run-item", "/api/public/dataset-run-items"),
        ("/otel/v1/profiles", "/api/public/otel/v1/traces"),
        ("/experiments/results/of/mine", "/api/public/experiments"),
    ],
)
def test_the_nearest_paths_are_named_first(client: TestClient, asked: str, near: str) -> None:
    answer = client.get(f"{API}{asked}")
    assert answer.status_code == 404
    message = answer.json()["message"]
    assert message.startswith(f"Tracedesk does not serve {API}{asked}. Near to it are {near}")
    assert ". It serves /api/public/" in message
    assert message.endswith(MORE)
    assert answer.json()["error"] == "RouteNotFoundError"


def test_where_nothing_is_near_what_is_served_is_named_alone(client: TestClient) -> None:
    answer = client.post(f"{API}/scim/v2/Users")
    assert answer.status_code == 404
    message = answer.json()["message"]
    assert message.startswith(f"Tracedesk does not serve {API}/scim/v2/Users. It serves {API}/")
    for path in ("ingestion", "traces", "otel/v1/traces", "v2/datasets"):
        assert f"{API}/{path}," in message
    assert "{" not in message
    assert message.endswith(MORE)


def test_an_unknown_path_needs_no_key_to_be_told_so(client: TestClient) -> None:
    client.auth = None
    assert client.get("/nothing").status_code == 404


def test_a_method_that_a_route_does_not_have_is_405(client: TestClient) -> None:
    answer = client.put(f"{API}/traces")
    assert answer.status_code == 405
    assert answer.json() == {"message": "Method not allowed", "error": "MethodNotAllowedError"}
