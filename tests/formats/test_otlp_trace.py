"""What the spans of a payload tell of their traces."""

import itertools
import json

import pytest

from formats.otlp_exports import ROOT, START_NS, TRACE, child, records, request, span, traces
from tracedesk.formats.otlp import decode_json
from tracedesk.records.trace import Observation, Trace


def nth(number, attributes=None, /, **fields):
    """A child that starts ``number`` nanoseconds after the root."""
    later = {"spanId": f"{number:016x}", "startTimeUnixNano": str(START_NS + number)}
    return child(attributes, **later | fields)


def one_by_one(one):
    return request(one, resource={"service.name": "shop"})["resourceSpans"]


def test_a_root_tells_all_of_its_trace():
    attributes = {
        "langfuse.user.id": "u1",
        "session.id": "s1",
        "langfuse.trace.tags": ["b", "a"],
        "langfuse.trace.public": True,
        "langfuse.observation.input": "in",
        "langfuse.observation.output": "out",
        "langfuse.trace.metadata.who": "me",
        "langfuse.observation.metadata.plan": "x",
        "cart.size": 1,
    }
    resource = {"langfuse.environment": "staging", "langfuse.release": "r1", "service.version": "1.4"}
    (trace,) = traces(span(attributes), resource=resource, scope="shop")
    assert trace.metadata is not None
    assert trace.metadata.pop("attributes").keys() == {
        "langfuse.user.id",
        "session.id",
        "langfuse.trace.tags",
        "langfuse.trace.public",
        "cart.size",
    }
    assert trace == Trace(
        trace_id=TRACE,
        said_ns=START_NS,
        timestamp_ns=START_NS,
        name="step",
        user_id="u1",
        session_id="s1",
        release="r1",
        version="1.4",
        environment="staging",
        public=True,
        tags=("b", "a"),
        input="in",
        output="out",
        metadata={
            "who": "me",
            "plan": "x",
            "resourceAttributes": resource,
            "scope": {"name": "shop", "version": "1.0"},
        },
    )


def test_what_is_told_of_the_trace_beats_what_the_root_tells_of_itself():
    attributes = {"langfuse.trace.name": "ask", "langfuse.trace.input": "trace", "langfuse.observation.input": "root"}
    (trace,) = traces(span(attributes | {"langfuse.observation.output": "root"}))
    assert (trace.name, trace.input, trace.output) == ("ask", "trace", "root")


@pytest.mark.parametrize("as_root", [True, "true"])
def test_a_span_may_stand_for_the_root(as_root):
    (trace,) = traces(child({"langfuse.internal.as_root": as_root, "input": "in"}))
    assert (trace.name, trace.input) == ("step", "in")


def test_a_child_tells_only_what_is_meant_for_the_trace():
    attributes = {"langfuse.trace.output": "answer", "langfuse.observation.input": "in", "cart.size": 1}
    (trace,) = traces(child(attributes, startTimeUnixNano=str(START_NS + 5)), scope="shop")
    assert (trace.name, trace.input, trace.output) == (None, None, "answer")
    assert trace.metadata == {"scope": {"name": "shop", "version": "1.0"}}


@pytest.mark.parametrize(
    "attributes",
    [
        {"user.id": "u"},
        {"session.id": "s"},
        {"langfuse.trace.metadata": "{}"},
        {"langfuse.trace.metadata.a": "b"},
        {"langfuse.observation.metadata.langfuse_tags": "a"},
        {"ai.telemetry.metadata.userId": "u"},
        {"tag.tags": ["a"]},
        {"langfuse.trace.public": "true"},
    ],
)
def test_some_attributes_make_a_child_tell_of_its_trace(attributes):
    (trace,) = traces(child(attributes), scope="shop")
    assert trace.metadata is not None


@pytest.mark.parametrize(
    "attributes", [{}, {"user.id": ""}, {"langfuse.version": "1"}, {"gen_ai.conversation.id": "c"}]
)
def test_others_only_tell_that_the_trace_exists(attributes):
    (trace,) = traces(child(attributes), resource={"deployment.environment": "dev"})
    assert trace == Trace(trace_id=TRACE, said_ns=START_NS, timestamp_ns=START_NS, environment="dev")


def test_children_that_tell_alike_tell_once_and_last():
    told = {"user.id": "u1", "langfuse.trace.tags": ["a"]}
    patches = traces(*(nth(number, told) for number in (3, 9, 1)))
    assert [(trace.said_ns - START_NS, trace.user_id, trace.timestamp_ns) for trace in patches] == [
        (9, "u1", None),
        (1, None, START_NS + 1),
    ]


