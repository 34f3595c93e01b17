"""Hashes of the texts of a trace's steps."""

from pathlib import Path

from tracedesk.queries.trace_texts import TextHashes, text_hashes
from tracedesk.records.trace import Observation, Trace
from tracedesk.runtime import open_runtime

T0_NS = 1_779_267_600_000_000_000


def test_equal_texts_have_equal_hashes_and_no_text_has_none(tmp_path: Path) -> None:
    runtime = open_runtime(tmp_path)
    texts = {"one": ("hello", None), "two": ("hello", "bye"), "three": ("hello!", "bye"), "four": (None, None)}
    steps = [
        Observation(
            observation_id=name, said_ns=T0_NS, trace_id="t", start_ns=T0_NS, name=name, input=given, output=answer
        )
        for name, (given, answer) in texts.items()
    ]
    runtime.writer.save(runtime.project_id, [Trace(trace_id="t", said_ns=T0_NS, timestamp_ns=T0_NS), *steps]).result(10)
    found = text_hashes(runtime.database, runtime.project_id, "t")
    runtime.close()
    assert found["one"].input == found["two"].input != found["three"].input
    assert found["two"].output == found["three"].output
    assert found["one"].output is None
    assert found.get("four", TextHashes(None, None)) == TextHashes(None, None)
