"""Statements may come in any order, in any grouping, twice, and from several writers: the traces are the same."""

import random
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from store.known import everything, hours, recount, recount_hours, totals
from tracedesk.records.json import Json
from tracedesk.records.rating import rating_score
from tracedesk.records.score import Score
from tracedesk.records.trace import Observation, Trace
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.store.commit import Record
from tracedesk.store.payloads import payloads_of
from tracedesk.store.prepare import prepared

TRACES = ("t1", "t2", "o1")  # the last is also where o1 waits until somebody tells its own trace
HOMES = {"o0": "t1", "o1": "t2", "o2": "t1", "o3": None}  # the trace of each observation; o3's is never told
# Two statements about one field at the same moment have no order of their own, so each here has its own moment.
texts = st.sampled_from(("a", "b", "Grüße", "你好"))
maybe_text = st.none() | texts
models = st.sampled_from((None, "gpt-4o", "claude-3-opus-latest", "nobody's"))
metadata = st.none() | st.dictionaries(
    st.sampled_from(("k", "l")), st.integers(0, 3) | st.dictionaries(st.sampled_from("xy"), st.integers(0, 3)) | texts
)


@st.composite
def trace_statements(draw: st.DrawFn, moment: int) -> Record:
    trace_id = draw(st.sampled_from(TRACES))
    moments = st.integers(1, 50)
    return Trace(
        trace_id=trace_id,
        said_ns=moment,
        creation=True,
        # A format whose steps may come without their trace (Langfuse's batches) tells the time of each trace.
        timestamp_ns=draw(moments if trace_id in HOMES else st.none() | moments),
        name=draw(maybe_text),
        user_id=draw(maybe_text),
        environment=draw(st.none() | st.sampled_from(("default", "dev"))),
        public=draw(st.none() | st.booleans()),
        tags=draw(st.none() | st.lists(texts, max_size=3).map(tuple)),
        input=draw(maybe_text),
        output=draw(maybe_text),
        metadata=draw(metadata),
        cleared=draw(st.sampled_from((frozenset(), frozenset({"name"}), frozenset({"name", "user_id"})))),
    )


@st.composite
def observation_statements(draw: st.DrawFn, moment: int) -> Record:
    observation_id = draw(st.sampled_from(sorted(HOMES)))
    home = HOMES[observation_id]
    usage = draw(st.none() | st.just({"input": 3, "output": 4, "total": 7}) | st.just({"input": 1, "total": 1}))
    return Observation(
        observation_id=observation_id,
        said_ns=moment,
        creation=draw(st.booleans()),
        # A client that names the trace of a step names the same one each time.
        trace_id=draw(st.sampled_from((None, home))),
        type=draw(st.sampled_from(("SPAN", "GENERATION", "AGENT"))),
        name=draw(maybe_text),
        start_ns=draw(st.none() | st.integers(1, 50)),
        end_ns=draw(st.none() | st.integers(20, 90)),
        level=draw(st.none() | st.sampled_from(("ERROR", "WARNING", "DEFAULT"))),
        model=draw(models),
        model_parameters=draw(st.sampled_from((None, {}, {"temperature": 0}, {"top_p": 1}))),
        usage=usage,
        cost=draw(st.none() | st.just({"total": 12})),
        input=draw(maybe_text),
        output=draw(maybe_text),
        metadata=draw(metadata),
        source=draw(st.none() | st.just(b"\n\x00") | st.just(b"{}")),
        cleared=draw(st.sampled_from((frozenset(), frozenset({"model", "level"}), frozenset({"name"})))),
    )


