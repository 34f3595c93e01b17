"""The same programs through each later generation give langfuse 2's trees, but for what the clients say themselves."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sdk import expected, expected_chain
from sdk.client_program import langfuse_variables, run_program
from sdk.environments import LANGFUSE_3, LANGFUSE_4, LANGFUSE_5
from sdk.normal_tree import Node, named, tree_of
from sdk.openai_answers import BREAKDOWN
from sdk.story import NO_DEPRECATIONS, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """One later client and what its programs told; ``trace`` makes its trees of langfuse 2's."""

    client: str
    steady: str
    trace: Callable[[Node], Node]
    told: Story


GENERATIONS = {
    LANGFUSE_3: ("langfuse-3/steady.py", expected.with_output_of_root),
    LANGFUSE_4: ("langfuse-4/steady.py", expected.with_all_of_root),
    LANGFUSE_5: ("langfuse-4/steady.py", expected.with_all_of_root),
}


@pytest.fixture(params=GENERATIONS)
def generation(request: pytest.FixtureRequest) -> Generation:
    client: str = request.param
    steady, trace = GENERATIONS[client]
    told: Story = request.getfixturevalue(client.replace("-", "_"))
    return Generation(client=client, steady=steady, trace=trace, told=told)


def test_the_programs_run_as_they_always_did(generation: Generation) -> None:
    assert {name: said.printed for name, said in generation.told.said.items()} == {
        "chat": expected.PRINTED_BY_CHAT, "observed": expected.PRINTED_BY_OBSERVED, "chain": expected_chain.PRINTED,
    }  # fmt: skip


def test_the_client_has_nothing_to_complain_about(generation: Generation) -> None:
    assert [said.complaints for said in generation.told.said.values()] == ["", "", ""]


def test_a_wrong_key_is_refused_with_words_where_these_tests_look(generation: Generation) -> None:
    wrong = langfuse_variables(generation.told.server.url, secret_key="sk-lf-wrong") | NO_DEPRECATIONS
    said = run_program(generation.client, generation.steady, wrong, "refused", "1")
    assert "Failed to export spans batch code: 401" in said.complaints


def test_a_streamed_chat_is_the_same_tree(generation: Generation) -> None:
    tree = tree_of(generation.told.reader.trace(name="chat", userId="ada"))
    assert tree == generation.trace(expected.chat())


def test_a_broken_chat_is_the_same_tree_with_its_span_marked(generation: Generation) -> None:
    marked = expected.marked_by_exception(expected.broken_chat(), f"APIError: {BREAKDOWN}")
    tree = tree_of(generation.told.reader.trace(name="chat", userId="bob"))
    assert tree == generation.trace(marked)


def test_decorated_functions_are_the_same_tree_below_a_span_for_the_first(generation: Generation) -> None:
    same = expected.with_finish_reason(expected.with_span_for_first_function(expected.brief()))
    assert tree_of(generation.told.reader.trace(name="brief")) == same


def test_a_decorated_function_that_failed_is_a_span_and_so_an_error(generation: Generation) -> None:
    same = expected.marked_by_exception(expected.with_span_for_first_function(expected.refused()), "no such city")
    assert tree_of(generation.told.reader.trace(name="refused")) == same


def test_a_chain_of_langchain_is_the_same_tree_with_the_types_of_its_steps(generation: Generation) -> None:
    for name, tree in (("report", expected_chain.report()), ("refusal", expected_chain.refusal())):
        told = expected_chain.without_dumps(tree_of(generation.told.reader.trace(name=name)))
        assert told == expected_chain.with_types_of_steps(tree)


def test_the_exception_that_left_a_span_is_kept_with_its_stack(generation: Generation) -> None:
    broken = named(generation.told.reader.trace(name="chat", userId="bob"), "answer")
    [event] = broken["metadata"]["events"]
    assert event["name"] == "exception"
    assert event["attributes"]["exception.message"] == BREAKDOWN
    assert "in stream\n" in event["attributes"]["exception.stacktrace"]
