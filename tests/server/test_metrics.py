"""The metrics language over the wire: figures that were added up by hand (wire protocol, section 8)."""

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from server.events import batch, event

API = "/api/public"
FROM, TO = "2026-03-01T00:00:00Z", "2026-03-05T00:00:00Z"


def trace(trace_id: str, day: int, **more: Any) -> dict[str, Any]:
    at = f"2026-03-{day:02d}T10:00:00.000Z"
    return event("trace-create", {"id": trace_id, "timestamp": at, **more}, at)


def generation(
    observation_id: str, trace_id: str, day: int, ms: int, first_ms: int | None = None, **more: Any
) -> dict[str, Any]:
    """A call that starts at 10:00:00 and takes ``ms`` milliseconds, of which ``first_ms`` to the first token."""
    at = f"2026-03-{day:02d}T10:00:00.000Z"
    body = {"id": observation_id, "traceId": trace_id, "startTime": at, "endTime": _after(day, ms)}
    if first_ms is not None:
        body["completionStartTime"] = _after(day, first_ms)
    return event("generation-create", body | more, at)


def _after(day: int, ms: int) -> str:
    return f"2026-03-{day:02d}T10:00:{ms // 1000:02d}.{ms % 1000:03d}Z"


def score(score_id: str, trace_id: str, **more: Any) -> dict[str, Any]:
    return event("score-create", {"id": score_id, "traceId": trace_id, **more}, "2026-03-01T11:00:00.000Z")


@pytest.fixture(autouse=True)
def stored(client: TestClient) -> None:
    """Three traces; four calls of two models, and a span without an end."""
    answer = client.post(
        f"{API}/ingestion",
        json=batch(
            trace("t1", 1, name="chat", userId="ada", sessionId="s1", tags=["a", "b"], release="r1", version="v1"),
            trace("t2", 1, name="chat", userId="bob", tags=["b"]),
            trace("t3", 3, name="job", userId="ada", environment="prod", metadata={"colour": "red"}),
            generation(
                "g1", "t1", 1, 1_000, 200, name="answer", model="m1", usage={"input": 100, "output": 40},
                costDetails={"input": 0.1, "output": 0.2}, parentObservationId="root",
                input={"messages": [], "tools": [
                    {"type": "function", "function": {"name": "search"}}, {"name": "add"},
                ]},
                output={"role": "assistant", "tool_calls": [
                    {"id": "1", "type": "function", "function": {"name": "add", "arguments": "{}"}},
                    {"id": "2", "type": "function", "function": {"name": "add", "arguments": "{}"}},
                ]},
            ),
            generation(
                "g2", "t1", 1, 3_000, model="m1", usage={"input": 10, "output": 30},
                costDetails={"input": 0.3, "output": 0.4},
            ),
            generation(
                "g3", "t2", 1, 2_000, metadata={"colour": "blue", "size": 3}, model="m2",
                usageDetails={"input": 7}, costDetails={"total": 5},
            ),
            generation("g4", "t3", 3, 500, model="m2", level="ERROR", environment="prod"),
            event(
                "span-create",
                {"id": "root", "traceId": "t1", "name": "step", "startTime": "2026-03-01T10:00:00.000Z"},
                "2026-03-01T10:00:00.000Z",
            ),
            score("q1", "t1", name="quality", value=0.25, dataType="NUMERIC", observationId="g1"),
            score("q2", "t2", name="quality", value=0.75, dataType="NUMERIC"),
            score("b1", "t1", name="ok", value=1, dataType="BOOLEAN"),
            score("b2", "t2", name="ok", value=0, dataType="BOOLEAN"),
            score("b3", "t3", name="ok", value=1, dataType="BOOLEAN"),
            score("c1", "t1", name="tone", value="kind", dataType="CATEGORICAL"),
            score("c2", "t2", name="tone", value="kind", dataType="CATEGORICAL"),
            score("c3", "t3", name="tone", value="cold", dataType="CATEGORICAL", metadata={"why": "x"}),
        ),
    )  # fmt: skip
    assert answer.json()["errors"] == []


