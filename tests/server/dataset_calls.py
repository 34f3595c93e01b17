"""Calls of the dataset routes that must succeed, as tests make them over and over."""

from typing import Any

from starlette.testclient import TestClient

API = "/api/public"


def post(client: TestClient, path: str, **body: Any) -> dict[str, Any]:
    answer = client.post(f"{API}/{path}", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def get(client: TestClient, path: str, **query: Any) -> dict[str, Any]:
    answer = client.get(f"{API}/{path}", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def refusal(client: TestClient, method: str, path: str, **more: Any) -> tuple[int, dict[str, Any]]:
    answer = client.request(method, f"{API}/{path}", **more)
    return answer.status_code, answer.json()


def not_found(message: str) -> tuple[int, dict[str, str]]:
    return 404, {"message": message, "error": "LangfuseNotFoundError"}


def invalid(field: str, fault: str) -> tuple[int, dict[str, Any]]:
    issue = {"code": "custom", "path": [field], "message": fault}
    return 400, {"message": "Invalid request data", "error": [issue]}
