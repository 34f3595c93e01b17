"""Stored spans are read once more with today's tables."""

import json
from pathlib import Path

import pytest

from formats.golden import sent
from formats.otlp_exports import ROOT, request, span
from store.known import everything, hours, recount, recount_hours, totals
from tracedesk.formats.batch import Batch
from tracedesk.formats.decoding import Encoding, Task, decode
from tracedesk.queries.observation_objects import observation_by_id
from tracedesk.records.mapping_rule import MappingRule
from tracedesk.records.stored import StoredObservation
from tracedesk.records.trace import Observation, Trace
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.store.commit import Record
from tracedesk.store.database import rows
from tracedesk.store.mapping_rules import save_mapping_rules
from tracedesk.workflows.read_again import read_spans_again

ENCODINGS: dict[str, Encoding] = {".pb": "otlp-protobuf", ".json": "otlp-json"}


def read(payload: Path) -> Batch:
    return decode(Task(ENCODINGS[payload.suffix], now_ns=1), payload.read_bytes())


def of_older_tables(record: Record) -> Record:
    """Return what tables that knew less, and some things wrongly, might have made of the same span."""
    if isinstance(record, Observation):
        return record._replace(
            type="SPAN", model="of old", usage={"input": 9, "total": 9}, prompt_name="of old", output=None,
            input="of old", metadata={"of old": 1} | (record.metadata or {}),
        )  # fmt: skip
    return record._replace(user_id="of old", tags=None, output=None) if isinstance(record, Trace) else record


def save(runtime: Runtime, *records: Record) -> None:
    runtime.writer.save(runtime.project_id, records).result()


def read_again(runtime: Runtime) -> int:
    return read_spans_again(
        runtime.database, runtime.writer, [runtime.project_id], lambda done, total: None, lambda: False
    )


def step(runtime: Runtime, observation_id: str) -> StoredObservation:
    found = observation_by_id(runtime.database, runtime.project_id, observation_id)
    assert found is not None
    return found


@pytest.mark.parametrize("payload", sent("otlp"), ids=lambda payload: payload.stem)
def test_it_comes_to_what_the_same_export_would_today(runtime: Runtime, tmp_path: Path, payload: Path) -> None:
    batch = read(payload)
    save(runtime, *map(of_older_tables, batch.records))
    fresh = open_runtime(tmp_path / "fresh")
    try:
        save(fresh, *batch.records)
        assert everything(runtime) != everything(fresh)
        assert read_again(runtime) == sum(isinstance(record, Observation) for record in batch.records)
        assert everything(runtime) == everything(fresh)
        assert read_again(runtime) == 0
    finally:
        fresh.close()
    assert totals(runtime) == recount(runtime)
    assert hours(runtime) == recount_hours(runtime)


def test_what_would_not_change_is_not_written(runtime: Runtime) -> None:
    for payload in sent("otlp"):
        save(runtime, *read(payload).records)
    payloads = rows(runtime.database, "SELECT payload_id FROM payload ORDER BY payload_id")
    assert read_again(runtime) == 0
    assert rows(runtime.database, "SELECT payload_id FROM payload ORDER BY payload_id") == payloads


def test_what_others_said_of_a_step_stays(runtime: Runtime) -> None:
    batch = read(sent("otlp")[0])
    save(runtime, *map(of_older_tables, batch.records))
    one = next(record for record in batch.records if isinstance(record, Observation))
    later = Observation(
        observation_id=one.observation_id, said_ns=one.said_ns + 5, creation=False, trace_id=one.trace_id,
        model="of later", metadata={"later": True},
    )  # fmt: skip
    save(runtime, later)
    read_again(runtime)
    found = step(runtime, one.observation_id)
    assert (found.model, found.input, found.metadata["later"]) == ("of later", one.input, True)
    assert "of old" not in found.metadata
    assert found.source == one.source


def test_what_was_deleted_meanwhile_stays_deleted(runtime: Runtime) -> None:
    save(runtime, *[
        record._replace(again=True)
        for record in read(sent("otlp")[0]).records
        if isinstance(record, Trace | Observation)
    ])  # fmt: skip
    assert everything(runtime) == []


def test_it_stops_between_portions(runtime: Runtime) -> None:
    batch = read(sent("otlp")[0])
    save(runtime, *map(of_older_tables, batch.records))
    before = everything(runtime)
    walked: list[tuple[int, int]] = []
    assert (
        read_spans_again(
            runtime.database,
            runtime.writer,
            [runtime.project_id],
            lambda done, total: walked.append((done, total)),
            lambda: True,
        )
        == 0
    )
    assert everything(runtime) == before
    assert walked == []


def test_stored_spans_follow_the_user_s_rules_of_today(runtime: Runtime) -> None:
    payload = json.dumps(request(span({"acme.model": "acme-1", "acme.user": "ada"}))).encode()
    save(runtime, *decode(Task("otlp-json", now_ns=1), payload).records)
    rules = (MappingRule(key="acme.model", field="model"), MappingRule(key="acme.user", field="user_id"))
    runtime.writer.edit(runtime.project_id, lambda edit: save_mapping_rules(edit, rules, before=())).result()
    assert read_again(runtime) == 1
    assert step(runtime, ROOT).model == "acme-1"
    assert rows(runtime.database, "SELECT user_id FROM trace") == [("ada",)]
    runtime.writer.edit(runtime.project_id, lambda edit: save_mapping_rules(edit, (), before=rules)).result()
    assert read_again(runtime) == 1
    assert step(runtime, ROOT).model is None
    assert rows(runtime.database, "SELECT user_id FROM trace") == [(None,)]