def ask(client: TestClient, *, version: str = "", **query: Any) -> Any:
    base = {"fromTimestamp": FROM, "toTimestamp": TO}
    return client.get(f"{API}{version}/metrics", params={"query": json.dumps(base | query)})


def rows(client: TestClient, view: str, *metrics: str, by: tuple[str, ...] = (), **more: Any) -> list[dict[str, Any]]:
    """Ask for metrics that are written as ``sum_totalCost``."""
    named = [dict(zip(("aggregation", "measure"), one.split("_"), strict=True)) for one in metrics]
    answer = ask(client, view=view, metrics=named, dimensions=[{"field": field} for field in by], **more)
    assert answer.status_code == 200, answer.text
    data: list[dict[str, Any]] = answer.json()["data"]
    return data


def test_figures_of_each_model_come_with_the_largest_first(client: TestClient) -> None:
    found = rows(
        client, "observations", "sum_totalCost", "count_count", "sum_totalTokens", "avg_latency",
        by=("providedModelName",),
    )  # fmt: skip
    assert found == [
        {"providedModelName": "m2", "sum_totalCost": 5, "count_count": 2, "sum_totalTokens": 7, "avg_latency": 1_250},
        {"providedModelName": "m1", "sum_totalCost": 1, "count_count": 2, "sum_totalTokens": 180, "avg_latency": 2_000},
        {"providedModelName": None, "sum_totalCost": 0, "count_count": 1, "sum_totalTokens": 0, "avg_latency": None},
    ]


def test_without_dimensions_there_is_one_row(client: TestClient) -> None:
    assert rows(client, "observations", "count_count") == [{"count_count": 5}]


def test_without_data_the_one_row_has_zeros_and_nulls(client: TestClient) -> None:
    found = rows(
        client, "observations", "count_count", "sum_totalCost", "uniq_latency", "avg_latency", "p95_latency",
        "max_latency", "histogram_latency", toTimestamp="2026-03-01T01:00:00Z",
    )  # fmt: skip
    assert found == [
        {
            "count_count": 0,
            "sum_totalCost": 0,
            "uniq_latency": 0,
            "avg_latency": None,
            "p95_latency": None,
            "max_latency": None,
            "histogram_latency": [],
        }
    ]


@pytest.mark.parametrize(
    ("metric", "value"),
    [  # latencies are 500, 1000, 2000 and 3000 ms
        ("sum_latency", 6_500),
        ("avg_latency", 1_625),
        ("min_latency", 500),
        ("max_latency", 3_000),
        ("count_latency", 4),
        ("uniq_latency", 4),
        ("p50_latency", 1_500),
        ("p75_latency", 2_250),
        ("p90_latency", 2_700),
        ("p95_latency", 2_850),
        ("p99_latency", 2_970),
        ("sum_count", 5),
        ("sum_streamingLatency", 800),
        ("sum_timeToFirstToken", 200),
        ("sum_inputTokens", 117),
        ("sum_outputTokens", 70),
        ("sum_totalTokens", 187),
        ("avg_totalTokens", 187 / 3),
        ("sum_inputCost", 0.4),
        ("sum_outputCost", 0.6),
        ("sum_totalCost", 6),
        ("min_totalCost", 0.3),
        ("p50_totalCost", 0.7),
        ("max_outputTokensPerSecond", 50),  # 40 tokens in the 800 ms that the answer took
        ("min_outputTokensPerSecond", 10),
        ("max_tokensPerSecond", 140),
        ("sum_countScores", 1),
        ("sum_toolDefinitions", 2),
        ("sum_toolCalls", 2),
        ("uniq_totalCost", 3),
    ],
)
def test_each_measure_and_aggregation_of_observations(client: TestClient, metric: str, value: float) -> None:
    assert rows(client, "observations", metric) == [{metric: pytest.approx(value, rel=1e-12)}]


def test_a_histogram_has_bins_of_equal_width(client: TestClient) -> None:
    found = rows(client, "observations", "histogram_latency", config={"bins": 5})
    assert found == [
        {
            "histogram_latency": [
                [500, 1_000, 1],
                [1_000, 1_500, 1],
                [1_500, 2_000, 0],
                [2_000, 2_500, 1],
                [2_500, 3_000, 1],
            ]
        }
    ]


