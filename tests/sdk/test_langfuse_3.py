"""Programs written for langfuse 3 run unmodified: OpenTelemetry for traces, the batch API for scores."""

import json

from sdk.client_program import finish, langfuse_variables, run_program, running
from sdk.environments import LANGFUSE_3
from sdk.normal_tree import named, own_metadata, times_of, tree_of
from sdk.story import NO_DEPRECATIONS, Story


def test_an_address_with_a_slash_at_its_end_is_as_good(langfuse_3: Story) -> None:
    variables = langfuse_variables(f"{langfuse_3.server.url}/")
    assert run_program(LANGFUSE_3, "langfuse-3/steady.py", variables, "slash", "1").complaints == ""
    assert langfuse_3.reader.trace(name="slash")["input"] == "job 0"


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
    assert {session["id"] for session in found["sessions"]} == {"trip-1", "trip-2", "trip-3"}
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
