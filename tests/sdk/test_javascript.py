"""The same programs in JavaScript give langfuse 2's trees, but for what the clients say themselves."""

import pytest

from sdk import expected, expected_javascript
from sdk.client_program import TIMEOUT_S, langfuse_variables, running
from sdk.environments import JAVASCRIPT_3, JAVASCRIPT_5
from sdk.normal_tree import named, tree_of
from sdk.openai_answers import BREAKDOWN
from sdk.story import Story


@pytest.fixture(params=["javascript_3", "javascript_5"])
def told(request: pytest.FixtureRequest) -> Story:
    story: Story = request.getfixturevalue(request.param)
    return story


def test_the_client_has_nothing_to_complain_about(told: Story) -> None:
    assert [said.complaints for said in told.said.values()] == ["", ""]


def test_the_programs_run_as_they_always_did(javascript_3: Story, javascript_5: Story) -> None:
    assert javascript_3.said["chat"].printed == expected.PRINTED_BY_CHAT
    assert javascript_3.said["observed"].printed == f"{expected.SUMMARY}\n"
    assert javascript_5.said["chat"].printed == expected.PRINTED_BY_CHAT
    assert javascript_5.said["observed"].printed == expected.PRINTED_BY_OBSERVED


@pytest.mark.parametrize("client", [JAVASCRIPT_3, JAVASCRIPT_5])
def test_a_wrong_key_is_refused_with_words_where_these_tests_look(client: str, javascript_3: Story) -> None:
    wrong = langfuse_variables(javascript_3.server.url, secret_key="sk-lf-wrong")
    with running(client, f"{client}/job.mjs", wrong) as program:
        _, complaints = program.communicate(timeout=TIMEOUT_S)
    assert "Invalid credentials" in complaints


def test_a_chat_by_hand_is_the_very_tree_of_langfuse_2(javascript_3: Story) -> None:
    assert tree_of(javascript_3.reader.trace(name="chat", userId="ada")) == expected.chat()
    assert tree_of(javascript_3.reader.trace(name="chat", userId="bob")) == expected.broken_chat()


def test_a_chat_of_active_observations_is_the_same_tree(javascript_5: Story) -> None:
    chat = tree_of(javascript_5.reader.trace(name="chat", userId="ada"))
    assert chat == expected.with_all_of_root(expected.chat())
    broken = expected.marked_by_exception(expected.broken_chat(), BREAKDOWN)
    assert tree_of(javascript_5.reader.trace(name="chat", userId="bob")) == expected.with_all_of_root(broken)


def test_steps_and_the_wrapped_openai_client_become_one_tree(javascript_3: Story) -> None:
    assert tree_of(javascript_3.reader.trace(name="brief")) == expected_javascript.as_told_by_3(expected.brief())


def test_wrapped_functions_and_the_wrapped_openai_client_become_one_tree(javascript_5: Story) -> None:
    same = expected_javascript.as_told_by_5(expected.with_span_for_first_function(expected.brief()))
    assert tree_of(javascript_5.reader.trace(name="brief")) == same


def test_a_wrapped_function_that_failed_is_an_error_with_its_words(javascript_5: Story) -> None:
    refused = expected.marked_by_exception(expected.with_span_for_first_function(expected.refused()), "no such city")
    same = expected_javascript.with_error_as_output(expected_javascript.as_told_by_5(refused))
    assert tree_of(javascript_5.reader.trace(name="refused")) == same


def test_a_generation_knows_its_first_token(told: Story) -> None:
    answer = named(told.reader.trace(name="chat", userId="ada"), "answer")
    assert answer["startTime"] <= answer["completionStartTime"] <= answer["endTime"]