@pytest.mark.parametrize(
    ("dimension", "found"),
    [
        ("id", {"g1": 1, "g2": 1, "g3": 1, "g4": 1, "root": 1}),
        ("traceId", {"t1": 3, "t2": 1, "t3": 1}),
        ("traceName", {"chat": 4, "job": 1}),
        ("environment", {"default": 4, "prod": 1}),
        ("parentObservationId", {None: 4, "root": 1}),
        ("type", {"GENERATION": 4, "SPAN": 1}),
        ("name", {None: 3, "answer": 1, "step": 1}),
        ("level", {"DEFAULT": 4, "ERROR": 1}),
        ("version", {None: 5}),
        ("promptName", {None: 5}),
        ("promptVersion", {None: 5}),
        ("userId", {"ada": 4, "bob": 1}),
        ("sessionId", {"s1": 3, None: 2}),
        ("traceRelease", {"r1": 3, None: 2}),
        ("release", {"r1": 3, None: 2}),
        ("traceVersion", {"v1": 3, None: 2}),
        ("startTimeMonth", {"2026-03": 5}),
        ("isRootObservation", {True: 4, False: 1}),
    ],
)
def test_each_dimension_of_observations(client: TestClient, dimension: str, found: dict[Any, int]) -> None:
    answered = rows(client, "observations", "count_count", by=(dimension,))
    assert {row[dimension]: row["count_count"] for row in answered} == found


def test_lists_are_one_value_in_v1_and_a_row_for_each_element_in_v2(client: TestClient) -> None:
    assert rows(client, "observations", "count_count", by=("tags",)) == [
        {"tags": ["a", "b"], "count_count": 3},
        {"tags": ["b"], "count_count": 1},
        {"tags": [], "count_count": 1},
    ]
    assert rows(client, "observations", "count_count", by=("tags",), version="/v2") == [
        {"tags": "b", "count_count": 4},
        {"tags": "a", "count_count": 3},
    ]
    tools = rows(client, "observations", "count_count", by=("toolNames", "calledToolNames"), version="/v2")
    assert tools == [
        {"toolNames": "add", "calledToolNames": "add", "count_count": 2},
        {"toolNames": "search", "calledToolNames": "add", "count_count": 2},
    ]


@pytest.mark.parametrize(
    ("metric", "chat", "job"),
    [
        ("count_count", 2, 1),
        ("sum_observationsCount", 4, 1),
        ("sum_scoresCount", 6, 2),
        ("uniq_uniqueUserIds", 2, 1),
        ("sum_uniqueUserIds", 2, 1),
        ("uniq_uniqueSessionIds", 1, 0),
        ("max_latency", 3_000, 500),
        ("sum_totalTokens", 187, 0),
        ("sum_totalCost", 6, 0),
    ],
)
def test_each_measure_of_traces(client: TestClient, metric: str, chat: float, job: float) -> None:
    found = rows(client, "traces", metric, by=("name",), orderBy=[{"field": "name", "direction": "asc"}])
    assert found == [{"name": "chat", metric: chat}, {"name": "job", metric: job}]


def test_scores_are_views_by_their_type(client: TestClient) -> None:
    assert rows(client, "scores-numeric", "avg_value", "count_count", by=("name", "dataType")) == [
        {"name": "ok", "dataType": "BOOLEAN", "avg_value": 2 / 3, "count_count": 3},
        {"name": "quality", "dataType": "NUMERIC", "avg_value": 0.5, "count_count": 2},
    ]
    assert rows(client, "scores-numeric", "count_count", by=("value", "observationModelName", "observationName")) == [
        {"value": 1, "observationModelName": None, "observationName": None, "count_count": 2},
        {"value": 0, "observationModelName": None, "observationName": None, "count_count": 1},
        {"value": 0.25, "observationModelName": "m1", "observationName": "answer", "count_count": 1},
        {"value": 0.75, "observationModelName": None, "observationName": None, "count_count": 1},
    ]
    assert rows(client, "scores-boolean", "count_count", "sum_value", by=("booleanValue", "value")) == [
        {"booleanValue": True, "value": 1, "count_count": 2, "sum_value": 2},
        {"booleanValue": False, "value": 0, "count_count": 1, "sum_value": 0},
    ]
    assert rows(client, "scores-categorical", "count_count", by=("stringValue", "timestampDay")) == [
        {"stringValue": "kind", "timestampDay": "2026-03-01", "count_count": 2},
        {"stringValue": "cold", "timestampDay": "2026-03-01", "count_count": 1},
    ]
    assert rows(client, "scores-categorical", "count_count", by=("userId", "sessionId", "tags")) == [
        {"userId": "ada", "sessionId": "s1", "tags": ["a", "b"], "count_count": 1},
        {"userId": "ada", "sessionId": None, "tags": [], "count_count": 1},
        {"userId": "bob", "sessionId": None, "tags": ["b"], "count_count": 1},
    ]