def test_children_of_repeated_resources_tell_once_too():
    export = {"resourceSpans": [group for number in (1, 2, 3) for group in one_by_one(nth(number, {"user.id": "u1"}))]}
    found = decode_json(json.dumps(export).encode(), now_ns=START_NS).records
    assert [type(record) for record in found] == [Trace, Trace, *[Observation] * 3]


def test_the_order_of_spans_makes_no_difference():
    spans = [
        span({"langfuse.trace.name": "ask"}),
        nth(1, {"user.id": "u1"}),
        nth(2, {"user.id": "u2", "langfuse.trace.public": False}),
        nth(3, {"user.id": "u1"}),
        nth(4, {"user.id": "u2"}),
    ]
    told = {repr(sorted(map(repr, traces(*order)))) for order in itertools.permutations(spans)}
    assert len(told) == 1


def test_at_one_moment_the_child_has_the_last_word():
    told = [trace.name for trace in traces(nth(0, {"langfuse.trace.name": "ask"}), span())]
    assert told == ["step", "ask"]


def test_the_earliest_span_says_when_the_trace_began_and_where():
    late_root = span({"langfuse.environment": "late"}, startTimeUnixNano=str(START_NS + 7))
    patches = traces(late_root, nth(2, {"langfuse.environment": "early"}), nth(5))
    assert [(trace.name, trace.timestamp_ns, trace.environment) for trace in patches] == [
        ("step", None, None),
        (None, START_NS + 2, "early"),
    ]


def test_each_trace_has_its_own_patches():
    other = "1" * 32
    found = traces(span(name="one"), span(traceId=other, spanId="2" * 16, name="two"))
    assert [(trace.trace_id, trace.name) for trace in found] == [(TRACE, "one"), (other, "two")]


@pytest.mark.parametrize(
    ("sent", "public"),
    [(True, True), ("true", True), (False, False), ("yes", False), (None, None)],
)
def test_public_is_told_or_not(sent, public):
    (trace,) = traces(span({"langfuse.trace.public": sent}))
    assert trace.public is public


@pytest.mark.parametrize(
    ("attributes", "tags"),
    [
        ({"langfuse.trace.tags": ["a", 1, ""]}, ("a", "1")),
        ({"langfuse.trace.tags": '["a", "b"]'}, ("a", "b")),
        ({"langfuse.trace.tags": "a, b ,"}, ("a", "b")),
        ({"langfuse.trace.tags": "[a"}, ("[a",)),
        ({"tag.tags": "one"}, ("one",)),
        ({"langfuse.trace.tags": []}, None),
        ({"langfuse.trace.tags": ","}, None),
        ({"langfuse.trace.tags": 7}, ("7",)),
    ],
)
def test_tags_come_in_many_forms(attributes, tags):
    (trace,) = traces(span(attributes))
    assert trace.tags == tags


def test_ids_that_are_no_texts_are_json():
    (trace,) = traces(span({"user.id": 7, "session.id": {"a": 1}}))
    assert (trace.user_id, trace.session_id) == ("7", '{"a":1}')


def test_the_first_known_name_of_a_user_counts():
    names = {"ai.telemetry.metadata.userId": "ai", "user.id": "otel", "langfuse.user.id": "langfuse"}
    (trace,) = traces(span(names))
    assert trace.user_id == "langfuse"


def test_observation_metadata_counts_more_than_trace_metadata_and_the_resource_s_least():
    attributes = {"langfuse.trace.metadata.a": "trace", "langfuse.observation.metadata.b": "observation"}
    attributes["langfuse.trace.metadata.b"] = "trace"
    resource = {"langfuse.trace.metadata.a": "resource", "langfuse.trace.metadata.c": "resource"}
    trace, observation = records(span(attributes), resource=resource, scope="langfuse-sdk")
    own = {key: trace.metadata[key] for key in "abc"}
    assert own == {"a": "trace", "b": "observation", "c": "resource"}
    assert observation.parent_id is None
    assert observation.observation_id == ROOT
    assert observation.metadata["a"] == "resource"


@pytest.mark.parametrize(
    ("attributes", "user", "session"),
    [
        (
            {"traceloop.association.properties.user_id": "u", "traceloop.association.properties.session_id": "s"},
            "u",
            "s",
        ),
        ({"llm.user": "u"}, "u", None),
        ({"llm.user": "u", "user.id": "v"}, "v", None),
        ({"ai.settings.context.userId": "u", "ai.settings.context.sessionId": "s"}, "u", "s"),
    ],
)
def test_others_say_who_asks_in_words_of_their_own(attributes, user, session):
    (trace,) = traces(span(attributes))
    assert (trace.user_id, trace.session_id) == (user, session)
