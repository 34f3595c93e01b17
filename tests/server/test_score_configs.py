"""Score configs over the wire (wire protocol, 4.5 and 6.8)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from server.other_project import enter_other_project
from tracedesk.runtime import Runtime

URL = "/api/public/score-configs"
KEYS = {
    "id", "name", "projectId", "createdAt", "updatedAt", "dataType", "isArchived", "minValue", "maxValue", "categories",
    "description",
}  # fmt: skip
NUMERIC = {"name": "accuracy", "dataType": "NUMERIC", "minValue": 0, "maxValue": 1}
TONES = [{"label": "kind", "value": 1}, {"label": "rude", "value": 0}]
CATEGORICAL = {"name": "Tone (v1.2)_a-b", "dataType": "CATEGORICAL", "categories": TONES}


def made(client: TestClient, **body: Any) -> dict[str, Any]:
    answer = client.post(URL, json=body)
    assert answer.status_code == 200, answer.text
    config: dict[str, Any] = answer.json()
    return config


def without_ids(config: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in config.items() if key not in ("id", "projectId", "createdAt", "updatedAt")}


def test_a_config_is_returned_whole_and_read_again(client: TestClient, runtime: Runtime) -> None:
    config = made(client, **NUMERIC, description="how right", unknown=1)
    assert set(config) == KEYS
    assert (config["projectId"], config["createdAt"] == config["updatedAt"]) == (runtime.project_id, True)
    assert without_ids(config) == {
        "name": "accuracy", "dataType": "NUMERIC", "isArchived": False, "minValue": 0, "maxValue": 1,
        "categories": None, "description": "how right",
    }  # fmt: skip
    assert client.get(f"{URL}/{config['id']}").json() == config


def test_a_boolean_config_gets_its_categories(client: TestClient) -> None:
    config = made(client, name="ok", dataType="BOOLEAN", categories=None, minValue=None)
    assert config["categories"] == [{"label": "True", "value": 1}, {"label": "False", "value": 0}]
    assert (config["minValue"], config["maxValue"], config["description"]) == (None, None, None)
    changed = client.patch(f"{URL}/{config['id']}", json={"name": "fine"}).json()
    assert (changed["name"], changed["categories"]) == ("fine", config["categories"])


def test_categories_are_kept_in_their_order(client: TestClient) -> None:
    config = made(client, **CATEGORICAL)
    assert (config["name"], config["categories"]) == ("Tone (v1.2)_a-b", TONES)
    assert made(client, name="why", dataType="TEXT")["categories"] is None


def test_names_may_be_alike(client: TestClient) -> None:
    assert made(client, **NUMERIC)["id"] != made(client, **NUMERIC)["id"]


def test_the_list_has_the_newest_first(client: TestClient) -> None:
    ids = [made(client, **NUMERIC | {"name": f"n{number}"})["id"] for number in range(3)]
    answer = client.get(URL, params={"limit": 2}).json()
    assert [config["id"] for config in answer["data"]] == [ids[2], ids[1]]
    assert answer["meta"] == {"page": 1, "limit": 2, "totalItems": 3, "totalPages": 2}
    second = client.get(URL, params={"limit": 2, "page": 2}).json()["data"]
    assert [config["id"] for config in second] == [ids[0]]
    assert all(set(config) == KEYS for config in answer["data"])


def test_what_is_named_changes_and_the_rest_stays(client: TestClient) -> None:
    config = made(client, **NUMERIC, description="how right")
    changed = client.patch(
        f"{URL}/{config['id']}", json={"isArchived": True, "maxValue": 5, "name": None, "description": None}
    )
    assert changed.status_code == 200
    assert changed.json() | {"updatedAt": ""} == config | {"isArchived": True, "maxValue": 5, "updatedAt": ""}
    assert client.get(f"{URL}/{config['id']}").json() == changed.json()
    assert client.patch(f"{URL}/{config['id']}", json={"isArchived": False}).json()["isArchived"] is False


def test_categories_change_as_a_whole(client: TestClient) -> None:
    config = made(client, **CATEGORICAL)
    new = [{"label": "cold", "value": 0.5}]
    assert client.patch(f"{URL}/{config['id']}", json={"categories": new}).json()["categories"] == new


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"dataType": "NUMERIC"}, "body.name is required"),
        ({"name": "", "dataType": "NUMERIC"}, "body.name is required"),
        ({"name": "a" * 36, "dataType": "NUMERIC"}, "body.name must have 1 to 35"),
        ({"name": "a/b", "dataType": "NUMERIC"}, "body.name must have 1 to 35"),
        ({"name": "a\n", "dataType": "NUMERIC"}, "body.name must have 1 to 35"),
        ({"name": "n"}, "body.dataType must be one of NUMERIC, CATEGORICAL, BOOLEAN, TEXT"),
        ({"name": "n", "dataType": "CORRECTION"}, "body.dataType must be one of"),
        ({"name": "n", "dataType": "NUMERIC", "minValue": "0"}, "body.minValue must be a number"),
        ({"name": "n", "dataType": "NUMERIC", "maxValue": True}, "body.maxValue must be a number"),
        ({"name": "n", "dataType": "NUMERIC", "minValue": 1, "maxValue": 1}, "maxValue must be greater"),
        ({"name": "n", "dataType": "NUMERIC", "minValue": 2, "maxValue": 1}, "maxValue must be greater"),
        ({"name": "n", "dataType": "NUMERIC", "categories": TONES}, "categories are for CATEGORICAL configs"),
        ({"name": "n", "dataType": "BOOLEAN", "categories": TONES}, "categories are for CATEGORICAL configs"),
        ({"name": "n", "dataType": "BOOLEAN", "maxValue": 1}, "minValue and maxValue are for NUMERIC configs"),
        ({"name": "n", "dataType": "TEXT", "categories": TONES}, "categories are for CATEGORICAL configs"),
        ({"name": "n", "dataType": "CATEGORICAL"}, "categories are required"),
        ({"name": "n", "dataType": "CATEGORICAL", "categories": []}, "categories are required"),
        ({"name": "n", "dataType": "CATEGORICAL", "categories": TONES, "minValue": 0}, "minValue and maxValue are"),
        ({"name": "n", "dataType": "CATEGORICAL", "categories": [{"label": "a"}]}, "body.categories[0].value is req"),
        ({"name": "n", "dataType": "CATEGORICAL", "categories": [{"value": 1}]}, "body.categories[0].label is req"),
        ({"name": "n", "dataType": "CATEGORICAL", "categories": ["a"]}, "body.categories[0] must be an object"),
        ({"name": "n", "dataType": "CATEGORICAL", "categories": "a"}, "body.categories must be a list"),
        (
            {"name": "n", "dataType": "CATEGORICAL", "categories": [*TONES, {"label": "kind", "value": 2}]},
            "categories must differ",
        ),
        (
            {"name": "n", "dataType": "CATEGORICAL", "categories": [*TONES, {"label": "cold", "value": 1.0}]},
            "categories must differ",
        ),
        ([], "body must be an object"),
    ],
)
def test_a_config_that_is_not_sound_is_refused(client: TestClient, body: Any, sentence: str) -> None:
    answer = client.post(URL, json=body)
    assert (answer.status_code, answer.json()["message"]) == (400, "Invalid request data")
    assert answer.json()["error"][0]["message"].startswith(sentence)
    assert client.get(URL).json()["meta"]["totalItems"] == 0


@pytest.mark.parametrize("body", [{}, {"dataType": "TEXT"}, {"name": None}, {"isArchived": "yes"}, {"name": "a/b"}])
def test_a_change_that_says_nothing_sound_is_refused(client: TestClient, body: dict[str, Any]) -> None:
    config = made(client, **NUMERIC)
    answer = client.patch(f"{URL}/{config['id']}", json=body)
    assert (answer.status_code, answer.json()["message"]) == (400, "Invalid request data")


@pytest.mark.parametrize(
    ("config", "body"),
    [
        (NUMERIC, {"minValue": 3}),
        (NUMERIC, {"categories": TONES}),
        (CATEGORICAL, {"maxValue": 3}),
        (CATEGORICAL, {"categories": []}),
        (CATEGORICAL, {"categories": [*TONES, *TONES]}),
        ({"name": "b", "dataType": "BOOLEAN"}, {"categories": TONES}),
        ({"name": "t", "dataType": "TEXT"}, {"minValue": 0}),
    ],
)
def test_a_config_stays_sound(client: TestClient, config: dict[str, Any], body: dict[str, Any]) -> None:
    known = made(client, **config)
    answer = client.patch(f"{URL}/{known['id']}", json=body)
    assert (answer.status_code, answer.json()["error"]) == (400, "InvalidRequestError")
    assert client.get(f"{URL}/{known['id']}").json() == known


def test_an_unknown_config_and_that_of_another_project_are_not_found(client: TestClient, runtime: Runtime) -> None:
    config = made(client, **NUMERIC)
    enter_other_project(client, runtime)
    for config_id in (config["id"], "nobody"):
        for answer in (
            client.get(f"{URL}/{config_id}"),
            client.patch(f"{URL}/{config_id}", json={"isArchived": True}),
        ):
            assert answer.status_code == 404
            assert answer.json() == {
                "message": "Score config not found within authorized project", "error": "LangfuseNotFoundError",
            }  # fmt: skip
    assert client.get(URL).json()["data"] == []