def test_days_without_rows_are_filled_with_zeros(client: TestClient) -> None:
    found = rows(client, "observations", "count_count", "p95_latency", timeDimension={"granularity": "day"})
    assert found == [
        {"time_dimension": "2026-03-01T00:00:00.000Z", "count_count": 4, "p95_latency": 2_900},
        {"time_dimension": "2026-03-02T00:00:00.000Z", "count_count": 0, "p95_latency": 0},
        {"time_dimension": "2026-03-03T00:00:00.000Z", "count_count": 1, "p95_latency": 500},
        {"time_dimension": "2026-03-04T00:00:00.000Z", "count_count": 0, "p95_latency": 0},
    ]


def test_an_order_leaves_the_gaps(client: TestClient) -> None:
    order = [{"field": "time_dimension", "direction": "desc"}]
    found = rows(client, "observations", "count_count", timeDimension={"granularity": "day"}, orderBy=order)
    assert [row["time_dimension"][:10] for row in found] == ["2026-03-03", "2026-03-01"]


@pytest.mark.parametrize(
    ("granularity", "to", "first", "count"),
    [
        ("auto", "2026-03-01T01:59:00Z", "2026-03-01T00:00:00.000Z", 119),
        ("auto", "2026-03-01T02:00:00Z", "2026-03-01T00:00:00.000Z", 2),
        ("auto", "2026-03-03T23:00:00Z", "2026-03-01T00:00:00.000Z", 71),
        ("auto", "2026-03-04T00:00:00Z", "2026-03-01T00:00:00.000Z", 3),
        ("auto", "2026-04-30T00:00:00Z", "2026-02-23T00:00:00.000Z", 10),
        ("auto", "2027-03-01T00:00:00Z", "2026-03-01T00:00:00.000Z", 12),
        ("week", "2026-03-02T00:00:00Z", "2026-02-23T00:00:00.000Z", 1),
        ("month", "2026-04-01T00:00:01Z", "2026-03-01T00:00:00.000Z", 2),
    ],
)
def test_time_is_cut_as_asked(client: TestClient, granularity: str, to: str, first: str, count: int) -> None:
    found = rows(client, "traces", "count_count", timeDimension={"granularity": granularity}, toTimestamp=to)
    assert (found[0]["time_dimension"], len(found)) == (first, count)


def test_from_is_inside_and_to_is_not(client: TestClient) -> None:
    at = "2026-03-03T10:00:00Z"
    assert rows(client, "observations", "count_count", toTimestamp=at) == [{"count_count": 4}]
    assert rows(client, "observations", "count_count", fromTimestamp=at) == [{"count_count": 1}]


def test_the_order_may_name_several_fields(client: TestClient) -> None:
    order = [{"field": "level", "direction": "desc"}, {"field": "max_latency", "direction": "asc"}]
    found = rows(client, "observations", "max_latency", by=("level", "id"), orderBy=order)
    assert [row["id"] for row in found] == ["g4", "g1", "g3", "g2", "root"]


