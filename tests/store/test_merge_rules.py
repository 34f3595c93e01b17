"""One test a rule of how statements become one thing (Langfuse wire protocol, section 2.5)."""

from typing import Any

from tracedesk.queries.observation_objects import observation_by_id
from tracedesk.queries.trace_detail import stored_trace_of, trace_detail
from tracedesk.records.stored import StoredObservation, StoredTrace
from tracedesk.records.trace import Observation, Trace
from tracedesk.runtime import Runtime
from tracedesk.store.commit import Record


def save(runtime: Runtime, *records: Record) -> None:
    for record in records:
        runtime.writer.save(runtime.project_id, [record]).result()


def trace_after(runtime: Runtime, *fields: dict[str, Any]) -> StoredTrace:
    save(runtime, *[Trace(trace_id="t", said_ns=number + 1, **said) for number, said in enumerate(fields)])
    found = stored_trace_of(runtime.database, runtime.project_id, "t")
    assert found is not None
    return found


def step_after(runtime: Runtime, *fields: dict[str, Any]) -> StoredObservation:
    save(
        runtime,
        *[
            Observation(**({"observation_id": "o", "said_ns": number + 1, "trace_id": "t"} | said))
            for number, said in enumerate(fields)
        ],
    )
    found = observation_by_id(runtime.database, runtime.project_id, "o")
    assert found is not None
    return found


def test_the_last_word_wins(runtime: Runtime) -> None:
    assert trace_after(runtime, {"name": "a"}, {"name": "b"}, {}).name == "b"


def test_of_one_moment_the_creation_comes_first(runtime: Runtime) -> None:
    step = step_after(
        runtime,
        {"said_ns": 5, "creation": False, "name": "update"},
        {"said_ns": 5, "creation": True, "name": "creation"},
    )
    assert step.name == "update"


def test_an_explicit_null_clears_a_field(runtime: Runtime) -> None:
    assert trace_after(runtime, {"user_id": "u"}, {"cleared": frozenset({"user_id"})}).user_id is None


def test_what_is_immutable_stays_as_it_was_first_said(runtime: Runtime) -> None:
    trace = trace_after(
        runtime, {"timestamp_ns": 70, "environment": "dev"}, {"timestamp_ns": 90, "environment": "production"}
    )
    assert (trace.timestamp_ns, trace.environment) == (70, "dev")


def test_input_and_output_are_replaced_whole(runtime: Runtime) -> None:
    assert trace_after(runtime, {"input": '{"a":1}'}, {"input": '{"b":2}'}).input == '{"b":2}'


def test_metadata_is_merged_deeply_and_lists_item_by_item(runtime: Runtime) -> None:
    trace = trace_after(
        runtime,
        {"metadata": {"run": {"n": 1, "list": [1, {"x": 1}, 3]}, "gone": "a"}},
        {"metadata": {"run": {"m": 2, "list": [9, {"y": 2}]}, "gone": None}},
    )
    assert trace.metadata == {"run": {"n": 1, "m": 2, "list": [9, {"x": 1, "y": 2}, 3]}, "gone": None}


def test_tags_are_united_and_sorted(runtime: Runtime) -> None:
    assert trace_after(runtime, {"tags": ("b", "a")}, {"tags": ("c", "a")}).tags == ("a", "b", "c")


def test_usage_is_replaced_whole(runtime: Runtime) -> None:
    step = step_after(runtime, {"usage": {"input": 1, "total": 1}}, {"usage": {"output": 9, "total": 9}})
    assert step.usage == {"output": 9, "total": 9}


def test_public_stays_public_when_nothing_is_said_of_it(runtime: Runtime) -> None:
    assert trace_after(runtime, {"public": True}, {"name": "x"}).public is True


def test_an_update_does_not_make_a_generation_a_span(runtime: Runtime) -> None:
    assert step_after(runtime, {"type": "GENERATION"}, {"type": "SPAN", "creation": False}).type == "GENERATION"


def test_an_end_before_the_start_is_the_start(runtime: Runtime) -> None:
    assert step_after(runtime, {"start_ns": 50, "end_ns": 20}).end_ns == 50


def test_an_update_without_a_trace_finds_its_observation(runtime: Runtime) -> None:
    step = step_after(runtime, {"name": "llm"}, {"trace_id": None, "creation": False, "output": "x"})
    assert (step.trace_id, step.name, step.output) == ("t", "llm", "x")


def test_an_update_that_overtakes_its_creation_moves_to_the_trace(runtime: Runtime) -> None:
    save(runtime, Observation(observation_id="o", said_ns=9, creation=False, output="x"))
    assert stored_trace_of(runtime.database, runtime.project_id, "o") is not None
    step = step_after(runtime, {"name": "llm"})
    assert (step.trace_id, step.name, step.output) == ("t", "llm", "x")
    assert stored_trace_of(runtime.database, runtime.project_id, "o") is None


def test_an_observation_without_its_trace_makes_a_shell_of_one(runtime: Runtime) -> None:
    step_after(runtime, {"start_ns": 40, "end_ns": 60})
    found = trace_detail(runtime.database, runtime.project_id, "t")
    assert found is not None
    assert (found.trace.timestamp_ns, found.trace.name, found.trace.latency_ns) == (40, None, 20)
    save(runtime, Trace(trace_id="t", said_ns=99, timestamp_ns=77, name="late"))
    trace = stored_trace_of(runtime.database, runtime.project_id, "t")
    assert trace is not None
    assert (trace.timestamp_ns, trace.name) == (77, "late")


def test_the_same_span_id_in_two_traces_is_two_observations(runtime: Runtime) -> None:
    save(
        runtime,
        Observation(observation_id="1", trace_id="a", said_ns=1, name="in a"),
        Observation(observation_id="1", trace_id="b", said_ns=2, name="in b"),
    )
    for trace_id, name in (("a", "in a"), ("b", "in b")):
        found = trace_detail(runtime.database, runtime.project_id, trace_id)
        assert found is not None
        assert [one.name for one in found.observations] == [name]
