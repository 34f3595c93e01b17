"""Figures of days over the wire (wire protocol, 5.15)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from server.events import batch
from server.test_metrics import generation, trace

API = "/api/public"


@pytest.fixture(autouse=True)
def stored(client: TestClient) -> None:
    """Two traces on the first of March, whose calls were a day later, one on the third, and one without steps."""
    events = [
        trace("t1", 1, name="chat", userId="ada", tags=["a", "b"]),
        trace("t2", 1, name="chat", userId="bob", tags=["b"]),
        trace("t3", 3, name="job", userId="ada", environment="prod"),
        trace("t4", 4, name="job"),
        generation(
            "g1", "t1", 2, 10, model="m1", usage={"input": 100, "output": 40}, costDetails={"input": 0.1, "output": 0.2}
        ),
        generation("g2", "t1", 2, 10, model="m1", usage={"input": 10, "output": 30}, costDetails={"total": 0.5}),
        generation("g3", "t2", 2, 10, model="m2", usageDetails={"input": 7}, costDetails={"total": 5}),
        generation("g4", "t2", 2, 10),
        generation("g5", "t3", 3, 10, model="m1"),
    ]
    assert client.post(f"{API}/ingestion", json=batch(*events)).json()["errors"] == []


def days(client: TestClient, **query: Any) -> Any:
    answer = client.get(f"{API}/metrics/daily", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def usage(model: str | None, *figures: float) -> dict[str, Any]:
    names = ("inputUsage", "outputUsage", "totalUsage", "countObservations", "countTraces", "totalCost")
    return {"model": model, **dict(zip(names, figures, strict=True))}


def test_days_come_newest_first_with_their_models(client: TestClient) -> None:
    assert days(client) == {
        "data": [
            {"date": "2026-03-04", "countTraces": 1, "countObservations": 0, "totalCost": 0, "usage": []},
            {
                "date": "2026-03-03",
                "countTraces": 1,
                "countObservations": 1,
                "totalCost": 0,
                "usage": [usage("m1", 0, 0, 0, 1, 1, 0)],
            },
            {
                "date": "2026-03-01",
                "countTraces": 2,
                "countObservations": 4,
                "totalCost": 5.8,
                "usage": [
                    usage("m2", 7, 0, 7, 1, 1, 5),
                    usage("m1", 110, 70, 180, 2, 1, 0.8),
                    usage(None, 0, 0, 0, 1, 1, 0),
                ],
            },
        ],
        "meta": {"page": 1, "limit": 50, "totalItems": 3, "totalPages": 1},
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"traceName": "chat"}, {"2026-03-01": 2}),
        ({"userId": "ada"}, {"2026-03-03": 1, "2026-03-01": 1}),
        ({"userId": "ada", "traceName": "chat"}, {"2026-03-01": 1}),
        ({"tags": "b"}, {"2026-03-01": 2}),
        ({"tags": ["a", "b"]}, {"2026-03-01": 1}),
        ({"environment": "prod"}, {"2026-03-03": 1}),
        ({"environment": ["prod", "default"]}, {"2026-03-04": 1, "2026-03-03": 1, "2026-03-01": 2}),
        ({"fromTimestamp": "2026-03-03T10:00:00Z"}, {"2026-03-04": 1, "2026-03-03": 1}),
        ({"toTimestamp": "2026-03-03T10:00:00Z"}, {"2026-03-01": 2}),
        ({"limit": 1}, {"2026-03-04": 1}),
        ({"limit": 2, "page": 2}, {"2026-03-01": 2}),
        ({"page": 9}, {}),
    ],
)
def test_days_are_filtered_and_paged(client: TestClient, query: dict[str, Any], found: dict[str, int]) -> None:
    assert {day["date"]: day["countTraces"] for day in days(client, **query)["data"]} == found


def test_a_filter_holds_for_the_models_too(client: TestClient) -> None:
    (day,) = days(client, userId="bob")["data"]
    assert [one["model"] for one in day["usage"]] == ["m2", None]


def test_a_wrong_time_is_a_400(client: TestClient) -> None:
    assert client.get(f"{API}/metrics/daily", params={"fromTimestamp": "yesterday"}).status_code == 400