def test_rows_are_limited(client: TestClient) -> None:
    found = rows(client, "observations", "p50_latency", by=("id",), config={"row_limit": 2})
    assert [row["id"] for row in found] == ["g2", "g3"]
    week = {"timeDimension": {"granularity": "hour"}, "toTimestamp": "2026-03-08T00:00:00Z"}
    assert len(rows(client, "observations", "count_count", **week)) == 168
    assert len(rows(client, "observations", "count_count", **week, version="/v2")) == 100


def condition(kind: str, column: str, operator: str, value: Any, key: str | None = None) -> dict[str, Any]:
    return {"type": kind, "column": column, "operator": operator, "value": value, "key": key}


@pytest.mark.parametrize(
    ("view", "filters", "count"),
    [
        ("observations", [condition("string", "environment", "=", "default")], 4),
        ("observations", [condition("string", "providedModelName", "starts with", "m")], 4),
        ("observations", [condition("stringOptions", "providedModelName", "any of", ["m1", "m3"])], 2),
        ("observations", [condition("stringOptions", "userId", "none of", ["ada"])], 1),
        ("observations", [condition("arrayOptions", "tags", "all of", ["a", "b"])], 3),
        ("observations", [condition("arrayOptions", "toolNames", "any of", ["search"])], 1),
        ("observations", [condition("boolean", "isRootObservation", "=", True)], 4),
        ("observations", [condition("null", "parentObservationId", "is not null", "")], 1),
        ("observations", [condition("datetime", "startTime", ">=", "2026-03-02T00:00:00Z")], 1),
        ("observations", [condition("stringObject", "metadata", "=", "blue", "colour")], 1),
        ("observations", [condition("numberObject", "metadata", ">", 2, "size")], 1),
        (
            "observations",
            [condition("string", "traceName", "=", "chat"), condition("string", "level", "=", "ERROR")],
            0,
        ),
        ("traces", [condition("stringObject", "metadata", "contains", "re", "colour")], 1),
        ("traces", [condition("string", "name", "does not contain", "chat")], 1),
        ("scores-numeric", [condition("number", "value", ">=", 0.75)], 3),
        ("scores-numeric", [condition("string", "name", "=", "quality")], 2),
        ("scores-boolean", [condition("boolean", "booleanValue", "<>", True)], 1),
        ("scores-categorical", [condition("stringObject", "metadata", "=", "x", "why")], 1),
        ("scores-categorical", [], 3),
    ],
)
def test_filters_hold_all_together(client: TestClient, view: str, filters: list[Any], count: int) -> None:
    assert rows(client, view, "count_count", filters=filters) == [{"count_count": count}]


def test_filters_hold_for_gaps_and_exploded_lists_too(client: TestClient) -> None:
    prod = [condition("string", "environment", "=", "prod")]
    days = rows(client, "observations", "count_count", timeDimension={"granularity": "day"}, filters=prod)
    assert [day["count_count"] for day in days] == [0, 0, 1, 0]
    tagged = [condition("arrayOptions", "tags", "any of", ["a"])]
    found = rows(client, "observations", "count_count", by=("tags",), filters=tagged, version="/v2")
    assert found == [{"tags": "a", "count_count": 3}, {"tags": "b", "count_count": 3}]


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        ([condition("string", "colour", "=", "x")], "Invalid filter column colour. It must be one of id, "),
        ([condition("number", "name", "=", 5)], "The filter column name takes the types string, "),
        ([condition("string", "totalCost", "=", "5")], "Invalid filter column totalCost."),
    ],
)
def test_a_filter_that_does_not_fit_its_view_is_refused(client: TestClient, filters: list[Any], sentence: str) -> None:
    answer = ask(client, view="observations", metrics=COUNT, filters=filters)
    assert (answer.status_code, answer.json()["error"]) == (400, "InvalidRequestError")
    assert answer.json()["message"].startswith(sentence)


def test_other_projects_are_not_counted(client: TestClient) -> None:
    client.auth = ("pk-lf-test", "wrong")
    assert ask(client, view="traces", metrics=[{"measure": "count", "aggregation": "count"}]).status_code == 401


@pytest.mark.parametrize("version", ["", "/v2"])
def test_a_query_that_is_no_json_is_refused(client: TestClient, version: str) -> None:
    answer = client.get(f"{API}{version}/metrics", params={"query": "{"})
    assert answer.status_code == 400
    assert answer.json() == {"message": "Invalid JSON in query parameter", "error": "InvalidRequestError"}


