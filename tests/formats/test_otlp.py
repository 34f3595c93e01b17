"""The envelope: what is read, what is refused, and how values and times arrive."""

import json
from pathlib import Path

import pytest
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest

from formats.otlp_exports import (
    CHILD,
    END_NS,
    ROOT,
    START_NS,
    TRACE,
    child,
    event,
    in_protobuf,
    observation,
    pairs,
    records,
    request,
    span,
)
from tracedesk.formats.batch import Batch, FormatError
from tracedesk.formats.otlp import decode_json, decode_protobuf
from tracedesk.formats.otlp.source import Place, stored_span
from tracedesk.records.span import Scope, Span, SpanEvent, SpanLink, StepLink
from tracedesk.records.trace import Observation, Trace
from tracedesk.records.units import LAST_NS

SENT = Path(__file__).parents[1] / "payloads" / "otlp" / "sent"


def decode(export):
    return decode_json(json.dumps(export).encode(), now_ns=END_NS)


def test_two_instrumentations_in_one_trace():
    """The worked example B.2 of the wire protocol."""
    openinference = child(
        {
            "openinference.span.kind": "LLM",
            "llm.model_name": "gpt-4o-2024-08-06",
            "llm.invocation_parameters": '{"temperature":0.3}',
            "input.value": '{"messages":[]}',
            "output.value": '{"choices":[]}',
            "llm.token_count.prompt": 100,
            "llm.token_count.completion": 40,
            "llm.token_count.total": 140,
            "llm.token_count.prompt_details.cache_read": 60,
            "llm.token_count.completion_details.reasoning": 10,
            "session.id": "s9",
        },
        startTimeUnixNano=str(START_NS + 1),
    )
    langfuse = span(
        {
            "langfuse.observation.type": "agent",
            "langfuse.trace.name": "ask",
            "langfuse.observation.input": "why?",
            "langfuse.observation.output": "because",
            "langfuse.observation.metadata.plan": '{"steps": 2}',
            "langfuse.trace.tags": ["x"],
        }
    )
    resource = {"langfuse.environment": "staging"}
    (told_of, generation) = records(openinference, resource=resource, scope="openinference.instrumentation.openai")[-2:]
    (trace, agent) = records(langfuse, resource=resource, scope="langfuse-sdk")

    assert isinstance(told_of, Trace)
    assert (told_of.trace_id, told_of.session_id, told_of.name) == (TRACE, "s9", None)
    assert isinstance(generation, Observation)
    assert (generation.type, generation.parent_id, generation.model) == ("GENERATION", ROOT, "gpt-4o-2024-08-06")
    assert generation.model_parameters == {"temperature": 0.3}
    assert generation.usage == {
        "input": 40,
        "output": 30,
        "total": 140,
        "input_cached_tokens": 60,
        "output_reasoning_tokens": 10,
    }
    assert generation.metadata is not None
    attributes = generation.metadata["attributes"]
    assert isinstance(attributes, dict)
    assert "openinference.span.kind" in attributes
    assert not {"input.value", "output.value"} & attributes.keys()

    assert isinstance(trace, Trace)
    assert (trace.name, trace.tags, trace.environment) == ("ask", ("x",), "staging")
    assert (trace.input, trace.output) == ("why?", "because")
    assert trace.metadata == {
        "plan": '{"steps": 2}',
        "resourceAttributes": resource,
        "scope": {"name": "langfuse-sdk", "version": "1.0"},
    }
    assert isinstance(agent, Observation)
    assert (agent.type, agent.parent_id) == ("AGENT", None)


def sourceless(batch):
    return [one._replace(source=None) if isinstance(one, Observation) else one for one in batch.records]


def test_both_encodings_give_the_same_records():
    export = request(
        span(
            {
                "text": "ä",
                "empty": "",
                "truth": False,
                "integer": -(2**63),
                "number": 0.5,
                "list": ["a", 1, [True]],
                "object": {"deep": {"er": 1}},
                "bytes": b"\x00\xff",
                "nothing": None,
            },
            status={"code": 2, "message": "broken"},
            events=[event("exception", **{"exception.type": "ValueError"})],
        ),
        child({"user.id": "u1"}),
        resource={"service.name": "shop"},
        scope="shop",
    )
    decoded = decode(export)
    assert len(decoded.records) == 4
    assert sourceless(decoded) == sourceless(decode_protobuf(in_protobuf(export), now_ns=END_NS))


