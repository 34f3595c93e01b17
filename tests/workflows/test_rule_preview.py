"""A rule is tried on the newest spans before it is kept."""

import json

from formats.otlp_exports import request, span
from tracedesk.formats.decoding import Task, decode
from tracedesk.records.mapping_rule import MappingRule
from tracedesk.records.trace import Observation
from tracedesk.runtime import Runtime
from tracedesk.workflows.rule_preview import MOST_SPANS, Preview, preview_of, seen_spans


def store(runtime: Runtime, count: int) -> None:
    sent = [
        span({"acme.text": f"text {number % 4}"} if number % 2 else {}, spanId=f"{number + 1:016x}",
             startTimeUnixNano=str(number + 1))
        for number in range(count)
    ]  # fmt: skip
    records = decode(Task("otlp-json", now_ns=1), json.dumps(request(*sent, scope="acme")).encode()).records
    runtime.writer.save(runtime.project_id, records).result()


def test_only_the_newest_spans_are_looked_at(runtime: Runtime) -> None:
    store(runtime, MOST_SPANS + 5)
    runtime.writer.save(runtime.project_id, [Observation("no span", 10**18, trace_id="t", start_ns=10**18)]).result()
    seen = seen_spans(runtime.database, runtime.project_id)
    assert [one.start_ns for one in seen.spans] == list(range(MOST_SPANS + 5, 6, -1))
    assert (seen.names["span"], seen.names["resource"], seen.scopes) == (("acme.text",), (), ("acme",))


def test_a_preview_counts_spans_and_shows_the_first_different_values(runtime: Runtime) -> None:
    store(runtime, 10)
    spans = seen_spans(runtime.database, runtime.project_id).spans
    rule = MappingRule(key="acme.text", field="input")
    assert preview_of(rule, spans) == Preview(5, 10, ("text 1", "text 3"))
    assert preview_of(MappingRule(key="acme.no", field="input"), spans) == Preview(0, 10, ())
    constant = MappingRule(place="name", key="step", field="type", becomes="TOOL")
    assert preview_of(constant, spans) == Preview(10, 10, ("TOOL",))


def test_a_rule_that_is_off_is_tried_as_if_it_were_on(runtime: Runtime) -> None:
    store(runtime, 2)
    spans = seen_spans(runtime.database, runtime.project_id).spans
    assert preview_of(MappingRule(key="acme.text", field="input", enabled=False), spans).match_count == 1
