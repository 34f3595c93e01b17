"""What a span tells of the experiment that it is a part of (wire protocol, 3.11)."""

from typing import Any

import pytest

from formats.otlp_exports import CHILD, END_NS, ROOT, START_NS, TRACE, child, in_protobuf, observation, records, span
from formats.otlp_exports import request as export
from tracedesk.formats.otlp import decode_protobuf
from tracedesk.records.experiment import ExperimentSpan

EXPERIMENT = "langfuse.experiment."
OF_SPAN = {EXPERIMENT + "id": "e1", EXPERIMENT + "name": "run 1", EXPERIMENT + "dataset.id": "d1"}
OF_ITEM = {EXPERIMENT + "item.id": "i1", EXPERIMENT + "item.root_observation_id": ROOT}
TOLD = OF_SPAN | OF_ITEM
PLAIN = ExperimentSpan(
    experiment_id="e1",
    trace_id=TRACE,
    observation_id=ROOT,
    start_ns=START_NS,
    end_ns=END_NS,
    is_item=True,
    item_id="i1",
    name="run 1",
    dataset_id="d1",
)


def experiments(*spans: Any, **origin: Any) -> list[ExperimentSpan]:
    return [record for record in records(*spans, **origin) if isinstance(record, ExperimentSpan)]


def test_the_span_that_stands_for_an_item_tells_everything_of_it() -> None:
    more = {
        EXPERIMENT + "description": "first try",
        EXPERIMENT + "metadata": '{"m": "1"}',
        EXPERIMENT + "item.version": "2026-03-01T09:15:00.000Z",
        EXPERIMENT + "item.metadata": '{"n": {"deep": [1]}}',
        EXPERIMENT + "item.expected_output": '{"answer": 4}',
    }
    assert experiments(span(TOLD | more)) == [
        PLAIN._replace(
            description="first try",
            metadata={"m": "1"},
            item_version_ns=1_772_356_500_000_000_000,
            item_metadata={"n": {"deep": [1]}},
            expected_output='{"answer": 4}',
        )
    ]


def test_a_span_below_it_tells_only_where_it_belongs() -> None:
    more = {EXPERIMENT + "metadata": '{"m": 1}', EXPERIMENT + "description": "again"}
    below = PLAIN._replace(observation_id=CHILD, is_item=False)
    assert experiments(span(TOLD), child(TOLD | more)) == [PLAIN, below]


@pytest.mark.parametrize("missing", ["item.id", "item.root_observation_id"])
def test_without_an_item_a_span_stands_for_none(missing: str) -> None:
    [found] = experiments(span({name: value for name, value in TOLD.items() if name != EXPERIMENT + missing}))
    assert not found.is_item


@pytest.mark.parametrize("attributes", [{}, OF_ITEM, {EXPERIMENT + "id": ""} | OF_ITEM, {EXPERIMENT + "name": "n"}])
def test_without_the_id_of_an_experiment_there_is_none(attributes: dict[str, Any]) -> None:
    assert experiments(span(attributes)) == []


@pytest.mark.parametrize(
    ("attributes", "metadata"),
    [
        ({"metadata.m": "1"}, {"m": 1}),
        ({"metadata.m": '"1"', "metadata.b.c": "x"}, {"m": "1", "b.c": "x"}),
        ({"metadata.m": '{"a": "1"}', "metadata.n": 5}, {"m": {"a": "1"}, "n": 5}),
        ({"metadata": '{"m": "old", "k": "1"}', "metadata.m": "new"}, {"m": "new", "k": "1"}),
        ({"metadata": "text"}, None),
        ({"metadata": "[1]"}, None),
        ({"metadata": "{}"}, None),
    ],
)
def test_metadata_is_an_object_or_comes_in_parts(attributes: dict[str, Any], metadata: Any) -> None:
    for prefix, field in ((EXPERIMENT, "metadata"), (EXPERIMENT + "item.", "item_metadata")):
        [found] = experiments(span(TOLD | {prefix + name: value for name, value in attributes.items()}))
        assert found == PLAIN._replace(**{field: metadata})


@pytest.mark.parametrize("version", ["soon", "2026-03-01T09:15:00", "", "5"])
def test_a_version_that_is_no_time_is_dropped(version: str) -> None:
    assert experiments(span(TOLD | {EXPERIMENT + "item.version": version})) == [PLAIN]


def test_the_observation_has_none_of_it_in_its_metadata() -> None:
    sent = span(TOLD | {EXPERIMENT + "metadata": '{"m": 1}', "langfuse.observation.metadata.own": "yes"})
    metadata = observation(sent, scope="langfuse-sdk").metadata
    assert set(metadata) == {"own", "scope"}


def test_protobuf_tells_the_same() -> None:
    sent = export(span(TOLD), child(TOLD))
    decoded = decode_protobuf(in_protobuf(sent), now_ns=END_NS).records
    assert [one for one in decoded if isinstance(one, ExperimentSpan)] == experiments(span(TOLD), child(TOLD))
