"""What LlamaIndex and Haystack tell by their own integrations of Langfuse."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sdk.environments import HAYSTACK, LLAMA_INDEX
from sdk.normal_tree import Node, tree_of
from sdk.openai_answers import answer_to
from sdk.openai_stub import OpenAiStub
from sdk.story import Story, tell

QUESTION = "What to wear in Paris?"
ANSWER = answer_to(QUESTION)


@pytest.fixture(scope="module", params=[LLAMA_INDEX, HAYSTACK])
def asked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, openai_stub: OpenAiStub
) -> Iterator[tuple[str, Story]]:
    framework: str = request.param
    folder: Path = tmp_path_factory.mktemp(framework)
    with tell(folder, framework, [f"{framework}/asked.py"], openai_stub) as story:
        yield framework, story


def test_the_program_runs_as_it_always_did(asked: tuple[str, Story]) -> None:
    said = asked[1].said["asked"]
    assert (said.printed, said.complaints) == (f"{ANSWER}\n", "")


def test_the_trace_says_who_asked(asked: tuple[str, Story]) -> None:
    framework, story = asked
    trace = tree_of(story.reader.trace(name="advice"))
    session = {LLAMA_INDEX: "trip-5", HAYSTACK: "trip-6"}[framework]
    assert (trace["userId"], trace["sessionId"], trace["tags"]) == ("ada", session, ["beta"])


def test_the_steps_are_below_each_other(asked: tuple[str, Story]) -> None:
    framework, story = asked
    [root] = tree_of(story.reader.trace(name="advice"))["children"]
    steps = {LLAMA_INDEX: [("OpenAI.chat", "GENERATION")],
             HAYSTACK: [("asking", "SPAN"), ("model", "GENERATION"), ("tracer", "SPAN")]}[framework]  # fmt: skip
    assert (root["type"], root["name"], root["level"]) == ("SPAN", "advice", "DEFAULT")
    assert [(step["name"], step["type"]) for step in root["children"]] == steps


def test_the_call_of_the_model_has_its_words_and_tokens(asked: tuple[str, Story]) -> None:
    framework, story = asked
    [root] = tree_of(story.reader.trace(name="advice"))["children"]
    [call] = [step for step in root["children"] if step["type"] == "GENERATION"]
    assert QUESTION in str(call["input"])
    assert ANSWER in str(call["output"])
    assert call["usageDetails"]["total"] == 12
    assert call["model"] == {LLAMA_INDEX: "gpt-4o", HAYSTACK: "gpt-stub-2026-03-01"}[framework]


def test_a_model_of_the_price_list_costs_what_its_tokens_cost(asked: tuple[str, Story]) -> None:
    framework, story = asked
    [root] = tree_of(story.reader.trace(name="advice"))["children"]
    [call] = [step for step in root["children"] if step["type"] == "GENERATION"]
    costs: Node = call.get("costDetails", {})
    assert (costs.get("total", 0) > 0) == (framework == LLAMA_INDEX)