def test_a_span_is_kept_as_it_was_sent():
    link = {
        "traceId": "ab" * 16, "spanId": "cd" * 8, "traceState": "b=2", "flags": 1,
        "attributes": pairs({"why": "retry"}), "droppedAttributesCount": 4,
    }  # fmt: skip
    sent = child(
        {"n": 1, "input.value": "hello"}, kind="SPAN_KIND_CLIENT", traceState="a=1", flags=257, links=[link],
        events=[event("tick", n=2) | {"droppedAttributesCount": 5}], droppedAttributesCount=1, droppedEventsCount=2,
        droppedLinksCount=3, status={"code": "STATUS_CODE_ERROR", "message": "late"},
    )  # fmt: skip
    expected = Span(
        TRACE, CHILD, ROOT, "step", START_NS, END_NS, 2, "late", {"n": 1, "input.value": "hello"},
        [SpanEvent("tick", END_NS, {"n": 2}, 5)], 3, "a=1", 257,
        [SpanLink("ab" * 16, "cd" * 8, "b=2", 1, {"why": "retry"}, 4)], 1, 2, 3, {"service.name": "shop"},
        Scope("lib", "2", {}),
    )  # fmt: skip
    export = request(sent, resource={"service.name": "shop"}, scope="lib", version="2")
    for batch in (decode(export), decode_protobuf(in_protobuf(export), now_ns=END_NS)):
        found, linked = batch.records[-2:]
        assert linked == StepLink(TRACE, CHILD, "ab" * 16, "cd" * 8)
        assert isinstance(found, Observation)
        assert found.source is not None
        assert TRACE.encode() not in found.source
        assert bytes.fromhex(TRACE) not in found.source
        place = Place(TRACE, CHILD, ROOT, START_NS, END_NS)
        assert stored_span(found.source, place) == expected._replace(source=found.source)


def test_a_field_that_nobody_knows_and_nothing_can_write_costs_the_source_alone():
    export = json.dumps(request(span())).replace('"name": "step"', f'"name": "step", "new": {"[" * 300}{"]" * 300}')
    found = decode_json(export.encode(), now_ns=END_NS).records[-1]
    assert isinstance(found, Observation)
    assert (found.name, found.source) == ("step", None)


def test_attributes_keep_their_values():
    attributes = {"text": "ä", "truth": True, "integer": 2**53 + 1, "list": ["a", 1], "object": {"a": {"b": 1}}}
    resource = observation(span(), resource=attributes).metadata["resourceAttributes"]
    assert resource == attributes


def test_numbers_that_json_lacks_are_texts():
    export = in_protobuf(request(span(), resource={"a": float("nan"), "b": float("inf"), "c": float("-inf")}))
    found = decode_protobuf(export, now_ns=END_NS).records[-1]
    assert isinstance(found, Observation)
    assert found.metadata == {
        "resourceAttributes": {"a": "NaN", "b": "Infinity", "c": "-Infinity"},
        "scope": {"version": "1.0"},
    }


def test_of_two_attributes_with_one_name_the_last_counts():
    twice = span()
    twice["attributes"] = span({"user.id": "first"})["attributes"] + span({"user.id": "last"})["attributes"]
    assert records(twice)[0].user_id == "last"


def test_nanoseconds_are_kept():
    found = observation(span())
    assert (found.said_ns, found.start_ns, found.end_ns) == (START_NS, START_NS, END_NS)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, END_NS, (END_NS, END_NS)),
        (START_NS, None, (START_NS, START_NS)),
        (None, None, (END_NS, END_NS)),
        (0, "0", (END_NS, END_NS)),
        (START_NS, LAST_NS + 1, (START_NS, START_NS)),
        (-1, str(START_NS), (START_NS, START_NS)),
        (START_NS, "soon", (START_NS, START_NS)),
        (float("nan"), {}, (END_NS, END_NS)),
    ],
)
def test_a_missing_time_is_the_other_one_or_now(start, end, expected):
    found = observation(span(startTimeUnixNano=start, endTimeUnixNano=end))
    assert (found.start_ns, found.end_ns) == expected


