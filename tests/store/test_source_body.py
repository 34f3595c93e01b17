"""The span that an observation was is kept beside it, as it was sent."""

from hypothesis import given
from hypothesis import strategies as st

from tracedesk.records.json import Json
from tracedesk.records.span import NO_SCOPE, RESOURCE, SCOPE, Scope, Span, SpanEvent, SpanLink
from tracedesk.store.source_body import Beside, read_source, source_body

LONG = '{"question":"Wie groß ist 東京?"}' * 20
words = st.sampled_from(("", "a", "Grüße", LONG))
numbers = st.integers(0, 3)
values: st.SearchStrategy[Json] = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), words, st.lists(words, max_size=2)
)
attributes = st.dictionaries(st.sampled_from(("input.value", "output.value", "k", "name")), values)
scopes = st.just(NO_SCOPE) | st.builds(Scope, words, words, attributes)
times = st.integers(1, 5)
spans = st.builds(
    Span,
    trace_id=st.just("ab" * 16),
    span_id=st.just("cd" * 8),
    parent_id=st.none() | st.just("ef" * 8),
    name=words,
    start_ns=times,
    end_ns=times,
    status_code=numbers,
    status_message=words,
    attributes=attributes,
    events=st.lists(st.builds(SpanEvent, words, st.none() | times, attributes, numbers), max_size=2),
    kind=numbers,
    trace_state=words,
    flags=numbers,
    links=st.lists(st.builds(SpanLink, words, words, words, numbers, attributes, numbers), max_size=2),
    dropped_attributes=numbers,
    dropped_events=numbers,
    dropped_links=numbers,
    resource=attributes,
    scope=scopes,
)
metadata = st.dictionaries(st.sampled_from((RESOURCE, SCOPE, "k")), values | attributes)
besides = st.builds(
    Beside, st.none() | words, st.none() | st.just("ef" * 8), times, st.none() | times, st.none() | words,
    st.none() | words, metadata,
)  # fmt: skip


@given(span=spans, beside=besides)
def test_a_span_reads_back_as_it_was_whatever_its_observation_says(span: Span, beside: Beside) -> None:
    assert read_source(source_body(span, beside).decode(), span.trace_id, span.span_id, beside) == span


@given(span=spans)
def test_it_reads_back_where_the_observation_says_the_same(span: Span) -> None:
    texts = [value if isinstance(value := span.attributes.get(key), str) else None for key in ("input.value", "k")]
    scope: Json = {key: value for key, value in span.scope._asdict().items() if value}
    beside = Beside(
        span.name, span.parent_id, span.start_ns, span.end_ns, texts[0], texts[1],
        {RESOURCE: span.resource, SCOPE: scope},
    )  # fmt: skip
    assert read_source(source_body(span, beside).decode(), span.trace_id, span.span_id, beside) == span


def test_what_the_observation_says_is_not_written_twice() -> None:
    resource: dict[str, Json] = {"service.name": "shop"}
    sent: dict[str, Json] = {"input.value": LONG, "output.value": "42", "llm.model_name": "gpt-4o"}
    span = Span("ab", "cd", None, "ask", 1, 2, 0, "", sent, [], resource=resource, scope=Scope("s", "1", {}))
    beside = Beside("ask", None, 1, 2, LONG, "42", {RESOURCE: resource, SCOPE: {"name": "s", "version": "1"}})
    assert source_body(span, beside) == (
        b'{"input":["input.value"],"output":["output.value"],"attributes":{"llm.model_name":"gpt-4o"}}'
    )
