"""Exports that real programs sent, with the records that they must give beside them."""

import json
from pathlib import Path

import pytest

from tracedesk.formats.otlp import decode_json, decode_protobuf

PAYLOADS = Path(__file__).parents[1] / "payloads" / "otlp"
DECODERS = {".pb": decode_protobuf, ".json": decode_json}


def records_of(payload: Path) -> list[dict[str, object]]:
    """Return the records as JSON would hold them, without the fields that nothing was said of."""
    batch = DECODERS[payload.suffix](payload.read_bytes(), now_ns=1)
    told = [
        {"record": type(record).__name__}
        | {
            name: value
            for name, value in record._asdict().items()
            if value is not None and value != frozenset() and name != "creation"
        }
        for record in batch.records
    ]
    return json.loads(json.dumps(told))


@pytest.mark.parametrize("payload", sorted((PAYLOADS / "sent").iterdir()), ids=lambda payload: payload.stem)
def test_a_captured_export_gives_its_records(payload):
    expected = json.loads((PAYLOADS / "records" / f"{payload.stem}.json").read_text(encoding="utf-8"))
    assert records_of(payload) == expected


def test_every_record_file_belongs_to_a_payload():
    sent = {path.stem for path in (PAYLOADS / "sent").iterdir()}
    assert sent == {path.stem for path in (PAYLOADS / "records").iterdir()}
    assert len(sent) >= 5
