"""What each later client reads of its own traces is what plain HTTP reads, in the old ways and the new ones."""

import json
from typing import Any

import pytest

from sdk import expected
from sdk.client_program import langfuse_variables, run_program
from sdk.environments import JAVASCRIPT_3, JAVASCRIPT_5, LANGFUSE_4, LANGFUSE_5
from sdk.normal_tree import named, times_of, tree_of
from sdk.reading import JsonObject
from sdk.story import Story

STEPS = {"chat": "SPAN", "plan": "SPAN", "look-up": "SPAN", "cache-miss": "EVENT", "answer": "GENERATION"}
READERS = {
    LANGFUSE_4: "langfuse-4/read_back.py",
    JAVASCRIPT_3: "javascript-3/read_back.mjs",
    JAVASCRIPT_5: "javascript-5/read_back.mjs",
}


def read(client: str, script: str, told: Story, *arguments: str) -> JsonObject:
    """What the client's own program reads and prints, without a word of complaint."""
    finished = run_program(client, script, langfuse_variables(told.server.url), *arguments)
    assert finished.complaints == ""
    found: JsonObject = json.loads(finished.printed)
    return found


@pytest.mark.parametrize("client", READERS)
def test_traces_sessions_and_scores_read_alike_by_client_and_by_http(
    client: str, request: pytest.FixtureRequest
) -> None:
    told: Story = request.getfixturevalue(client.replace("-", "_"))
    found = read(client, READERS[client], told)
    trace = told.reader.trace(name="chat", userId="ada")
    assert tree_of(found["trace"]) == tree_of(trace)
    assert times_of(found["trace"]) == times_of(trace)
    assert found["broken"]["userId"] == "bob"
    assert sorted(found["line"]["observations"]) == sorted(one["id"] for one in trace["observations"])
    assert sorted(found["line"]["scores"]) == sorted(one["id"] for one in trace["scores"])
    assert found["generation"]["id"] == named(trace, "answer")["id"]
    assert found["generation"]["output"] == expected.ANSWER
    assert {session["id"] for session in found["sessions"]} >= {"trip-1", "trip-2"}
    assert {one["name"] for one in found["session"]["traces"]} == {"chat", "brief"}
    assert [score["stringValue"] for score in found["scores"]] == ["friendly"]


@pytest.mark.parametrize("client", [LANGFUSE_4, JAVASCRIPT_5])
def test_steps_of_a_trace_read_alike_in_both_versions_of_the_api(client: str, request: pytest.FixtureRequest) -> None:
    told: Story = request.getfixturevalue(client.replace("-", "_"))
    found = read(client, READERS[client], told)
    _check_steps(found["steps"], told.reader.trace(name="chat", userId="ada"))
    assert found["url"] == told.server.url + found["trace"]["htmlPath"]


def test_the_counts_of_a_trace_come_by_the_language_of_metrics(langfuse_4: Story) -> None:
    found = read(LANGFUSE_4, READERS[LANGFUSE_4], langfuse_4)
    counted = {row["type"]: row["count_count"] for row in found["counts"]}
    assert counted == {"SPAN": 3, "EVENT": 1, "GENERATION": 1}


def test_the_newest_client_reads_steps_in_pages_and_scores_in_their_types(langfuse_5: Story) -> None:
    trace = langfuse_5.reader.trace(name="chat", userId="ada")
    found = read(LANGFUSE_5, "langfuse-5/read_back.py", langfuse_5, trace["id"])
    _check_steps(found["steps"], trace)
    starts = [step["startTime"] for step in found["steps"]]
    assert starts == sorted(starts, reverse=True)
    assert [step["name"] for step in found["roots"]] == ["chat"]
    assert {score["name"]: score["value"] for score in found["scores"]} == {
        "brevity": 0.5, "correct": True, "helpfulness": 0.9, "tone": "friendly",
    }  # fmt: skip
    subjects = {score["name"]: (score["subject"]["kind"], score["subject"]["id"]) for score in found["scores"]}
    assert subjects["tone"] == ("trace", trace["id"])
    assert subjects["brevity"] == ("observation", named(trace, "answer")["id"])
    assert found["url"] == langfuse_5.server.url + trace["htmlPath"]


def _check_steps(steps: list[JsonObject], trace: JsonObject) -> None:
    """Hold the steps of API v2 against the trace of v1."""
    assert {step["name"]: step["type"] for step in steps} == STEPS
    assert len(steps) == len(STEPS)
    for step in steps:
        same = named(trace, step["name"])
        assert (step["id"], step["parentObservationId"]) == (same["id"], same["parentObservationId"])
        assert (step["traceId"], step["userId"], step["sessionId"]) == (trace["id"], "ada", "trip-1")
        assert (step["traceName"], step["tags"]) == ("chat", ["beta", "weather"])
        assert step["isRootObservation"] == (same["parentObservationId"] is None)
        for part in ("input", "output"):
            assert _as_read_by_v1(step[part]) == same[part]
    [answer] = [step for step in steps if step["name"] == "answer"]
    assert answer["providedModelName"] == answer.get("model", "gpt-stub") == "gpt-stub"
    assert answer["usageDetails"] == {"input": 9, "output": 8, "total": 17}
    assert answer["costDetails"] == {"input": 0.001, "output": 0.002, "total": 0.003}


def _as_read_by_v1(raw: str | None) -> Any:
    """v2 gives the stored text; v1 reads it as JSON where it is."""
    if raw is None:
        return None
    try:
        return json.loads(raw)
    except ValueError:
        return raw
