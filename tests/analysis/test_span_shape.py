"""What people are shown of a span."""

from tracedesk.analysis.span_shape import matching, span_shape
from tracedesk.records.span import Scope, Span, SpanEvent, SpanLink

SPAN = Span(
    "0af7651916cd43dd8448eb211c80319c",
    "b7ad6b7169203331",
    None,
    "step",
    1_000_000_000_000_000_005,
    1_000_000_000_000_000_905,
    2,
    "no answer",
    {"http.status": 503, "share": 0.5, "ok": False, "names": ["a", "b"]},
    [SpanEvent("early", 1_000_000_000_000_000_001, {}), SpanEvent("untimed", None, {"n": 1}, 3)],
    kind=3,
    trace_state="vendor=1",
    flags=257,
    links=[SpanLink("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "a=1", 1, {"why": "batch"}, 4)],
    dropped_attributes=5,
    dropped_events=6,
    dropped_links=7,
    resource={"service.name": "web"},
    scope=Scope("lib", "2.0", {"x": 1}),
)


def test_all_that_a_span_said_is_there_with_its_types() -> None:
    assert span_shape(SPAN) == {
        "attributes": {"http.status": 503, "share": 0.5, "ok": False, "names": ["a", "b"]},
        "resource": {"service.name": "web"},
        "scope": {"name": "lib", "version": "2.0", "attributes": {"x": 1}},
        "events": [
            {"name": "early", "afterStartNs": -4},
            {"name": "untimed", "attributes": {"n": 1}, "droppedAttributesCount": 3},
        ],
        "links": [
            {
                "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
                "spanId": "00f067aa0ba902b7",
                "traceState": "a=1",
                "flags": 1,
                "attributes": {"why": "batch"},
                "droppedAttributesCount": 4,
            }
        ],
        "kind": "CLIENT",
        "status": {"code": "ERROR", "message": "no answer"},
        "traceState": "vendor=1",
        "flags": 257,
        "droppedAttributesCount": 5,
        "droppedEventsCount": 6,
        "droppedLinksCount": 7,
    }


def test_what_a_span_did_not_say_is_left_out_and_an_unknown_kind_stays_a_number() -> None:
    bare = SPAN._replace(
        status_code=0, status_message="", attributes={}, events=[], kind=9, trace_state="", flags=0, links=[],
        dropped_attributes=0, dropped_events=0, dropped_links=0, resource={}, scope=Scope("", "", {}),
    )  # fmt: skip
    assert span_shape(bare) == {"attributes": {}, "resource": {}, "scope": {}, "kind": 9}


def test_a_search_keeps_what_has_the_text_in_a_name_or_value_and_the_way_to_it() -> None:
    shape = span_shape(SPAN)
    assert matching(shape, "HTTP") == {"attributes": {"http.status": 503}}
    assert matching(shape, "503") == {"attributes": {"http.status": 503}}
    assert matching(shape, "early") == {"events": [{"name": "early"}]}
    assert matching(shape, "false") == {"attributes": {"ok": False}}
    assert matching(shape, "scope") == {"scope": {"name": "lib", "version": "2.0", "attributes": {"x": 1}}}
    assert matching(shape, "nowhere") is None
    assert matching({"null": None, "x": None}, "null") == {"null": None}
