"""Batches of events and lists of scores that real programs sent, with the records that they must give beside them."""

import json
from pathlib import Path

import pytest

from formats.golden import PAYLOADS, as_json, expected_of, sent
from tracedesk.formats.fields import Fields
from tracedesk.formats.langfuse_batch import decode
from tracedesk.formats.langfuse_score import read_score


@pytest.mark.parametrize("payload", sent("langfuse_batch"), ids=lambda payload: payload.stem)
def test_a_captured_batch_gives_its_records(payload: Path) -> None:
    batch = decode(payload.read_bytes())
    assert as_json(batch.records) == expected_of(payload)
    assert batch.rejected == ()
    assert list(batch.accepted) == [event["id"] for event in json.loads(payload.read_bytes())["batch"]]


@pytest.mark.parametrize("payload", sent("scores"), ids=lambda payload: payload.stem)
def test_a_captured_list_of_scores_gives_its_records(payload: Path) -> None:
    listed = [Fields(one, "body") for one in json.loads(payload.read_bytes())]
    scores = [read_score(one, one.time_ns("timestamp") or 0, "without an id") for one in listed]
    assert as_json(scores) == expected_of(payload)


def test_every_payload_has_its_records_and_the_other_way_round() -> None:
    for kind in ("otlp", "langfuse_batch", "scores"):
        payloads = {path.stem for path in sent(kind)}
        assert payloads == {path.stem for path in (PAYLOADS / kind / "records").iterdir()}
        assert payloads
