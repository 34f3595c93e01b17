"""The ``filter`` of lists, as answers show it (wire protocol, 5.4)."""

from typing import Any

import orjson
import pytest
from starlette.testclient import TestClient

from server.events import batch, event
from tracedesk.analysis.filter import KEYED, OPERATORS, ConditionType
from tracedesk.queries.filter_columns import OBSERVATIONS, OBSERVATIONS_V2, SCORES, TRACES
from tracedesk.queries.filters import FITTING, Table

API = "/api/public"
LISTS = ("traces", "observations", "scores", "v2/scores")


@pytest.fixture(autouse=True)
def stored(client: TestClient) -> None:
    """Three traces, a second apart; the last has nothing but its id and its time."""
    events = [
        event("trace-create", {
            "id": "t1", "timestamp": "2026-03-01T10:00:01.000Z", "name": "Answer", "userId": "ada", "sessionId": "chat",
            "tags": ["a", "b"], "release": "r1", "version": "1", "environment": "dev", "public": True,
            "metadata": {"tier": "gold", "count": 5, "deep": {"x": {"y": 1}}, "flag": True, "text": '{"in": "side"}'},
        }),
        event("trace-create", {
            "id": "t2", "timestamp": "2026-03-01T10:00:02.000Z", "name": "Ask 100%_", "userId": "bob", "tags": ["b"],
            "metadata": {"tier": "silver", "count": 12, "flag": False},
        }),
        event("trace-create", {"id": "t3", "timestamp": "2026-03-01T10:00:03.000Z"}),
        event("span-create", {
            "id": "s1", "traceId": "t1", "name": "root", "startTime": "2026-03-01T10:00:01.000Z",
            "endTime": "2026-03-01T10:00:03.000Z", "level": "WARNING", "statusMessage": "slow",
        }),
        event("generation-create", {
            "id": "g1", "traceId": "t1", "parentObservationId": "s1", "name": "call", "model": "gpt-x",
            "startTime": "2026-03-01T10:00:02.000Z", "completionStartTime": "2026-03-01T10:00:02.250Z",
            "endTime": "2026-03-01T10:00:02.500Z", "usageDetails": {"input": 6, "output": 4},
            "costDetails": {"input": 0.25, "output": 0.5}, "metadata": {"tier": "gold"}, "input": "Hello big World",
        }),
        event("span-create", {
            "id": "s2", "traceId": "t2", "name": "root", "startTime": "2026-03-01T10:00:02.000Z", "level": "DEBUG",
        }),
        event("score-create", {"id": "q1", "traceId": "t1", "name": "quality", "value": 0.9}),
        event("score-create", {"id": "q1b", "traceId": "t1", "name": "quality", "value": 0.5}),
        event("score-create", {"id": "q2", "traceId": "t2", "name": "quality", "value": 0.2, "comment": "weak"}),
        event("score-create", {"id": "c1", "traceId": "t1", "observationId": "g1", "name": "tone", "value": "warm"}),
        event("score-create", {"id": "c2", "traceId": "t2", "name": "tone", "value": "cold", "metadata": {"by": "e"}}),
        event("score-create", {"id": "b1", "traceId": "t1", "name": "ok", "value": 1, "dataType": "BOOLEAN"}),
        event("score-create", {"id": "b2", "traceId": "t2", "name": "ok", "value": 0, "dataType": "BOOLEAN"}),
    ]  # fmt: skip
    answer = client.post(f"{API}/ingestion", json=batch(*events))
    assert answer.json()["errors"] == []


def condition(kind: str, column: str, operator: str, value: Any = "", key: str | None = None) -> dict[str, Any]:
    return {"type": kind, "column": column, "operator": operator, "value": value} | ({"key": key} if key else {})


