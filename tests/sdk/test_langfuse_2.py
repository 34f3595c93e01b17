"""Programs written for langfuse 2 run unmodified, and what they told reads back right."""

import json

from process.server_process import PUBLIC_KEY
from sdk import expected, expected_chain
from sdk.client_program import TIMEOUT_S, finish, langfuse_variables, run_program, running
from sdk.environments import LANGFUSE_2
from sdk.normal_tree import named, times_of, tree_of
from sdk.story import Story


def test_the_programs_run_as_they_always_did(langfuse_2: Story) -> None:
    assert langfuse_2.said["chat"].printed == expected.PRINTED_BY_CHAT
    assert langfuse_2.said["observed"].printed == expected.PRINTED_BY_OBSERVED
    assert langfuse_2.said["chain"].printed == expected_chain.PRINTED


def test_the_client_has_nothing_to_complain_about(langfuse_2: Story) -> None:
    assert [said.complaints for said in langfuse_2.said.values()] == ["", "", "", ""]


def test_a_client_that_reaches_nobody_complains_where_these_tests_look() -> None:
    lonely = langfuse_variables("http://127.0.0.1:1") | {"LANGFUSE_MAX_RETRIES": "1"}
    assert "Unexpected error" in run_program(LANGFUSE_2, "langfuse-2/steady.py", lonely, "lonely", "1").complaints


def test_a_wrong_key_is_refused_with_words_that_help(langfuse_2: Story) -> None:
    variables = langfuse_variables(langfuse_2.server.url, secret_key="sk-lf-wrong")
    with running(LANGFUSE_2, "langfuse-2/read_back.py", variables) as program:
        _, complaints = program.communicate(timeout=TIMEOUT_S)
    assert program.returncode == 1
    assert "UnauthorizedError" in complaints
    assert PUBLIC_KEY in complaints


def test_a_streamed_chat_reads_back_whole(langfuse_2: Story) -> None:
    assert tree_of(langfuse_2.reader.trace(name="chat", userId="ada")) == expected.chat()


def test_a_chat_that_broke_shows_what_was_said_and_what_went_wrong(langfuse_2: Story) -> None:
    trace = langfuse_2.reader.trace(name="chat", userId="bob")
    assert tree_of(trace) == expected.broken_chat()
    assert all(one["endTime"] for one in trace["observations"] if one["type"] != "EVENT")


def test_steps_lie_in_time_within_the_step_they_belong_to(langfuse_2: Story) -> None:
    trace = langfuse_2.reader.trace(name="chat", userId="ada")
    steps = [named(trace, name) for name in ("chat", "plan", "look-up")]
    assert [step["startTime"] for step in steps] == sorted(step["startTime"] for step in steps)
    assert [step["endTime"] for step in steps] == sorted((step["endTime"] for step in steps), reverse=True)
    answer = named(trace, "answer")
    assert steps[1]["endTime"] <= answer["startTime"] <= answer["completionStartTime"] <= answer["endTime"]
    assert answer["endTime"] <= steps[0]["endTime"]


def test_decorated_functions_and_the_openai_stand_in_become_one_tree(langfuse_2: Story) -> None:
    assert tree_of(langfuse_2.reader.trace(name="brief")) == expected.brief()
    assert tree_of(langfuse_2.reader.trace(name="refused")) == expected.refused()


def test_a_chain_of_langchain_is_one_tree_with_what_the_model_was_asked_and_said(langfuse_2: Story) -> None:
    assert expected_chain.without_dumps(tree_of(langfuse_2.reader.trace(name="report"))) == expected_chain.report()


def test_a_chain_whose_model_refused_shows_where_it_stopped(langfuse_2: Story) -> None:
    refusal = expected_chain.without_dumps(tree_of(langfuse_2.reader.trace(name="refusal")))
    assert expected_chain.REFUSAL in refusal["output"]
    assert refusal | {"output": None} == expected_chain.refusal() | {"output": None}


