"""Feeds bytes to every decoder, guided by the code that they reach: ``fuzz_decoders.py CORPUS -max_total_time=30``.

The first byte of an input says which decoder gets the rest. What it makes must be a batch that can be stored, whose
spans can be read again, or a refusal; anything else ends the program with the error and the input.
"""

import sys
from pathlib import Path
from typing import get_args

import atheris

sys.path.insert(0, str(Path(__file__).parents[2] / "app"))
with atheris.instrument_imports(include=["tracedesk.formats", "tracedesk.analysis"]):
    from tracedesk.formats.batch import Batch, FormatError
    from tracedesk.formats.decoding import Encoding, Task, decode
    from tracedesk.formats.otlp.source import Place, stored_span
    from tracedesk.formats.packing import unpack
from tracedesk.records.trace import Observation
from tracedesk.store.whole import whole_of

NOW_NS = 1_793_491_200_000_000_000
ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)
PACKINGS = ("gzip", "deflate", "zstd")
LARGEST = 1_000_000


def feed(data: bytes) -> None:
    if not data:
        return
    number, payload = data[0] % (len(ENCODINGS) + len(PACKINGS)), data[1:]
    try:
        if number < len(ENCODINGS):
            hold(decode(Task(ENCODINGS[number], now_ns=NOW_NS), payload))
        else:
            assert len(unpack(PACKINGS[number - len(ENCODINGS)], payload, LARGEST)) <= LARGEST
    except FormatError as refusal:
        if not str(refusal):
            raise


def hold(batch: Batch) -> None:
    for record in batch.records:
        if isinstance(record, Observation):
            whole_of(record)
            if record.source is not None:
                place = Place(record.trace_id or "", record.observation_id, record.parent_id, NOW_NS, None)
                assert stored_span(record.source, place).source == record.source
    for rejected in batch.rejected:
        assert rejected.reason


if __name__ == "__main__":
    atheris.Setup(sys.argv, feed)
    atheris.Fuzz()