def ids(client: TestClient, path: str, *conditions: dict[str, Any], **query: str) -> list[str]:
    answer = client.get(f"{API}/{path}", params={"filter": orjson.dumps(conditions).decode(), **query})
    assert answer.status_code == 200, answer.text
    found = [one["id"] for one in answer.json()["data"]]
    assert answer.json()["meta"]["totalItems"] == len(found)
    return found


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (("string", "name", "=", "Answer"), ["t1"]),
        (("string", "name", "=", "answer"), []),
        (("string", "name", "contains", "100%_"), ["t2"]),
        (("string", "name", "does not contain", "nsw"), ["t3", "t2"]),
        (("string", "name", "starts with", "A"), ["t2", "t1"]),
        (("string", "name", "starts with", "nswer"), []),
        (("string", "name", "ends with", "er"), ["t1"]),
        (("string", "name", "ends with", ""), ["t2", "t1"]),
        (("string", "id", "=", "t2"), ["t2"]),
        (("stringOptions", "id", "any of", ["t3", "t1", "no"]), ["t3", "t1"]),
        (("stringOptions", "userId", "any of", ["ada", "eve"]), ["t1"]),
        (("stringOptions", "userId", "any of", ["bob"]), ["t2"]),
        (("stringOptions", "userId", "none of", ["ada"]), ["t3", "t2"]),
        (("string", "sessionId", "=", "chat"), ["t1"]),
        (("string", "session_id", "=", "chat"), ["t1"]),
        (("string", "Session ID", "=", "chat"), ["t1"]),
        (("string", "release", "=", "r1"), ["t1"]),
        (("string", "version", "=", "1"), ["t1"]),
        (("stringOptions", "environment", "any of", ["default"]), ["t3", "t2"]),
        (("arrayOptions", "tags", "any of", ["a", "c"]), ["t1"]),
        (("arrayOptions", "tags", "any of", []), []),
        (("arrayOptions", "tags", "none of", ["a"]), ["t3", "t2"]),
        (("arrayOptions", "tags", "all of", ["b", "a", "b"]), ["t1"]),
        (("arrayOptions", "tags", "all of", ["b"]), ["t2", "t1"]),
        (("arrayOptions", "tags", "all of", []), ["t3", "t2", "t1"]),
        (("null", "userId", "is null"), ["t3"]),
        (("null", "userId", "is not null"), ["t2", "t1"]),
        (("null", "tags", "is null"), ["t3"]),
        (("boolean", "public", "=", True), ["t1"]),
        (("boolean", "bookmarked", "<>", True), ["t3", "t2", "t1"]),
        (("datetime", "timestamp", ">", "2026-03-01T10:00:01.000Z"), ["t3", "t2"]),
        (("datetime", "timestamp", ">=", "2026-03-01T12:00:02+02:00"), ["t3", "t2"]),
        (("datetime", "timestamp", "<", "2026-03-01T10:00:02.000Z"), ["t1"]),
        (("datetime", "timestamp", "<=", "2026-03-01T10:00:02.000Z"), ["t2", "t1"]),
        (("datetime", "timestamp", "<=", "2026-03-01T10:00:02.000 00:00"), ["t2", "t1"]),
    ],
)
def test_a_condition_on_what_a_trace_says(client: TestClient, one: tuple[Any, ...], found: list[str]) -> None:
    assert ids(client, "traces", condition(*one)) == found


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (("latency", "=", 2), ["t1"]),
        (("latency", "<", 2.0), ["t3", "t2"]),
        (("inputTokens", "=", 6), ["t1"]),
        (("outputTokens", "<=", 3), ["t3", "t2"]),
        (("totalTokens", ">=", 10), ["t1"]),
        (("tokens", ">", 10), []),
        (("inputCost", "=", 0.25), ["t1"]),
        (("outputCost", ">", 0.25), ["t1"]),
        (("totalCost", "=", 0.75), ["t1"]),
        (("totalCost", "=", 0), ["t3", "t2"]),
        (("warningCount", "=", 1), ["t1"]),
        (("errorCount", ">", 0), []),
        (("defaultCount", "=", 1), ["t1"]),
        (("debugCount", "=", 1), ["t2"]),
    ],
)
def test_a_condition_on_the_figures_of_a_trace(client: TestClient, one: tuple[Any, ...], found: list[str]) -> None:
    assert ids(client, "traces", condition("number", *one)) == found


