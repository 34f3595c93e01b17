"""A deleted trace takes all that belongs to it along, and nothing else; what is told of it later begins it anew."""

import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.known import everything, hours, recount, recount_hours, totals
from store.test_any_order import HOMES, TRACES, stories
from tracedesk.queries.sessions import session_by_id
from tracedesk.queries.traces import TraceFilter, trace_ids
from tracedesk.records.experiment import ExperimentSpan
from tracedesk.records.rating import rating_score
from tracedesk.records.score import Score
from tracedesk.records.trace import Observation, Trace
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.store import trace_deletion
from tracedesk.store.commit import Record
from tracedesk.store.database import rows
from tracedesk.store.text_index import text_index_of
from tracedesk.store.trace_deletion import delete_traces

TABLES = (
    "trace", "observation", "payload", "score", "session", "experiment_span", "observation_hour", "trace_hour",
)  # fmt: skip


def delete(runtime: Runtime, *ids: str) -> int:
    """Delete traces, and return the number of portions that it took; after each one everything adds up."""
    left, portions = tuple(ids), 0
    while left:
        left = runtime.writer.edit(runtime.project_id, partial(delete_traces, trace_ids=left)).result()
        portions += 1
        assert totals(runtime) == recount(runtime)
        assert hours(runtime) == recount_hours(runtime)
    return portions


def save(runtime: Runtime, *records: Record) -> None:
    runtime.writer.save(runtime.project_id, records).result()


def step(name: str, trace_id: str = "t", **more: Any) -> Observation:
    base: dict[str, Any] = {"start_ns": 5, "end_ns": 9, "said_ns": 5}
    return Observation(observation_id=f"{trace_id}-{name}", trace_id=trace_id, **base | more)


def whole_trace(trace_id: str) -> list[Record]:
    span = ExperimentSpan(
        trace_id=trace_id, observation_id=f"{trace_id}-a", experiment_id="e", start_ns=5, end_ns=9, is_item=True,
        item_id="i", name="n", dataset_id=None,
    )  # fmt: skip
    usage = {"input": 1, "output": 2, "total": 3}
    score = Score(
        score_id=f"{trace_id}-s", said_ns=5, name="n", data_type="NUMERIC", value=1.0, trace_id=trace_id,
        observation_id=f"{trace_id}-a", timestamp_ns=5,
    )  # fmt: skip
    return [
        Trace(
            trace_id=trace_id, said_ns=5, name="n", session_id=f"session of {trace_id}", input="question", tags=("x",)
        ),
        step("a", trace_id, type="GENERATION", model="gpt-4o", usage=usage, level="ERROR", output="answer"),
        step("b", trace_id, end_ns=None, input="x" * 2**21),
        score,
        rating_score(trace_id, True, "fine", 6),
        span,
    ]


