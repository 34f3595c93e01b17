"""Programs written for langfuse 3 run unmodified: OpenTelemetry for traces, the batch API for scores."""

import json

from sdk import expected
from sdk.client_program import finish, langfuse_variables, run_program, running
from sdk.environments import LANGFUSE_3
from sdk.normal_tree import named, own_metadata, times_of, tree_of
from sdk.openai_stub import BREAKDOWN
from sdk.story import NO_DEPRECATIONS, Story


def test_the_programs_run_as_they_always_did(langfuse_3: Story) -> None:
    assert langfuse_3.said["chat"].printed == expected.PRINTED_BY_CHAT
    assert langfuse_3.said["observed"].printed == expected.PRINTED_BY_OBSERVED


def test_the_client_has_nothing_to_complain_about(langfuse_3: Story) -> None:
    assert [said.complaints for said in langfuse_3.said.values()] == ["", ""]


def test_a_wrong_key_is_refused_with_words_that_help(langfuse_3: Story) -> None:
    wrong = langfuse_variables(langfuse_3.server.url, secret_key="sk-lf-wrong")
    complaints = run_program(LANGFUSE_3, "langfuse-3/steady.py", wrong, "refused", "1").complaints
    assert "Failed to export spans batch code: 401" in complaints


def test_an_address_with_a_slash_at_its_end_is_as_good(langfuse_3: Story) -> None:
    variables = langfuse_variables(f"{langfuse_3.server.url}/")
    assert run_program(LANGFUSE_3, "langfuse-3/steady.py", variables, "slash", "1").complaints == ""
    assert langfuse_3.reader.trace(name="slash")["input"] == "job 0"


def test_a_streamed_chat_is_the_same_tree_as_with_langfuse_2(langfuse_3: Story) -> None:
    assert tree_of(langfuse_3.reader.trace(name="chat", userId="ada")) == expected.chat()


def test_a_broken_chat_is_the_same_tree_with_its_span_marked(langfuse_3: Story) -> None:
    marked = expected.marked_by_exception(expected.broken_chat(), f"APIError: {BREAKDOWN}")
    trace = tree_of(langfuse_3.reader.trace(name="chat", userId="bob"))
    assert trace == expected.with_output_of_root(marked)


def test_decorated_functions_are_the_same_tree_below_a_span_for_the_first(langfuse_3: Story) -> None:
    same = expected.with_finish_reason(expected.with_span_for_first_function(expected.brief()))
    assert tree_of(langfuse_3.reader.trace(name="brief")) == same


def test_a_decorated_function_that_failed_is_a_span_and_so_an_error(langfuse_3: Story) -> None:
    same = expected.marked_by_exception(expected.with_span_for_first_function(expected.refused()), "no such city")
    assert tree_of(langfuse_3.reader.trace(name="refused")) == same


def test_the_exception_that_left_a_span_is_kept_with_its_stack(langfuse_3: Story) -> None:
    broken = named(langfuse_3.reader.trace(name="chat", userId="bob"), "answer")
    [event] = broken["metadata"]["events"]
    assert event["name"] == "exception"
    assert event["attributes"]["exception.message"] == BREAKDOWN
    assert "in stream\n" in event["attributes"]["exception.stacktrace"]


def test_the_clients_own_reads_agree_with_plain_http(langfuse_3: Story) -> None:
    finished = run_program(LANGFUSE_3, "langfuse-3/read_back.py", langfuse_variables(langfuse_3.server.url))
    assert finished.complaints == ""
    found = json.loads(finished.printed)
    trace = langfuse_3.reader.trace(name="chat", userId="ada")
    assert tree_of(found["trace"]) == tree_of(trace)
    assert tree_of(found["broken"]) == tree_of(langfuse_3.reader.trace(name="chat", userId="bob"))
    assert times_of(found["trace"]) == times_of(trace)
    assert own_metadata(found["trace"])["client"] == {"os": "linux"}
    assert sorted(found["line"]["observations"]) == sorted(one["id"] for one in trace["observations"])
    assert sorted(found["line"]["scores"]) == sorted(one["id"] for one in trace["scores"])
    assert found["generation"]["id"] == named(trace, "answer")["id"]
    assert {session["id"] for session in found["sessions"]} == {"trip-1", "trip-2"}
    assert {one["name"] for one in found["session"]["traces"]} == {"chat", "brief"}
    assert [score["stringValue"] for score in found["scores"]] == ["friendly"]
    assert found["url"].endswith(trace["htmlPath"])


def test_finished_steps_are_there_while_the_program_still_works(langfuse_3: Story) -> None:
    variables = langfuse_variables(langfuse_3.server.url) | NO_DEPRECATIONS
    with running(LANGFUSE_3, "langfuse-3/slow.py", variables) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "prepared\n"
        [step] = langfuse_3.reader.get("/observations", name="prepare")["data"]
        unfinished = langfuse_3.reader.get(f"/traces/{step['traceId']}")
        assert [one["name"] for one in unfinished["observations"]] == ["prepare"]
        assert finish(program).complaints == ""
    trace = langfuse_3.reader.get(f"/traces/{step['traceId']}")
    assert (trace["name"], trace["userId"], trace["input"]) == ("slow", "ada", "a line, please")
    assert named(trace, "prepare")["parentObservationId"] == named(trace, "slow")["id"]