@pytest.mark.parametrize(("level", "found"), [("WARNING", "t1"), ("DEBUG", "t2"), ("DEFAULT", "t3")])
def test_the_level_of_a_trace_is_the_worst_of_its_steps(client: TestClient, level: str, found: str) -> None:
    assert ids(client, "traces", condition("stringOptions", "level", "any of", [level])) == [found]


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (("stringObject", "=", "gold", "tier"), ["t1"]),
        (("stringObject", "contains", "l", "tier"), ["t2", "t1"]),
        (("stringObject", "does not contain", "old", "tier"), ["t3", "t2"]),
        (("stringObject", "starts with", "si", "tier"), ["t2"]),
        (("stringObject", "ends with", "er", "tier"), ["t2"]),
        (("stringObject", "is set", "", "tier"), ["t2", "t1"]),
        (("stringObject", "is not set", "", "tier"), ["t3"]),
        (("stringObject", "=", "5", "count"), ["t1"]),
        (("stringObject", "=", "1", "deep.x.y"), ["t1"]),
        (("stringObject", "=", '{"x":{"y":1}}', "deep"), ["t1"]),
        (("stringObject", "=", "side", "text.in"), ["t1"]),
        (("categoryOptions", "any of", ["silver", "lead"], "tier"), ["t2"]),
        (("categoryOptions", "none of", ["silver"], "tier"), ["t3", "t1"]),
        (("numberObject", ">", 5, "count"), ["t2"]),
        (("numberObject", "<", 100, "tier"), []),
        (("booleanObject", "=", True, "flag"), ["t1"]),
        (("booleanObject", "<>", True, "flag"), ["t2"]),
    ],
)
def test_a_condition_on_metadata(client: TestClient, one: tuple[Any, ...], found: list[str]) -> None:
    kind, *rest = one
    assert ids(client, "traces", condition(kind, "metadata", *rest)) == found


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (("numberObject", "scores_avg", "=", 0.7, "quality"), ["t1"]),
        (("numberObject", "scores", "<", 0.7, "quality"), ["t2"]),
        (("numberObject", "scores_avg", "<", 1, "no such"), []),
        (("categoryOptions", "score_categories", "any of", ["warm"], "tone"), ["t1"]),
        (("categoryOptions", "score_categories", "none of", ["warm"], "tone"), ["t3", "t2"]),
        (("booleanObject", "score_booleans", "=", True, "ok"), ["t1"]),
        (("booleanObject", "score_booleans", "<>", True, "ok"), ["t3", "t2"]),
    ],
)
def test_a_condition_on_the_scores_of_a_trace(client: TestClient, one: tuple[Any, ...], found: list[str]) -> None:
    assert ids(client, "traces", condition(*one)) == found


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (("string", "id", "=", "g1"), ["g1"]),
        (("stringOptions", "type", "any of", ["GENERATION"]), ["g1"]),
        (("string", "name", "=", "root"), ["s2", "s1"]),
        (("string", "traceId", "=", "t1"), ["g1", "s1"]),
        (("stringOptions", "traceId", "any of", ["t2", "t3"]), ["s2"]),
        (("datetime", "start_time", ">", "2026-03-01T10:00:01.000Z"), ["s2", "g1"]),
        (("datetime", "endTime", "<", "2026-03-01T10:00:03.000Z"), ["g1"]),
        (("null", "endTime", "is null"), ["s2"]),
        (("stringOptions", "level", "none of", ["DEFAULT", "DEBUG"]), ["s1"]),
        (("string", "statusMessage", "contains", "low"), ["s1"]),
        (("string", "userId", "=", "bob"), ["s2"]),
        (("string", "sessionId", "=", "chat"), ["g1", "s1"]),
        (("stringOptions", "sessionId", "none of", ["chat"]), ["s2"]),
        (("string", "traceName", "=", "Answer"), ["g1", "s1"]),
        (("arrayOptions", "traceTags", "all of", ["a", "b"]), ["g1", "s1"]),
        (("arrayOptions", "tags", "none of", ["a"]), ["s2"]),
        (("stringOptions", "traceEnvironment", "any of", ["dev"]), ["g1", "s1"]),
        (("number", "latency", "=", 0.5), ["g1"]),
        (("number", "timeToFirstToken", "=", 0.25), ["g1"]),
        (("number", "tokensPerSecond", "=", 8), ["g1"]),
        (("number", "inputTokens", ">", 0), ["g1"]),
        (("number", "inputCost", "=", 0.25), ["g1"]),
        (("number", "outputCost", "=", 0.5), ["g1"]),
        (("number", "totalCost", "=", 0.75), ["g1"]),
        (("string", "model", "=", "gpt-x"), ["g1"]),
        (("null", "providedModelName", "is null"), ["s2", "s1"]),
        (("stringObject", "metadata", "=", "gold", "tier"), ["g1"]),
        (("categoryOptions", "score_categories", "any of", ["warm"], "tone"), ["g1"]),
    ],
)
def test_a_condition_on_observations(client: TestClient, one: tuple[Any, ...], found: list[str]) -> None:
    assert ids(client, "observations", condition(*one)) == found