@st.composite
def score_statements(draw: st.DrawFn, moment: int) -> Record:
    if draw(st.booleans()):
        return rating_score("t1", draw(st.booleans()), draw(maybe_text), moment)
    text = draw(st.none() | st.sampled_from(("good", "bad")))
    return Score(
        score_id="s1",
        said_ns=moment,
        name=draw(texts),
        data_type="NUMERIC" if text is None else "CATEGORICAL",
        value=draw(st.sampled_from((0.25, 1.0))) if text is None else 0.0,
        string_value=text,
        trace_id=draw(st.sampled_from(TRACES)),
        timestamp_ns=moment,
        environment=draw(st.sampled_from(("default", "dev"))),
        comment=draw(maybe_text),
        metadata=draw(st.none() | st.just({"k": 1}) | st.just({"l": 2})),
    )


@st.composite
def stories(draw: st.DrawFn) -> list[Record]:
    moments = draw(st.lists(st.integers(100, 999), unique=True, min_size=1, max_size=9))
    makers = (trace_statements, observation_statements, observation_statements, score_statements)
    return [draw(draw(st.sampled_from(makers))(moment)) for moment in moments]


def told(runtime: Runtime, requests: Sequence[Sequence[Record]]) -> None:
    for records in requests:
        runtime.writer.save(runtime.project_id, records).result()


def known_after(requests: Sequence[Sequence[Record]], *, ready: bool = False) -> list[object]:
    """Return what a fresh store knows in the end; ``ready``: the requests come through the decoding process."""
    with tempfile.TemporaryDirectory() as folder:
        runtime = open_runtime(Path(folder))
        try:
            payloads = payloads_of(runtime.database)
            told(runtime, [prepared(request, payloads) for request in requests] if ready else requests)
            assert totals(runtime) == recount(runtime)
            assert hours(runtime) == recount_hours(runtime)
            return everything(runtime)
        finally:
            runtime.close()


def split(records: list[Record], chance: random.Random) -> list[list[Record]]:
    """Split a story into requests."""
    requests: list[list[Record]] = [[]]
    for record in records:
        if chance.random() < 0.5:
            requests.append([])
        requests[-1].append(record)
    return [request for request in requests if request]


@settings(max_examples=60, deadline=None)
@given(story=stories(), seed=st.integers(0, 10_000))
def test_order_grouping_and_repetition_do_not_matter(story: list[Record], seed: int) -> None:
    chance = random.Random(seed)
    shuffled = story + [record for record in story if chance.random() < 0.5]
    chance.shuffle(shuffled)
    assert known_after(split(shuffled, chance), ready=chance.random() < 0.5) == known_after([story])


def long_story() -> list[Record]:
    """Two hundred steps, each created, updated and scored."""
    records: list[Record] = [Trace(trace_id="t1", said_ns=1, name="run", timestamp_ns=1)]
    for number in range(200):
        moment = 10 * number + 10
        notes: dict[str, Json] = {"n": number}
        records.append(
            Observation(
                observation_id=f"o{number}", trace_id="t1", said_ns=moment, type="GENERATION", start_ns=moment,
                input="question", metadata=notes,
            )
        )  # fmt: skip
        records.append(
            Observation(
                observation_id=f"o{number}", said_ns=moment + 5, creation=False, end_ns=moment + 5, output="answer",
                usage={"input": 1, "output": 2, "total": 3},
            )
        )  # fmt: skip
    return records


def test_two_threads_give_the_same_trace(runtime: Runtime) -> None:
    story = long_story()
    chance = random.Random(7)
    orders = [chance.sample(story, len(story)) for _ in range(2)]
    threads = [
        threading.Thread(target=told, args=(runtime, [order[at : at + 7] for at in range(0, len(order), 7)]))
        for order in orders
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert everything(runtime) == known_after([story])
    assert totals(runtime) == recount(runtime)


def test_two_writers_on_one_folder_give_the_same_trace(runtime: Runtime) -> None:
    story = long_story()
    other = open_runtime(runtime.paths.data_dir)
    try:
        waiting = []
        for at in range(0, len(story), 5):
            writer = runtime.writer if at % 2 else other.writer
            waiting.append(writer.save(runtime.project_id, list(reversed(story[at : at + 5]))))
        for one in waiting:
            one.result()
    finally:
        other.close()
    assert everything(runtime) == known_after([story])
