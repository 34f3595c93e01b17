"""Scores that name a config say what it allows, whatever way they come (wire protocol, 4.3)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from server.events import batch, event
from tracedesk.queries.inbox import inbox_lines
from tracedesk.runtime import Runtime
from tracedesk.workflows.retry_refusals import Retried, retry_refusals

API = "/api/public"
Ids = dict[str, str]
CONFIGS = {
    "number": {"name": "accuracy", "dataType": "NUMERIC", "minValue": 0, "maxValue": 1},
    "truth": {"name": "ok", "dataType": "BOOLEAN"},
    "tone": {
        "name": "tone", "dataType": "CATEGORICAL",
        "categories": [{"label": "kind", "value": 3}, {"label": "rude", "value": -1}],
    },
    "text": {"name": "why", "dataType": "TEXT"},
}  # fmt: skip


@pytest.fixture
def configs(client: TestClient) -> Ids:
    """Ids by short names; ``old`` is archived."""
    found = {name: str(client.post(f"{API}/score-configs", json=body).json()["id"]) for name, body in CONFIGS.items()}
    old = client.post(f"{API}/score-configs", json=CONFIGS["number"]).json()["id"]
    client.patch(f"{API}/score-configs/{old}", json={"isArchived": True})
    return found | {"old": old}


FITTING = [
    ("number", 0, {}, ("accuracy", "NUMERIC", 0, None)),
    ("number", 1, {"dataType": "NUMERIC", "name": "else"}, ("accuracy", "NUMERIC", 1, None)),
    ("truth", 1, {}, ("ok", "BOOLEAN", 1, "True")),
    ("truth", 0, {"dataType": "BOOLEAN"}, ("ok", "BOOLEAN", 0, "False")),
    ("tone", "kind", {}, ("tone", "CATEGORICAL", 3, "kind")),
    ("tone", "rude", {"dataType": "CATEGORICAL"}, ("tone", "CATEGORICAL", -1, "rude")),
    ("text", "because", {}, ("why", "TEXT", None, "because")),
    ("text", "because", {"dataType": "TEXT"}, ("why", "TEXT", None, "because")),
]
MISFITS = [
    ("number", 1.01, {}, "1.01 is above 1, the most that accuracy takes"),
    ("number", -1, {"dataType": "NUMERIC"}, "-1 is below 0, the least that accuracy takes"),
    ("number", "half", {}, "The score config accuracy takes numbers"),
    ("number", 1, {"dataType": "BOOLEAN"}, "The score config accuracy takes NUMERIC scores, not BOOLEAN ones"),
    ("truth", 2, {}, "The score config ok takes 0 and 1"),
    ("truth", "True", {}, "The score config ok takes numbers"),
    ("tone", "warm", {}, "'warm' is not a category of tone, which has kind, rude"),
    ("tone", 3, {}, "The score config tone takes texts"),
    ("text", "x" * 501, {}, "The score config why takes texts of 1 to 500 characters"),
    ("text", "", {}, "The score config why takes texts of 1 to 500 characters"),
    ("text", "a", {"dataType": "CATEGORICAL"}, "The score config why takes TEXT scores, not CATEGORICAL ones"),
    ("old", 1, {}, "The score config accuracy is archived"),
    ("nobody", 1, {}, "There is no score config nobody in this project"),
]


def score(configs: Ids, config: str, value: Any, more: dict[str, Any], **own: Any) -> dict[str, Any]:
    return (
        {"id": "s", "traceId": "t", "name": "n", "value": value, "configId": configs.get(config, config)} | more | own
    )


def stored(client: TestClient) -> dict[str, Any] | None:
    answer = client.get(f"{API}/v2/scores/s")
    found: dict[str, Any] | None = answer.json() if answer.status_code == 200 else None
    return found


def verdict(found: dict[str, Any] | None) -> tuple[Any, ...]:
    assert found is not None
    return found["name"], found["dataType"], found.get("value"), found["stringValue"]


@pytest.mark.parametrize(("config", "value", "more", "expected"), FITTING)
def test_a_score_is_as_its_config_has_it(
    client: TestClient,
    configs: Ids,
    config: str,
    value: Any,
    more: dict[str, Any],
    expected: tuple[Any, ...],
) -> None:
    sent = score(configs, config, value, more, source="ANNOTATION")
    assert client.post(f"{API}/scores", json=sent).json() == {"id": "s"}
    found = stored(client)
    assert verdict(found) == expected
    assert found is not None
    assert (found["configId"], found["source"]) == (configs[config], "ANNOTATION")


@pytest.mark.parametrize(("config", "value", "more", "sentence"), MISFITS)
def test_a_score_that_does_not_fit_is_a_400(
    client: TestClient, configs: Ids, config: str, value: Any, more: dict[str, Any], sentence: str
) -> None:
    answer = client.post(f"{API}/scores", json=score(configs, config, value, more))
    assert answer.status_code == 400
    assert answer.json() == {"message": sentence, "error": "InvalidRequestError"}
    assert stored(client) is None


@pytest.mark.parametrize(("config", "value", "more", "expected"), FITTING)
def test_a_batch_stores_what_fits(
    client: TestClient,
    configs: Ids,
    config: str,
    value: Any,
    more: dict[str, Any],
    expected: tuple[Any, ...],
) -> None:
    sent = batch(event("score-create", score(configs, config, value, more)))
    assert client.post(f"{API}/ingestion", json=sent).json()["errors"] == []
    assert verdict(stored(client)) == expected


@pytest.mark.parametrize(("config", "value", "more", "sentence"), MISFITS)
def test_a_batch_drops_what_does_not_fit_and_its_client_is_not_told(
    client: TestClient,
    runtime: Runtime,
    configs: Ids,
    config: str,
    value: Any,
    more: dict[str, Any],
    sentence: str,
) -> None:
    sent = batch(
        event("score-create", score(configs, config, value, more), id="e1"), event("trace-create", {"id": "t"}, id="e2")
    )
    answer = client.post(f"{API}/ingestion", json=sent)
    assert (answer.status_code, answer.json()["errors"]) == (207, [])
    assert {one["id"]: one["status"] for one in answer.json()["successes"]} == {"e1": 201, "e2": 201}
    assert stored(client) is None
    assert client.get(f"{API}/traces/t").status_code == 200
    (line,) = inbox_lines(runtime.database, runtime.project_id)
    assert (line.reason, line.refused_count) == (sentence, 1)


def test_a_list_takes_what_fits_and_says_why_the_others_do_not(client: TestClient, configs: Ids) -> None:
    sent = [
        score(configs, "number", 2, {}, id="high"),
        score(configs, "number", 0.5, {}, id="fits"),
        {"id": "bad", "name": "n", "value": 1},
        {"id": "free", "name": "n", "value": 7, "traceId": "t"},
    ]
    answer = client.post(f"{API}/scores", json=sent)
    assert (answer.status_code, answer.json()) == (
        207,
        {
            "accepted": 2,
            "rejected": 2,
            "errors": [
                {"message": "Provide exactly one of traceId, sessionId, datasetRunId"},
                {"message": "2 is above 1, the most that accuracy takes"},
            ],
        },
    )
    assert {one["id"] for one in client.get(f"{API}/v3/scores").json()["data"]} == {"fits", "free"}


def test_scores_are_found_by_their_config(client: TestClient, configs: Ids) -> None:
    client.post(f"{API}/scores", json=[score(configs, name, 1, {}, id=name) for name in ("number", "truth")])
    for path in ("scores", "v2/scores", "v3/scores"):
        found = client.get(f"{API}/{path}", params={"configId": configs["truth"]}).json()["data"]
        assert [one["id"] for one in found] == ["truth"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"source": "ANNOTATION"}, "body.configId is required for scores whose source is ANNOTATION"),
        ({"dataType": "CORRECTION", "value": "a", "configId": "c"}, "body.configId is not for CORRECTION scores"),
        ({"source": "EVAL"}, "body.source may be EVAL inside of ingestion events only"),
    ],
)
def test_sources_and_configs_go_together(client: TestClient, more: dict[str, Any], sentence: str) -> None:
    answer = client.post(f"{API}/scores", json={"traceId": "t", "name": "n", "value": 1} | more)
    assert (answer.status_code, answer.json()["error"][0]["message"]) == (400, sentence)


def test_a_correction_may_be_an_annotation_without_a_config(client: TestClient) -> None:
    sent = {"id": "s", "traceId": "t", "name": "n", "value": "better", "dataType": "CORRECTION", "source": "ANNOTATION"}
    assert client.post(f"{API}/scores", json=sent).status_code == 200
    found = stored(client)
    assert found is not None
    assert (found["name"], found["stringValue"], found["value"]) == ("output", "better", 0)


def test_what_a_changed_config_takes_can_be_tried_again(client: TestClient, runtime: Runtime, configs: Ids) -> None:
    client.post(f"{API}/ingestion", json=batch(event("score-create", score(configs, "number", 4, {}))))

    def retry() -> Retried:
        items = [line.item for line in inbox_lines(runtime.database, runtime.project_id)]
        return retry_refusals(
            runtime.database, runtime.writer, runtime.project_id, items, lambda done, total: None, lambda: False
        )

    assert retry() == Retried(understood=0, refused=1)
    client.patch(f"{API}/score-configs/{configs['number']}", json={"maxValue": 5})
    assert retry() == Retried(understood=1, refused=0)
    assert verdict(stored(client)) == ("accuracy", "NUMERIC", 4, None)


def test_a_large_batch_is_held_against_configs_too(client: TestClient, configs: Ids) -> None:
    sent = [
        event("score-create", score(configs, "number", number % 2 * 2, {}, id=f"s{number}"), id=f"e{number}")
        for number in range(200)
    ]
    for _ in range(2):
        assert client.post(f"{API}/ingestion", json=batch(*sent)).json()["errors"] == []
    assert client.get(f"{API}/v2/scores").json()["meta"]["totalItems"] == 100
