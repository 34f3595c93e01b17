"""Payloads on disk: small, whole, and never the same number twice."""

import os
import random
import stat
import time
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tracedesk.queries.trace_detail import stored_trace_of
from tracedesk.records.trace import Trace
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.store import dictionaries as dictionaries_module
from tracedesk.store.database import execute, rows
from tracedesk.store.payload_body import Payload, payload_body, read_body
from tracedesk.store.payloads import payloads_of

texts = st.none() | st.text()
PATIENCE_S = 20


@given(
    given_text=texts,
    result=texts,
    metadata=st.none() | st.binary(),
    layers=st.none() | st.just(b"[]"),
    source=st.none() | st.binary(),
)
def test_a_body_reads_back_as_it_was(
    given_text: str | None, result: str | None, metadata: bytes | None, layers: bytes | None, source: bytes | None
) -> None:
    sent = None if metadata is None else metadata.hex().encode()
    body = payload_body(given_text, result, sent, layers, source)
    expected = Payload(
        given_text, result, None if sent is None else sent.decode(), None if layers is None else layers.decode(), source
    )
    assert read_body(body) == expected


def input_of(runtime: Runtime, trace_id: str) -> str | None:
    trace = stored_trace_of(runtime.database, runtime.project_id, trace_id)
    assert trace is not None
    return trace.input


def say(runtime: Runtime, trace_id: str, text: str, said_ns: int = 1) -> None:
    runtime.writer.save(runtime.project_id, [Trace(trace_id=trace_id, said_ns=said_ns, input=text)]).result()


def test_a_large_payload_is_a_private_file_and_stored_once(runtime: Runtime) -> None:
    large = random.Random(1).randbytes(600_000).hex()
    for trace_id in ("a", "b"):
        say(runtime, trace_id, large)
    files = [path for path in (runtime.paths.data_dir / "payloads").rglob("*") if path.is_file()]
    assert len(files) == 1
    assert rows(runtime.database, "SELECT DISTINCT file, body FROM payload") == [(files[0].name, None)]
    if os.name == "posix":
        assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    assert input_of(runtime, "a") == input_of(runtime, "b") == large


def test_what_replaces_a_payload_has_a_number_that_no_payload_ever_had(runtime: Runtime) -> None:
    payloads = payloads_of(runtime.database)
    say(runtime, "a", "one")
    for moment in range(2, 5):
        before = payloads.next_id()
        say(runtime, "a", f"number {moment}", moment)
        assert rows(runtime.database, "SELECT payload_id FROM payload") == [(before,)]
    assert rows(runtime.database, "SELECT count(*) FROM payload_gone") == [(3,)]
    newest = payloads.next_id()
    execute(runtime.database, "DELETE FROM payload")
    assert payloads.next_id() == newest


def prose(chance: random.Random, words: list[str]) -> str:
    return " ".join(chance.choices(words, k=120))


def dictionary_count(runtime: Runtime) -> int:
    return int(rows(runtime.database, "SELECT count(*) FROM payload_dictionary")[0][0])


def tell(runtime: Runtime, name: str, kind_of_text: list[str], *, until_dictionaries: int) -> int:
    """Store texts until there are so many dictionaries; returns the mean size of the last payloads."""
    chance, number, deadline = random.Random(name), 0, time.monotonic() + PATIENCE_S
    while dictionary_count(runtime) < until_dictionaries:
        assert time.monotonic() < deadline, f"no dictionary after {number} payloads"
        records = [
            Trace(trace_id=f"{name}-{number + one}", said_ns=1, input=prose(chance, kind_of_text)) for one in range(50)
        ]
        runtime.writer.save(runtime.project_id, records).result()
        number += 50
        payloads_of(runtime.database).close()  # waits for a training that has begun
    say(runtime, f"{name}-last", prose(chance, kind_of_text))
    return int(rows(runtime.database, "SELECT length(body) FROM payload ORDER BY payload_id DESC LIMIT 1")[0][0])