COUNT = [{"measure": "count", "aggregation": "count"}]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"view": "rows"}, "query.view must be one of"),
        ({"view": None}, "query.view must be one of"),
        ({"metrics": None}, "query.metrics must name"),
        ({"metrics": []}, "query.metrics must name"),
        ({"metrics": 5}, "query.metrics must be a list"),
        ({"metrics": [5]}, "query.metrics[0] must be an object"),
        ({"metrics": [{"measure": "count", "aggregation": "mean"}]}, "query.metrics[0].aggregation must be one of"),
        ({"metrics": [{"aggregation": "sum"}]}, "query.metrics[0].measure is required"),
        ({"metrics": COUNT * 101}, "query.metrics may have at most 100 parts"),
        ({"dimensions": [{"field": 5}]}, "query.dimensions[0].field must be a string"),
        ({"timeDimension": {"granularity": "year"}}, "query.timeDimension.granularity must be one of"),
        ({"timeDimension": 5}, "query.timeDimension must be an object"),
        ({"fromTimestamp": None}, "query.fromTimestamp is required"),
        ({"fromTimestamp": "2026-03-01T00:00:00"}, "query.fromTimestamp"),
        ({"toTimestamp": FROM}, "query.fromTimestamp must lie before"),
        ({"orderBy": [{"field": "count_count", "direction": "up"}]}, "query.orderBy[0].direction must be one of"),
        ({"filters": {}}, "query.filters must be a list"),
        ({"filters": [{"type": "string", "column": "name"}]}, "query.filters[0].operator must be one of"),
        ({"config": {"row_limit": 0}}, "query.config.row_limit must be from 1 to 1000"),
        ({"config": {"row_limit": 1_001}}, "query.config.row_limit must be from 1 to 1000"),
        ({"config": {"bins": 101}}, "query.config.bins must be from 1 to 100"),
        ({"config": {"bins": 10**400}}, "query.config.bins must be a whole number"),
        ({"config": []}, "query.config must be an object"),
    ],
)
def test_a_wrong_part_is_named(client: TestClient, change: dict[str, Any], sentence: str) -> None:
    answer = ask(client, **({"view": "observations", "metrics": COUNT} | change))
    assert (answer.status_code, answer.json()["message"]) == (400, "Invalid request data")
    (issue,) = answer.json()["error"]
    assert issue["message"].startswith(sentence)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"dimensions": [{"field": "colour"}]}, "Invalid dimension colour of the view observations. It has id, "),
        ({"metrics": [{"measure": "joy", "aggregation": "sum"}]}, "Invalid measure joy of the view observations. It"),
        ({"orderBy": [{"field": "name", "direction": "asc"}]}, "Invalid orderBy field name. It must be one of count_"),
        (
            {"timeDimension": {"granularity": "minute"}, "toTimestamp": "2030-01-01T00:00:00Z"},
            "There are more than 50000 minutes: set config.row_limit.",
        ),
    ],
)
def test_what_the_view_does_not_have_is_refused(client: TestClient, change: dict[str, Any], sentence: str) -> None:
    answer = ask(client, **({"view": "observations", "metrics": COUNT} | change))
    assert (answer.status_code, answer.json()["error"]) == (400, "InvalidRequestError")
    assert answer.json()["message"].startswith(sentence)


def test_v2_has_no_view_of_traces(client: TestClient) -> None:
    answer = ask(client, version="/v2", view="traces", metrics=COUNT)
    assert answer.status_code == 400


@pytest.mark.parametrize("query", ["", "[]", "5", "null", '"x"', '{"view":"traces"}', "[" * 5_000, '{"view":NaN}'])
def test_odd_queries_are_a_400(client: TestClient, query: str) -> None:
    assert client.get(f"{API}/metrics", params={"query": query}).status_code == 400


def test_a_query_is_needed(client: TestClient) -> None:
    assert client.get(f"{API}/v2/metrics").json()["error"][0]["path"] == ["query"]