def counts(runtime: Runtime) -> dict[str, int]:
    return {table: rows(runtime.database, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def test_nothing_of_a_deleted_trace_is_left(runtime: Runtime) -> None:
    save(runtime, *whole_trace("t"))
    assert min(counts(runtime).values()) > 0
    assert delete(runtime, "t") == 1
    assert counts(runtime) == dict.fromkeys(TABLES, 0)


def test_its_neighbours_stay_as_they_were(runtime: Runtime) -> None:
    save(runtime, *whole_trace("neighbour"))
    before, counted = everything(runtime), counts(runtime)
    save(runtime, *whole_trace("t"))
    delete(runtime, "t")
    assert (everything(runtime), counts(runtime)) == (before, counted)


def test_several_are_deleted_at_once_and_unknown_ones_are_fine(runtime: Runtime) -> None:
    save(runtime, *whole_trace("a"), *whole_trace("b"), *whole_trace("c"))
    assert delete(runtime, "a", "nobody's", "c", "a") == 1
    assert list(trace_ids(runtime.database, TraceFilter(project_id=runtime.project_id))) == ["b"]
    assert delete(runtime, "nobody's") == 1


def test_a_score_without_its_trace_goes_too(runtime: Runtime) -> None:
    save(runtime, rating_score("t", True, None, 6))
    delete(runtime, "t")
    save(runtime, Trace(trace_id="t", said_ns=1))
    assert (counts(runtime)["score"], totals(runtime)[0][-2:]) == (0, (0, None))


def test_a_large_trace_is_deleted_in_portions(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace_deletion, "PORTION", 3)
    steps = [step(str(one), start_ns=one + 1, end_ns=20 - one, usage={"total": one}) for one in range(10)]
    save(
        runtime, Trace(trace_id="t", said_ns=1, name="n"), *steps, step("a", "other"), Trace(trace_id="last", said_ns=1)
    )
    assert delete(runtime, "t", "other", "last") == 5
    assert counts(runtime) == dict.fromkeys(TABLES, 0)


def test_a_portion_that_ends_with_the_observations_takes_the_trace_too(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trace_deletion, "PORTION", 3)
    save(runtime, Trace(trace_id="t", said_ns=1), *[step(str(one)) for one in range(3)])
    assert delete(runtime, "t") == 1
    assert counts(runtime)["trace"] == 0


def test_what_is_told_later_begins_the_trace_anew(runtime: Runtime) -> None:
    save(runtime, *whole_trace("t"))
    delete(runtime, "t")
    save(runtime, Observation(observation_id="t-a", trace_id="t", said_ns=8, creation=False, output="late", end_ns=9))
    found = everything(runtime)
    assert (found[0].trace_id, found[0].name, found[0].session_id, found[0].tags) == ("t", None, None, ())
    [late] = found[1]
    assert (late.output, late.model, late.usage, late.type) == ("late", None, {}, "SPAN")
    assert found[2] == []
    assert totals(runtime) == recount(runtime)


def test_a_session_goes_with_its_last_trace(runtime: Runtime) -> None:
    save(runtime, *[Trace(trace_id=one, said_ns=1, session_id="chat") for one in ("a", "b")])
    delete(runtime, "a")
    assert session_by_id(runtime.database, runtime.project_id, "chat") is not None
    delete(runtime, "b")
    assert session_by_id(runtime.database, runtime.project_id, "chat") is None


@pytest.mark.parametrize("filled_before", [True, False])
def test_a_search_finds_it_no_more(runtime: Runtime, filled_before: bool) -> None:
    def found() -> list[str]:
        return list(trace_ids(runtime.database, TraceFilter(project_id=runtime.project_id, text="question")))

    def fill() -> int:
        with closing(text_index_of(runtime.database).connect()) as index:
            while text_index_of(runtime.database).fill(index):
                pass
            known: int = index.execute("SELECT count(*) FROM document").fetchone()[0]
            return known

    save(runtime, *whole_trace("t"), *whole_trace("other"))
    if filled_before:
        assert fill() == 6
    delete(runtime, "t")
    assert found() == ["other"]
    assert fill() == 3
    assert found() == ["other"]
    assert rows(runtime.database, "SELECT count(*) FROM payload_gone") == [(0,)]


@settings(max_examples=25)
@given(first=stories(), second=stories(), gone=st.sets(st.sampled_from(TRACES)), portion=st.integers(1, 3))
def test_everything_adds_up_whatever_is_deleted(
    first: list[Record], second: list[Record], gone: set[str], portion: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(trace_deletion, "PORTION", portion)
        with closing(open_runtime(Path(folder) / "some")) as runtime:
            save(runtime, *first)
            delete(runtime, *gone)
            assert gone.isdisjoint(trace_ids(runtime.database, TraceFilter(project_id=runtime.project_id)))
            save(runtime, *second)
            assert totals(runtime) == recount(runtime)
            assert hours(runtime) == recount_hours(runtime)
            assert _unowned(runtime) == []
            delete(runtime, *TRACES, *HOMES)
            assert counts(runtime) == dict.fromkeys(TABLES, 0)
            save(runtime, *second)
            told_again = everything(runtime)
        with closing(open_runtime(Path(folder) / "fresh")) as runtime:
            save(runtime, *second)
            assert told_again == everything(runtime)


def _unowned(runtime: Runtime) -> list[Any]:
    """Return observations without a trace, and payloads that nothing refers to."""
    observations = "SELECT seq FROM observation WHERE trace_seq NOT IN (SELECT seq FROM trace)"
    payloads = """
        SELECT payload_id FROM payload EXCEPT SELECT payload_id FROM observation EXCEPT SELECT payload_id FROM trace
    """
    return rows(runtime.database, observations) + rows(runtime.database, payloads)
