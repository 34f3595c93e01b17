"""Models and their prices over the wire (wire protocol, 5.12, 6.7 and 7)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from server.events import batch, event

API = "/api/public"
BUILT_IN = 57
MODEL_KEYS = {
    "id", "modelName", "matchPattern", "startDate", "unit", "inputPrice", "outputPrice", "totalPrice", "tokenizerId",
    "tokenizerConfig", "isLangfuseManaged", "createdAt", "prices", "pricingTiers",
}  # fmt: skip
FLAT = {"modelName": "own", "matchPattern": "^own$", "unit": "TOKENS", "inputPrice": 1e-06, "outputPrice": 2e-06}
STANDARD = {"name": "Base", "isDefault": True, "priority": 0, "conditions": [], "prices": {"input": 0.5}}
LARGE = {
    "name": "Large", "isDefault": False, "priority": 1, "prices": {"input": 0.75},
    "conditions": [{"usageDetailPattern": "input", "operator": "gt", "value": 10, "caseSensitive": True}],
}  # fmt: skip
FLEX = {
    "name": "Flex", "isDefault": False, "priority": 2, "prices": {"input": 0.25},
    "conditions": [{"source": "model_parameters", "key": "service_tier", "operator": "in", "values": ["flex"]}],
}  # fmt: skip
TIERED = {"modelName": "own", "matchPattern": "^own$", "unit": "REQUESTS", "pricingTiers": [FLEX, STANDARD, LARGE]}


def made(client: TestClient, **body: Any) -> dict[str, Any]:
    answer = client.post(f"{API}/models", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def call(client: TestClient, observation_id: str = "o", **body: Any) -> dict[str, Any]:
    """Store a generation and return it as it is read."""
    base = {"id": observation_id, "traceId": "t", "startTime": "2026-03-01T10:00:00.000Z"}
    answer = client.post(f"{API}/ingestion", json=batch(event("generation-create", base | body)))
    assert answer.json()["errors"] == []
    found: dict[str, Any] = client.get(f"{API}/observations/{observation_id}").json()
    return found


def test_flat_prices_make_a_standard_tier(client: TestClient) -> None:
    model = made(client, **FLAT, startDate="2026-01-01T00:00:00Z", tokenizerId="openai", tokenizerConfig={"a": [1]})
    assert set(model) == MODEL_KEYS
    (tier,) = model["pricingTiers"]
    assert model | {"id": "", "createdAt": "", "pricingTiers": []} == {
        "id": "", "modelName": "own", "matchPattern": "^own$", "startDate": "2026-01-01T00:00:00.000Z",
        "unit": "TOKENS", "inputPrice": 1e-06, "outputPrice": 2e-06, "totalPrice": None, "tokenizerId": "openai",
        "tokenizerConfig": {"a": [1]}, "isLangfuseManaged": False, "createdAt": "",
        "prices": {"input": {"price": 1e-06}, "output": {"price": 2e-06}}, "pricingTiers": [],
    }  # fmt: skip
    assert tier["id"]
    assert {key: value for key, value in tier.items() if key != "id"} == {
        "name": "Standard",
        "isDefault": True,
        "priority": 0,
        "conditions": [],
        "prices": {"input": 1e-06, "output": 2e-06},
    }
    assert client.get(f"{API}/models/{model['id']}").json() == model


def test_tiers_come_back_by_priority(client: TestClient) -> None:
    model = made(client, **TIERED)
    tiers = [{key: value for key, value in tier.items() if key != "id"} for tier in model["pricingTiers"]]
    assert tiers == [STANDARD, LARGE, FLEX]
    assert (model["inputPrice"], model["outputPrice"], model["unit"]) == (0.5, None, "REQUESTS")


def test_the_list_has_all_models_by_name(client: TestClient) -> None:
    made(client, **FLAT | {"modelName": "gpt-4o"})
    answer = client.get(f"{API}/models", params={"limit": 100}).json()
    names = [model["modelName"] for model in answer["data"]]
    assert names == sorted(names)
    assert answer["meta"] == {"page": 1, "limit": 100, "totalItems": BUILT_IN + 1, "totalPages": 1}
    both = [model["isLangfuseManaged"] for model in answer["data"] if model["modelName"] == "gpt-4o"]
    assert both == [False, True]
    page = client.get(f"{API}/models", params={"limit": 10, "page": 2}).json()
    assert [model["modelName"] for model in page["data"]] == names[10:20]
    assert all(set(model) == MODEL_KEYS for model in answer["data"])


def test_built_in_models_are_read_and_stay(client: TestClient) -> None:
    model = client.get(f"{API}/models/gpt-4o").json()
    assert (model["modelName"], model["isLangfuseManaged"], model["inputPrice"]) == ("gpt-4o", True, 2.5e-06)
    assert client.delete(f"{API}/models/gpt-4o").status_code == 404
    assert client.put(f"{API}/models/gpt-4o", json=FLAT).status_code == 400
    assert client.get(f"{API}/models/gpt-4o").json() == model


def test_a_model_is_deleted(client: TestClient) -> None:
    model_id = made(client, **FLAT)["id"]
    answer = client.delete(f"{API}/models/{model_id}")
    assert (answer.status_code, answer.json()) == (200, {"message": "Model successfully deleted"})
    for answer in (client.get(f"{API}/models/{model_id}"), client.delete(f"{API}/models/{model_id}")):
        assert answer.status_code == 404
        assert answer.json()["error"] == "LangfuseNotFoundError"


def test_put_makes_or_replaces(client: TestClient) -> None:
    first = client.put(f"{API}/models/mine", json=FLAT).json()
    second = client.put(f"{API}/models/mine", json=TIERED).json()
    assert (first["id"], second["id"]) == ("mine", "mine")
    assert (first["inputPrice"], second["inputPrice"], second["outputPrice"]) == (1e-06, 0.5, None)
    assert second["createdAt"] == first["createdAt"]
    assert client.get(f"{API}/models/mine").json() == second
    answer = client.put(f"{API}/models/other", json=FLAT)
    assert (answer.status_code, answer.json()["error"]) == (400, "InvalidRequestError")


def test_a_name_is_taken_once(client: TestClient) -> None:
    made(client, **FLAT)
    answer = client.post(f"{API}/models", json=FLAT)
    assert (answer.status_code, answer.json()) == (
        400,
        {"message": "Model name 'own' already exists in project", "error": "InvalidRequestError"},
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"modelName": None}, "body.modelName is required"),
        ({"modelName": ""}, "body.modelName is required"),
        ({"matchPattern": None}, "body.matchPattern is required"),
        ({"matchPattern": "("}, "body.matchPattern is no regular expression"),
        ({"matchPattern": "(?=a)"}, "body.matchPattern is no regular expression"),
        ({"unit": "APPLES"}, "body.unit must be one of"),
        ({"unit": None}, "body.unit must be one of"),
        ({"startDate": "soon"}, "body.startDate"),
        ({"tokenizerId": "mine"}, "body.tokenizerId must be one of"),
        ({"inputPrice": -1}, "body.inputPrice must not be negative"),
        ({"inputPrice": "1"}, "body.inputPrice must be a number"),
        ({"inputPrice": True}, "body.inputPrice must be a number"),
        ({"totalPrice": 1}, "body.totalPrice excludes"),
        ({"inputPrice": None, "outputPrice": None}, "body.pricingTiers or flat prices"),
        ({"pricingTiers": [STANDARD]}, "body.pricingTiers or flat prices"),
    ],
)
def test_a_wrong_field_is_named(client: TestClient, change: dict[str, Any], sentence: str) -> None:
    answer = client.post(f"{API}/models", json=FLAT | change)
    assert answer.status_code == 400
    assert answer.json()["error"][0]["message"].startswith(sentence)


@pytest.mark.parametrize(
    ("tiers", "sentence"),
    [
        ([LARGE], "body.pricingTiers must have exactly one default tier"),
        ([STANDARD, STANDARD | {"name": "Other"}], "body.pricingTiers must have exactly one default tier"),
        ([STANDARD, LARGE | {"name": "Base"}], "body.pricingTiers must have different names"),
        ([STANDARD, LARGE, FLEX | {"priority": 1}], "body.pricingTiers must have different priorities"),
        ([STANDARD | {"priority": 3}], "body.pricingTiers[0].isDefault goes with"),
        ([STANDARD, LARGE | {"conditions": []}], "body.pricingTiers[1].isDefault goes with"),
        ([STANDARD | {"conditions": LARGE["conditions"]}], "body.pricingTiers[0].isDefault goes with"),
        ([STANDARD | {"priority": -1}], "body.pricingTiers[0].priority must be"),
        ([STANDARD | {"prices": {}}], "body.pricingTiers[0].prices must have"),
        ([STANDARD | {"prices": {"input": "x"}}], "body.pricingTiers[0].prices.input must be a number"),
        ([STANDARD, LARGE | {"conditions": [{"operator": "in"}]}], "body.pricingTiers[1].conditions[0].operator"),
        ([STANDARD, FLEX | {"conditions": [{"source": "metadata", "key": "k", "operator": "eq"}]}],
         "body.pricingTiers[1].conditions[0].operator must be in"),
        ([STANDARD, FLEX | {"conditions": [{"source": "metadata", "key": "k", "operator": "in", "values": []}]}],
         "body.pricingTiers[1].conditions[0].values must be"),
        (5, "body.pricingTiers must be a list"),
        ([5], "body.pricingTiers[0] must be an object"),
    ],
)  # fmt: skip
def test_a_wrong_tier_is_named(client: TestClient, tiers: Any, sentence: str) -> None:
    answer = client.post(f"{API}/models", json=TIERED | {"pricingTiers": tiers})
    assert answer.status_code == 400
    assert answer.json()["error"][0]["message"].startswith(sentence)


@pytest.mark.parametrize("body", [b"", b"[]", b"5", b"{", b'{"modelName": NaN}', b'"\\ud800"', b"\x00"])
def test_odd_bodies_are_a_400(client: TestClient, body: bytes) -> None:
    assert client.post(f"{API}/models", content=body).status_code == 400


def test_a_call_is_priced_as_its_model_says(client: TestClient) -> None:
    model = made(client, **FLAT)
    one = call(client, model="own", usageDetails={"input": 150, "output": 50, "total": 300})
    assert one["costDetails"] == {"input": 0.00015, "output": 0.0001, "total": 0.00025}
    assert (one["modelId"], one["model"]) == (model["id"], "own")
    assert (one["inputPrice"], one["outputPrice"], one["totalPrice"]) == (1e-06, 2e-06, None)
    assert (one["calculatedInputCost"], one["calculatedOutputCost"]) == (0.00015, 0.0001)
    assert one["calculatedTotalCost"] == 0.00025
    assert (one["usagePricingTierId"], one["usagePricingTierName"]) == (model["pricingTiers"][0]["id"], "Standard")
    assert client.get(f"{API}/traces/t").json()["totalCost"] == 0.00025
    assert client.get(f"{API}/traces").json()["data"][0]["totalCost"] == 0.00025


def test_the_tier_is_chosen_by_usage_and_parameters(client: TestClient) -> None:
    made(client, **TIERED)
    base = call(client, "a", model="own", usageDetails={"input": 10})
    large = call(client, "b", model="own", usageDetails={"input": 12}, modelParameters={"service_tier": "flex"})
    flex = call(client, "c", model="own", usageDetails={"input": 4}, modelParameters={"service_tier": "flex"})
    found = [
        (one["usagePricingTierName"], one["calculatedTotalCost"], one["inputPrice"]) for one in (base, large, flex)
    ]
    assert found == [("Base", 5, 0.5), ("Large", 9, 0.5), ("Flex", 1, 0.5)]


def test_a_cost_of_its_own_is_kept(client: TestClient) -> None:
    one = call(client, model="gpt-4o", usageDetails={"input": 1}, costDetails={"input": 5})
    assert (one["costDetails"], one["calculatedTotalCost"], one["modelId"]) == ({"input": 5, "total": 5}, 5, "gpt-4o")


def test_in_a_whole_trace_a_missing_price_is_zero(client: TestClient) -> None:
    call(client, model="gpt-4o", usageDetails={"input": 1_000_000, "output": 0})
    (one,) = client.get(f"{API}/traces/t").json()["observations"]
    assert (one["inputPrice"], one["outputPrice"], one["totalPrice"]) == (2.5e-06, 1e-05, 0)
    assert one["costDetails"] == {"input": 2.5, "output": 0, "total": 2.5}


def test_a_filter_on_cost_sees_computed_costs(client: TestClient) -> None:
    call(client, model="gpt-4o", usageDetails={"input": 1_000_000, "output": 100_000})
    for path in ("observations", "traces"):
        for value, found in ((2.4, 1), (2.6, 0)):
            condition = f'[{{"type":"number","column":"inputCost","operator":">","value":{value}}}]'
            assert len(client.get(f"{API}/{path}", params={"filter": condition}).json()["data"]) == found


def test_metrics_count_computed_costs(client: TestClient) -> None:
    call(client, model="gpt-4o", usageDetails={"input": 1_000_000, "output": 100_000})
    (day,) = client.get(f"{API}/metrics/daily").json()["data"]
    assert (day["totalCost"], day["usage"][0]["totalCost"]) == (3.5, 3.5)
    query = (
        '{"view":"observations","metrics":[{"measure":"inputCost","aggregation":"sum"},'
        '{"measure":"totalCost","aggregation":"sum"}],'
        '"fromTimestamp":"2026-03-01T00:00:00Z","toTimestamp":"2026-03-02T00:00:00Z"}'
    )
    answer = client.get(f"{API}/metrics", params={"query": query}).json()
    assert answer["data"] == [{"sum_inputCost": 2.5, "sum_totalCost": 3.5}]
