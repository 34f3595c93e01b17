"""The search by words: the same traces whether the index has read all, some or nothing of the store."""

from contextlib import closing

import pytest

from tracedesk.queries.traces import TraceFilter, trace_ids
from tracedesk.records.trace import Observation, Trace
from tracedesk.runtime import Runtime
from tracedesk.store import text_index as text_index_module
from tracedesk.store.text_index import text_index_of

STORY = (
    Trace(trace_id="latin", said_ns=1, timestamp_ns=9, name="support-agent", user_id="ada@example.org", tags=("blue",)),
    Observation(
        observation_id="0123456789abcdef", trace_id="latin", said_ns=2, start_ns=2, type="GENERATION",
        model="gpt-4o-mini", input='[{"role":"user","content":"first line\\nNeedles are lost"}]', output="Déjà vu",
    ),
    Trace(trace_id="chinese", said_ns=1, timestamp_ns=8, input="我们在北京大学学习人工智能。"),
    Trace(trace_id="swapped", said_ns=1, timestamp_ns=7, input="lost are needles", metadata={"topic": ["parcels"]}),
)  # fmt: skip
SEARCHES = [
    ("needles lost", ["latin", "swapped"]),
    ('"needles are lost"', ["latin"]),
    ("NEED", ["latin", "swapped"]),
    ("ne", []),  # of two letters only the whole word
    ("eedles", []),
    ("gpt-4o", ["latin"]),
    ("4o-gpt", []),
    ("deja", ["latin"]),
    ("support ada@example.org blue", ["latin"]),
    ("北京", ["chinese"]),
    ("京", ["chinese"]),
    ("北京大学", ["chinese"]),
    ("北大", []),
    ("大学北京", []),
    ("parcel", ["swapped"]),
    ("topic", []),  # the names of metadata are the same everywhere
    ("01234567", ["latin"]),
    ("chine", ["chinese"]),
    ('" AND NOT (', []),  # a phrase that nobody has closed, and no syntax of the index
    ("col:x* NEAR(", []),
    ("-> !!", ["latin", "chinese", "swapped"]),  # no words at all
]


@pytest.fixture
def told(runtime: Runtime) -> Runtime:
    for record in STORY:
        runtime.writer.save(runtime.project_id, [record]).result()
    return runtime


def index_everything(runtime: Runtime) -> None:
    index = text_index_of(runtime.database)
    with closing(index.connect()) as connection:
        while index.fill(connection):
            pass


def found(runtime: Runtime, search: str) -> list[str]:
    return list(trace_ids(runtime.database, TraceFilter(project_id=runtime.project_id, text=search)))


@pytest.mark.parametrize("progress", [0, 1, 2, 4])
def test_what_is_found_does_not_depend_on_the_index(
    told: Runtime, progress: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_index_module, "BATCH", 1)
    index = text_index_of(told.database)
    with closing(index.connect()) as connection:
        for _ in range(progress):
            index.fill(connection)
    assert {search: found(told, search) for search, _ in SEARCHES} == dict(SEARCHES)


@pytest.mark.parametrize("indexed_before", [False, True])
@pytest.mark.parametrize("indexed_after", [False, True])
def test_what_was_replaced_is_found_no_more(told: Runtime, *, indexed_before: bool, indexed_after: bool) -> None:
    if indexed_before:
        index_everything(told)
    later = Trace(trace_id="chinese", said_ns=5, input="rewritten in English")
    told.writer.save(told.project_id, [later]).result()
    if indexed_after:
        index_everything(told)
    assert (found(told, "北京"), found(told, "rewritten")) == ([], ["chinese"])


def test_an_observation_that_finds_its_trace_is_found_there(told: Runtime) -> None:
    waiting = Observation(observation_id="late", said_ns=3, creation=False, output="straggler")
    told.writer.save(told.project_id, [waiting]).result()
    index_everything(told)
    assert found(told, "straggler") == ["late"]
    told.writer.save(told.project_id, [Observation(observation_id="late", trace_id="latin", said_ns=4)]).result()
    assert found(told, "straggler") == ["latin"]
    index_everything(told)
    assert found(told, "straggler") == ["latin"]


@pytest.mark.parametrize("broken", [b"", b"this is no database at all" * 400])
def test_a_lost_or_broken_index_is_made_anew(told: Runtime, broken: bytes) -> None:
    index_everything(told)
    index = text_index_of(told.database)
    for tail in ("-wal", "-shm"):
        index.path.with_name(index.path.name + tail).unlink(missing_ok=True)
    index.path.write_bytes(broken)
    assert found(told, "needles lost") == ["latin", "swapped"]
    index_everything(told)
    assert found(told, "needles lost") == ["latin", "swapped"]


def test_rebuilding_begins_anew(told: Runtime) -> None:
    index_everything(told)
    index = text_index_of(told.database)
    index.rebuild()
    with closing(index.connect()) as connection:
        assert index.progress(connection) == 0
    index_everything(told)
    with closing(index.connect()) as connection:
        assert index.progress(connection) == len(STORY)
        assert connection.execute("SELECT count(*) FROM document").fetchone() == (len(STORY),)
