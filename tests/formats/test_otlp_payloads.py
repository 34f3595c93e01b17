"""Exports that real programs sent, with the records that they must give beside them."""

import pytest

from formats.golden import as_json, expected_of, sent
from tracedesk.formats.otlp import decode_json, decode_protobuf

DECODERS = {".pb": decode_protobuf, ".json": decode_json}


@pytest.mark.parametrize("payload", sent("otlp"), ids=lambda payload: payload.stem)
def test_a_captured_export_gives_its_records(payload):
    batch = DECODERS[payload.suffix](payload.read_bytes(), now_ns=1)
    assert as_json(batch.records) == expected_of(payload)
