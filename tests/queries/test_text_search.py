"""Any store, any search, any progress of the index: the traces found are the same, and never an error."""

import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracedesk.queries.traces import TraceFilter, trace_ids
from tracedesk.records.json import Json
from tracedesk.records.trace import Observation, Trace
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.store import text_index as text_index_module
from tracedesk.store.commit import Record
from tracedesk.store.database import execute, write
from tracedesk.store.text_index import text_index_of

WORDS = (
    "parcel", "Parcels", "pa", "Straße", "strasse", "Gru\u0308ße", "北京", "北京大学", "使用GPT模型", "gpt-4o", "a_b",
    "がぎ", "user@example.org", "one two", "two one", '{"a":"x\\nparcel"}', "100%", "🤖x", "สวัสดี",
)  # fmt: skip
SEARCHES = (*WORDS, '"one two"', "parcel 北京", "par", "gpt", "京", "x", "observation-1", "trace-0", "col:x*", "NEAR(")
maybe_text = st.none() | st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
metadata: st.SearchStrategy[dict[str, Json]] = st.dictionaries(st.just("key"), st.sampled_from(WORDS))
homes = st.sampled_from(("trace-00", "trace-01", "trace-02"))


@st.composite
def statements(draw: st.DrawFn, moment: int) -> Record:
    if draw(st.booleans()):
        return Trace(
            trace_id=draw(homes), said_ns=moment, timestamp_ns=1, name=draw(maybe_text), user_id=draw(maybe_text),
            tags=draw(st.none() | st.lists(st.sampled_from(WORDS), max_size=2).map(tuple)), input=draw(maybe_text),
        )  # fmt: skip
    return Observation(
        observation_id=f"observation-{draw(st.integers(1, 4))}", said_ns=moment, start_ns=1,
        trace_id=draw(st.none() | homes), name=draw(maybe_text), model=draw(maybe_text),
        status_message=draw(maybe_text), output=draw(maybe_text),
        metadata=draw(st.none() | metadata),
    )  # fmt: skip


@st.composite
def stories(draw: st.DrawFn) -> list[Record]:
    moments = draw(st.lists(st.integers(1, 99), unique=True, min_size=1, max_size=10))
    return [draw(statements(moment)) for moment in moments]


def save(runtime: Runtime, records: Iterable[Record]) -> None:
    for record in records:
        runtime.writer.save(runtime.project_id, [record]).result()


def found(runtime: Runtime, search: str, project_id: str = "") -> set[str]:
    wanted = TraceFilter(project_id=project_id or runtime.project_id, text=search)
    return set(trace_ids(runtime.database, wanted))


def fill(runtime: Runtime, batches: int = 1_000) -> None:
    index = text_index_of(runtime.database)
    with closing(index.connect()) as connection:
        while batches and index.fill(connection):
            batches -= 1


def answers_at(story: list[Record], searches: list[str], early: int, late: int) -> list[set[str]]:
    """Search a store of which the index read some payloads in the middle of its story, and some at the end."""
    with tempfile.TemporaryDirectory() as folder:
        runtime = open_runtime(Path(folder))
        try:
            save(runtime, story[: len(story) // 2])
            fill(runtime, early)
            save(runtime, story[len(story) // 2 :])
            fill(runtime, late)
            return [found(runtime, search) for search in searches]
        finally:
            runtime.close()


@settings(max_examples=12)
@given(story=stories(), searches=st.lists(st.sampled_from(SEARCHES), min_size=1, max_size=6, unique=True))
def test_progress_does_not_matter(story: list[Record], searches: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_index_module, "BATCH", 1)
        without = answers_at(story, searches, 0, 0)
        assert answers_at(story, searches, 2, 0) == without
        assert answers_at(story, searches, 1, 2) == without
        assert answers_at(story, searches, 1_000, 1_000) == without


@pytest.mark.parametrize("full", [False, True])
def test_words_may_be_in_several_steps_and_fields(runtime: Runtime, *, full: bool) -> None:
    save(runtime, [
        Trace(trace_id="t", said_ns=1, name="night run", user_id="ada", session_id="sitting", tags=("blue",)),
        Observation(observation_id="o1", trace_id="t", said_ns=1, start_ns=1, model="gpt-4o-mini", output="needle"),
        Observation(
            observation_id="o2", trace_id="t", said_ns=1, start_ns=1, status_message="Timeout: no answer",
            metadata={"region": ["north", {"deep": 4711}]},
        ),
    ])  # fmt: skip
    if full:
        fill(runtime)
    for search in ("needle timeout", "night ada sitting blue", "gpt-4o-mini north 4711", '"night run" "no answer"'):
        assert found(runtime, search) == {"t"}, search
    assert found(runtime, "needle timeout absent") == found(runtime, "region") == found(runtime, '"run night"') == set()


@pytest.mark.parametrize("full", [False, True])
def test_projects_are_apart(runtime: Runtime, *, full: bool) -> None:
    with write(runtime.database):
        execute(runtime.database, "INSERT INTO project (project_id, name, created_ns) VALUES ('second', 'second', 1)")
    for project_id in (runtime.project_id, "second"):
        step = Observation(
            observation_id=f"step-{project_id}", trace_id="t", said_ns=1, start_ns=1, output="shared one two"
        )
        records: list[Record] = [step, Trace(trace_id=f"of-{project_id}", said_ns=1, input="shared")]
        runtime.writer.save(project_id, records).result()
    if full:
        fill(runtime)
    for search, second in (("shared", {"t", "of-second"}), ('"one two"', {"t"}), ("step-second", {"t"})):
        assert found(runtime, search, "second") == second
    assert found(runtime, "step-second") == set()


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize(
    "search",
    [
        '"', '""', "*", "a*", "AND", "OR NOT", "NEAR(", "NEAR(a b, 2)", "col:x", "text:parcel", "{a b}:c", "^a",
        "a + b", "'; DROP TABLE trace; --", "\x00", "a\x00b", "\ud800", "\ud800 parcels-and-more", "é\u0301\u0301",
        "\\", "%_", " ".join(f"word{one}" for one in range(2_000)),
        '"' + " ".join(f"word{one}" for one in range(2_000)) + '"',
        "x" * 100_000, "北" * 5_000,
    ],
    ids=lambda search: ascii(search[:24]),
)  # fmt: skip
def test_no_search_is_an_error(runtime: Runtime, search: str, *, full: bool) -> None:
    save(runtime, [Trace(trace_id="t", said_ns=1, input="word1 parcel a b")])
    if full:
        fill(runtime)
    assert found(runtime, search) <= {"t"}


@pytest.mark.parametrize("full", [False, True])
def test_a_pasted_paragraph_is_found(runtime: Runtime, *, full: bool) -> None:
    paragraph = " ".join(f"word{one}" for one in range(1_200))
    save(
        runtime, [Trace(trace_id="whole", said_ns=1, input=paragraph), Trace(trace_id="part", said_ns=1, input="word1")]
    )
    if full:
        fill(runtime)
    assert found(runtime, paragraph) == {"whole"}
    assert found(runtime, f"{paragraph} absent") == set()