def test_the_clients_own_reads_agree_with_plain_http(langfuse_2: Story) -> None:
    finished = run_program(LANGFUSE_2, "langfuse-2/read_back.py", langfuse_variables(langfuse_2.server.url))
    assert finished.complaints == ""
    found = json.loads(finished.printed)
    trace = langfuse_2.reader.trace(name="chat", userId="ada")
    assert tree_of(found["trace"]) == tree_of(trace)
    assert tree_of(found["broken"]) == expected.broken_chat()
    assert times_of(found["trace"]) == times_of(trace)
    assert found["trace"]["latency"] == trace["latency"]
    assert sorted(found["line"]["observations"]) == sorted(one["id"] for one in trace["observations"])
    assert sorted(found["line"]["scores"]) == sorted(one["id"] for one in trace["scores"])
    assert found["generation"]["id"] == named(trace, "answer")["id"]
    assert found["generation"]["output"] == expected.ANSWER
    assert {session["id"] for session in found["sessions"]} == {"trip-1", "trip-2", "trip-3"}
    assert {one["name"] for one in found["session"]["traces"]} == {"chat", "brief"}
    assert [score["stringValue"] for score in found["scores"]] == ["friendly"]
    assert found["health"]["status"] == "OK"


def test_times_and_costs_of_another_day_are_kept_to_the_millisecond(langfuse_2: Story) -> None:
    trace = langfuse_2.reader.trace(name="past")
    assert (trace["timestamp"], trace["latency"]) == ("2026-03-01T10:00:00.250Z", 4)
    assert (trace["release"], trace["version"], trace["environment"]) == ("r7", "2", "lab")
    assert trace["totalCost"] == 0.25
    step, call = named(trace, "step"), named(trace, "call")
    assert (step["startTime"], step["endTime"]) == ("2026-03-01T10:00:00.250Z", "2026-03-01T10:00:04.250Z")
    assert (call["startTime"], call["endTime"]) == ("2026-03-01T10:00:01.250Z", "2026-03-01T10:00:03.375Z")
    assert (call["latency"], call["timeToFirstToken"]) == (2.125, 0.5)
    assert (call["input"], call["output"]) == ("=1+1\r\nor not", "naïve “quotes”, commas\nand lines")


def test_a_trace_is_there_while_its_program_still_works(langfuse_2: Story) -> None:
    reader = langfuse_2.reader
    with running(LANGFUSE_2, "langfuse-2/slow.py", langfuse_variables(langfuse_2.server.url)) as program:
        trace = reader.trace_in_time(lambda found: bool(found["observations"]), name="slow")
        [waiting] = trace["observations"]
        assert (waiting["name"], waiting["input"], waiting["output"]) == ("wait", "a line, please", None)
        assert (waiting["endTime"], waiting["latency"]) == (None, None)
        assert finish(program).complaints == ""
    [done] = reader.trace(name="slow")["observations"]
    assert (done["id"], done["output"]) == (waiting["id"], "thank you")
    assert done["endTime"] is not None


def test_steps_are_whole_when_four_threads_send_them_in_pieces(langfuse_2: Story) -> None:
    one_event_a_request = langfuse_variables(langfuse_2.server.url) | {
        "LANGFUSE_THREADS": "4",
        "LANGFUSE_FLUSH_AT": "1",
    }
    assert run_program(LANGFUSE_2, "langfuse-2/steady.py", one_event_a_request, "pieces", "30").complaints == ""
    pieces = langfuse_2.reader.traces(name="pieces", limit="100")
    steps = [step for trace in pieces for step in trace["observations"]]
    assert sorted(trace["input"] for trace in pieces) == sorted(f"job {number}" for number in range(30))
    assert sorted(step["output"] for step in steps) == sorted(f"done {number}" for number in range(30))
    assert all(step["endTime"] for step in steps)