@pytest.mark.parametrize("path", ["scores", "v2/scores"])
@pytest.mark.parametrize(
    ("one", "found"),
    [
        (("string", "id", "=", "q1b"), {"q1b"}),
        (("string", "name", "=", "quality"), {"q1", "q1b", "q2"}),
        (("number", "value", ">=", 0.5), {"q1", "q1b", "b1"}),
        (("string", "stringValue", "=", "cold"), {"c2"}),
        (("stringOptions", "dataType", "any of", ["BOOLEAN"]), {"b1", "b2"}),
        (("string", "traceId", "=", "t2"), {"q2", "c2", "b2"}),
        (("string", "observationId", "=", "g1"), {"c1"}),
        (("null", "comment", "is not null"), {"q2"}),
        (("string", "userId", "=", "bob"), {"q2", "c2", "b2"}),
        (("string", "traceName", "=", "Answer"), {"q1", "q1b", "c1", "b1"}),
        (("arrayOptions", "traceTags", "any of", ["a"]), {"q1", "q1b", "c1", "b1"}),
        (("stringObject", "metadata", "=", "e", "by"), {"c2"}),
    ],
)
def test_a_condition_on_scores(client: TestClient, path: str, one: tuple[Any, ...], found: set[str]) -> None:
    assert set(ids(client, path, condition(*one))) == found


VALUES: dict[ConditionType, Any] = {
    "datetime": "2026-03-01T10:00:01Z", "number": 1, "numberObject": 0.5, "boolean": True, "booleanObject": False,
    "stringOptions": ["a", "b"], "arrayOptions": ["a", "b"], "categoryOptions": ["a", "b"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "table"),
    [("traces", TRACES), ("observations", OBSERVATIONS), ("v2/observations", OBSERVATIONS_V2), ("v2/scores", SCORES)],
)
def test_every_column_takes_every_condition_that_fits_it(client: TestClient, path: str, table: Table) -> None:
    asked = [
        condition(kind, name, operator, VALUES.get(kind, "a"), "k" if kind in KEYED else None)
        for name, column in table.columns.items()
        for kind in FITTING[column.kind]
        for operator in OPERATORS[kind]
        if operator != "matches" or column.words
    ]
    whole = len(client.get(f"{API}/{path}").json()["data"])
    found = {}
    for one in asked:
        exact = [one | {"type": "string", "operator": "=", "value": "a"}] if table.column(one["column"]).long else []
        answer = client.get(f"{API}/{path}", params={"filter": orjson.dumps([one, *exact]).decode()})
        assert answer.status_code == 200, one
        if not exact:
            found[one["column"], one["type"], one["operator"]] = len(answer.json()["data"])
    for column, kind, operator in found:
        for one_half, other_half in (("is null", "is not null"), ("any of", "none of")):
            if operator == one_half:
                assert found[column, kind, operator] + found[column, kind, other_half] == whole


def test_all_conditions_must_hold(client: TestClient) -> None:
    starts = condition("string", "name", "starts with", "A")
    assert ids(client, "traces", starts, condition("arrayOptions", "tags", "any of", ["a"])) == ["t1"]
    assert ids(client, "traces", starts, condition("string", "name", "=", "Answer")) == ["t1"]
    equal = [condition("string", "userId", "=", user) for user in ("ada", "bob")]
    assert ids(client, "traces", *equal) == []
    assert ids(client, "traces") == ["t3", "t2", "t1"]


def test_a_filter_takes_the_place_of_simple_conditions_on_its_columns(client: TestClient) -> None:
    by_user = condition("string", "userId", "=", "ada")
    assert ids(client, "traces", by_user, userId="bob") == ["t1"]
    assert ids(client, "traces", by_user, name="Ask 100%_") == []
    later = condition("datetime", "timestamp", ">=", "2026-03-01T10:00:02Z")
    assert ids(client, "traces", later, toTimestamp="2026-03-01T10:00:01Z") == ["t3", "t2"]
    assert ids(client, "traces", condition("arrayOptions", "tags", "any of", ["b"]), tags="a") == ["t2", "t1"]
    assert ids(client, "observations", condition("string", "traceId", "=", "t2"), traceId="t1") == ["s2"]
    assert ids(client, "scores", condition("string", "id", "=", "q2"), scoreIds="q1") == ["q2"]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("text", ["{", "[", "nonsense", "[}", '[{"type": '])