@pytest.fixture
def small_trainings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionaries_module, "SAMPLE_COUNT", 200)
    monkeypatch.setattr(dictionaries_module, "PROBE_COUNT", 40)
    monkeypatch.setattr(dictionaries_module, "WINDOW", 200)
    monkeypatch.setattr(dictionaries_module, "SAMPLE_CHANCE", 1)


def word_lists() -> tuple[list[str], list[str]]:
    chance = random.Random(5)
    first, second = ([chance.randbytes(4).hex() for _ in range(300)] for _ in range(2))
    return first, second


def test_dictionaries_follow_the_data(tmp_path: Path, small_trainings: None) -> None:
    first, second = word_lists()
    runtime = open_runtime(tmp_path)
    try:
        say(runtime, "plain", plain := prose(random.Random(6), first))
        without = int(rows(runtime.database, "SELECT length(body) FROM payload")[0][0])
        assert tell(runtime, "one", first, until_dictionaries=1) < 0.8 * without
        tell(runtime, "two", second, until_dictionaries=2)
        for trace_id in ("plain", "one-0", "one-last", "two-0", "two-last"):
            text = input_of(runtime, trace_id)
            assert text is not None
            assert len(text.split()) == 120
        assert input_of(runtime, "plain") == plain
    finally:
        runtime.close()
    again = open_runtime(tmp_path)
    try:
        assert input_of(again, "plain") == plain
    finally:
        again.close()


@pytest.mark.parametrize("length", [0, 200])
def test_data_that_does_not_gain_is_trained_on_once(
    runtime: Runtime, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained: list[object] = []
    real = dictionaries_module.zstandard.train_dictionary
    monkeypatch.setattr(dictionaries_module, "SAMPLE_COUNT", 100)
    monkeypatch.setattr(dictionaries_module, "PROBE_COUNT", 20)
    monkeypatch.setattr(dictionaries_module, "WINDOW", 100)
    monkeypatch.setattr(
        dictionaries_module.zstandard,
        "train_dictionary",
        lambda *arguments, **options: (trained.append(1), real(*arguments, **options))[1],
    )
    chance = random.Random(2)
    for turn in range(12):
        records = [
            Trace(trace_id=f"{turn}-{one}", said_ns=1, input="x" + chance.randbytes(length).decode("latin-1"))
            for one in range(50)
        ]
        runtime.writer.save(runtime.project_id, records).result()
        payloads_of(runtime.database).close()
    assert len(trained) == 1


def test_a_lost_file_costs_its_own_texts_only(runtime: Runtime) -> None:
    say(runtime, "a", random.Random(1).randbytes(600_000).hex())
    for path in (runtime.paths.data_dir / "payloads").rglob("*"):
        if path.is_file():
            path.unlink()
            lost = path.name
    named = Trace(trace_id="a", said_ns=2, name="still taken")
    runtime.writer.save(runtime.project_id, [named]).result()
    trace = stored_trace_of(runtime.database, runtime.project_id, "a")
    assert trace is not None
    assert (trace.name, trace.input) == ("still taken", None)
    assert lost in str(trace.metadata["tracedesk.lost"])
    say(runtime, "a", "said again", said_ns=3)
    assert input_of(runtime, "a") == "said again"


def test_no_two_compressors_prepare_the_same_dictionary(
    runtime: Runtime, small_trainings: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library frees what the first one still reads, and the process crashes."""
    prepared: list[zstandard.ZstdCompressionDict] = []
    make = dictionaries_module._compressor

    def note(dictionary: zstandard.ZstdCompressionDict | None) -> zstandard.ZstdCompressor:
        if dictionary is not None:
            prepared.append(dictionary)
        return make(dictionary)

    monkeypatch.setattr(dictionaries_module, "_compressor", note)
    first, second = word_lists()
    tell(runtime, "one", first, until_dictionaries=1)
    tell(runtime, "two", second, until_dictionaries=2)
    assert len(prepared) >= 4  # each was tried out and used, and the first one was compared with the second
    assert len({id(one) for one in prepared}) == len(prepared)
