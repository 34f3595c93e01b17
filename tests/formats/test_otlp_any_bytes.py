"""Whatever arrives gives a batch or a sentence about what is wrong with it, never a crash."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from formats.otlp_exports import END_NS, ROOT, child, records, span
from tracedesk.formats.batch import Batch, FormatError
from tracedesk.formats.json_text import dumps
from tracedesk.formats.otlp import decode_json, decode_protobuf
from tracedesk.records.units import LAST_NS

SENT = Path(__file__).parents[1] / "payloads" / "otlp" / "sent"
NAMES = st.sampled_from(
    [
        *("resourceSpans", "resource", "scopeSpans", "scope", "spans", "attributes", "events", "traceId", "spanId"),
        *("key", "value", "values", "stringValue", "intValue", "arrayValue", "kvlistValue"),
        *("startTimeUnixNano", "status", "code"),
    ]
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
TELLING_KEYS = st.sampled_from(
    [
        *("langfuse.observation.type", "langfuse.observation.metadata", "langfuse.trace.tags", "langfuse.trace.public"),
        *("langfuse.observation.usage_details", "langfuse.observation.cost_details", "langfuse.observation.level"),
        *("langfuse.observation.completion_start_time", "langfuse.observation.prompt.name", "user.id", "model"),
        *("langfuse.observation.prompt.version", "langfuse.observation.model.parameters", "langfuse.environment"),
        *("gen_ai.operation.name", "gen_ai.input.messages", "gen_ai.system_instructions", "gen_ai.prompt.0.a.1"),
        *("gen_ai.prompt.0", "gen_ai.prompt..", "gen_ai.usage.input_tokens", "gen_ai.usage.cost", "ai.operationId"),
        *("langfuse.experiment.id", "langfuse.experiment.item.id", "langfuse.experiment.item.root_observation_id"),
        *("langfuse.experiment.metadata", "langfuse.experiment.item.metadata.a", "langfuse.experiment.item.version"),
        *("llm.input_messages.0.message.role", "input.value", "ai.response.msToFirstChunk", "openinference.span.kind"),
    ]
)
TELLING = st.sampled_from(
    [ROOT, "", "[", "[1]", "{}", '{"a": "b"}', '"x"', "null", "1e999", "-1", '{"input": -5}', "a,b", ","]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(max_size=3)
    | TELLING,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


def is_batch_or_refusal(decoder, payload):
    try:
        batch = decoder(payload, now_ns=END_NS)
    except FormatError:
        return True
    assert all(0 < record.said_ns <= LAST_NS for record in batch.records)
    dumps([record.metadata for record in batch.records])
    return isinstance(batch, Batch)


@settings(max_examples=60, deadline=None)
@given(ANY_JSON | st.dictionaries(NAMES, ANY_JSON, max_size=3))
def test_any_json_gives_a_batch_or_is_refused(value):
    assert is_batch_or_refusal(decode_json, json.dumps(value).encode())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_batch_or_are_refused(payload):
    assert is_batch_or_refusal(decode_json, payload)
    assert is_batch_or_refusal(decode_protobuf, payload)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_export_gives_a_batch_or_is_refused(data):
    payload = bytearray((SENT / "langfuse-python-4.pb").read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        payload[data.draw(st.integers(0, len(payload) - 1))] = data.draw(st.integers(0, 255))
    assert is_batch_or_refusal(decode_protobuf, bytes(payload))


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(TELLING_KEYS, VALUES, max_size=6), st.sampled_from(["", "langfuse-sdk"]))
def test_any_values_of_the_attributes_that_we_know_give_records(attributes, scope):
    assert len(records(span(attributes), child(attributes), scope=scope)) >= 3