def test_what_is_not_json_is_a_400(client: TestClient, path: str, text: str) -> None:
    answer = client.get(f"{API}/{path}", params={"filter": text})
    expected = {"message": "Invalid JSON in filter parameter", "error": "InvalidRequestError"}
    assert (answer.status_code, answer.json()) == (400, expected)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "wrong",
    [
        {},
        5,
        [5],
        [{}],
        [condition("nothing", "name", "=", "x")],
        [condition("string", "name", "!=", "x")],
        [condition("string", "name", "=", 5)],
        [condition("string", "", "=", "x")],
        [{"type": "string", "operator": "=", "value": "x"}],
        [{"type": "string", "column": "name", "operator": "="}],
        [condition("datetime", "timestamp", ">", "yesterday")],
        [condition("datetime", "timestamp", ">", "2026-03-01T10:00:00")],
        [condition("datetime", "timestamp", "=", "2026-03-01T10:00:00Z")],
        [condition("number", "latency", ">", "5")],
        [condition("number", "latency", ">", True)],
        [condition("number", "latency", ">", None)],
        [condition("stringOptions", "name", "any of", [])],
        [condition("stringOptions", "name", "any of", "x")],
        [condition("stringOptions", "name", "any of", [5])],
        [condition("stringObject", "metadata", "=", "x")],
        [condition("boolean", "bookmarked", "=", "true")],
        [condition("string", "name", "=", "x")] * 101,
    ],
)
def test_a_condition_of_another_shape_is_a_400(client: TestClient, path: str, wrong: Any) -> None:
    answer = client.get(f"{API}/{path}", params={"filter": orjson.dumps(wrong).decode()})
    assert (answer.status_code, answer.json()["message"]) == (400, "Invalid request data")
    assert answer.json()["error"][0]["path"] == ["filter"]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "wrong",
    [
        condition("string", "nothing", "=", "x"),
        condition("number", "name", "=", 5),
        condition("string", "metadata", "=", "x"),
        condition("string", "timestamp", "=", "x"),
        condition("string", "name", "matches", "x"),
    ],
)
def test_a_condition_that_no_column_takes_is_a_400(client: TestClient, path: str, wrong: dict[str, Any]) -> None:
    answer = client.get(f"{API}/{path}", params={"filter": orjson.dumps([wrong]).decode()})
    assert (answer.status_code, answer.json()["error"]) == (400, "InvalidRequestError")
    assert "column" in answer.json()["message"]


@pytest.mark.parametrize(
    "odd",
    [
        '[{"type":"number","column":"latency","operator":">","value":1e999}]',
        '[{"type":"number","column":"latency","operator":">","value":NaN}]',
        '[{"type":"number","column":"latency","operator":">","value":' + "9" * 400 + "}]",
        "[" * 3_000,
    ],
)
def test_numbers_and_depths_that_nothing_can_hold_are_a_400(client: TestClient, odd: str) -> None:
    assert client.get(f"{API}/traces", params={"filter": odd}).status_code == 400


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[{"type":"number","column":"latency","operator":"<","value":' + "9" * 30 + "}]", ["t3", "t2", "t1"]),
        ('[{"type":"string","column":"name","operator":"contains","value":"\\ud800"}]', []),
        ('[{"type":"string","column":"name","operator":"contains","value":"\\u0000"}]', []),
        ('[{"type":"stringOptions","column":"name","operator":"any of","value":["\\u0000", "Answer"]}]', ["t1"]),
        ('[{"type":"stringObject","column":"metadata","key":"\\ud800.\\u0000","operator":"=","value":"x"}]', []),
        ("[]", ["t3", "t2", "t1"]),
        ("", ["t3", "t2", "t1"]),
    ],
)
def test_odd_values_find_what_they_say(client: TestClient, text: str, found: list[str]) -> None:
    answer = client.get(f"{API}/traces", params={"filter": text})
    assert [one["id"] for one in answer.json()["data"]] == found


def test_a_thousand_options_are_fine(client: TestClient) -> None:
    options = [f"name {number}" for number in range(999)] + ["Answer"]
    assert ids(client, "traces", condition("stringOptions", "name", "any of", options)) == ["t1"]