def test_a_span_without_parent_is_a_root():
    assert observation(span(parentSpanId="")).parent_id is None
    assert observation(span(parentSpanId=None)).parent_id is None
    assert observation(child()).parent_id == ROOT


def test_ids_in_json_are_taken_as_they_are():
    found = observation(span(traceId="My-Trace", spanId=CHILD.upper()))
    assert (found.trace_id, found.observation_id) == ("My-Trace", CHILD.upper())


@pytest.mark.parametrize("export", [{}, {"resourceSpans": []}, {"resourceSpans": None}, {"resourceSpans": [{}]}])
def test_an_export_without_spans_is_empty(export):
    assert decode(export) == Batch(())


def test_no_bytes_are_an_empty_export_in_protobuf():
    assert decode_protobuf(b"", now_ns=END_NS) == Batch(())


@pytest.mark.parametrize(
    ("export", "reason"),
    [
        ([], "must be a JSON object"),
        ({"resourceSpans": {}}, "resourceSpans must be a list"),
        ({"resourceSpans": [{"scopeSpans": 1}]}, "scopeSpans must be a list"),
        ({"resourceSpans": [{"scopeSpans": [{"spans": "x"}]}]}, "spans must be a list"),
        (request(span(attributes={"a": 1})), "attributes must be a list"),
        (request(span(events={})), "events must be a list"),
        (request(span(traceId="")), "a span has no traceId"),
        (request(span(), {"traceId": TRACE}), "a span has no spanId"),
        (request(span(spanId=7)), "spanId must be a string"),
        (request("no span"), "a span has no traceId"),
        ({"resourceLogs": []}, "the body holds logs"),
        ({"resourceMetrics": [{}]}, "the body holds metrics"),
    ],
)
def test_an_export_of_the_wrong_shape_is_refused_whole(export, reason):
    with pytest.raises(FormatError, match=f"^Invalid OTLP trace export: .*{reason}"):
        decode(export)


def test_a_short_id_is_refused_in_protobuf():
    with pytest.raises(FormatError, match="Invalid OTLP trace export"):
        decode_protobuf(in_protobuf(request(span(), span(traceId="0af7"))), now_ns=END_NS)


def test_logs_at_the_wrong_door_are_refused():
    logs = ExportLogsServiceRequest()
    record = logs.resource_logs.add().scope_logs.add().log_records.add(time_unix_nano=START_NS, severity_text="INFO")
    record.body.string_value = "hello"
    with pytest.raises(FormatError, match="Invalid OTLP trace export"):
        decode_protobuf(logs.SerializeToString(), now_ns=END_NS)


def test_metrics_at_the_wrong_door_are_refused():
    metrics = ExportMetricsServiceRequest()
    metrics.resource_metrics.add().scope_metrics.add().metrics.add(name="latency", description="of calls", unit="ms")
    with pytest.raises(FormatError, match="Invalid OTLP trace export"):
        decode_protobuf(metrics.SerializeToString(), now_ns=END_NS)


def test_a_truncated_export_is_refused():
    payload = (SENT / "langfuse-python-5.pb").read_bytes()
    with pytest.raises(FormatError, match="Invalid OTLP trace export"):
        decode_protobuf(payload[: len(payload) // 2], now_ns=END_NS)


def test_depth_is_refused_and_never_crashes():
    deep = "x"
    for _ in range(200):
        deep = [deep]
    with pytest.raises(FormatError, match="nested"):
        decode(request(span({"deep": deep})))
    with pytest.raises(FormatError):
        decode_json(b'{"resourceSpans":' + b"[" * 100_000 + b"]" * 100_000 + b"}", now_ns=END_NS)


def test_depth_inside_of_a_text_stays_text():
    deep = '{"a":' * 300 + "1" + "}" * 300
    found = observation(span({"langfuse.observation.metadata": deep, "langfuse.observation.usage_details": deep}))
    assert found.metadata["metadata"] == deep
    assert found.usage is None
