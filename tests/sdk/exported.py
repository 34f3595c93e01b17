"""What an export holds word for word: what a program is said not to tell must not be in there."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from sdk.model_calls import ModelCall
from tracedesk.formats.otlp.source import Place, stored_span
from tracedesk.queries.spans import BEFORE_ALL, KnownSpan, spans_after
from tracedesk.records.span import Span
from tracedesk.runtime import open_runtime

MOST_SPANS = 1000


def exported_spans(data_dir: Path) -> dict[str, Span]:
    """Return the spans that a folder keeps as they were sent, by their ids; nobody else may have it open."""
    runtime = open_runtime(data_dir)
    try:
        page = spans_after(runtime.database, runtime.project_id, BEFORE_ALL, MOST_SPANS)
    finally:
        runtime.close()
    return {one.observation_id: _span(one) for one in page.spans}


def _span(known: KnownSpan) -> Span:
    parent_id, start_ns, end_ns = map(known.field, ("parent_id", "start_ns", "end_ns"))
    return stored_span(known.source, Place(known.trace_id, known.observation_id, parent_id, start_ns, end_ns))


def is_in(field: str, call: ModelCall, span: Span) -> bool:
    """Whether a span has anything that could be this field of a call, under whatever name."""
    return SIGNS[field](call, span)


def _of_question(call: ModelCall, span: Span) -> bool:
    asked = {key: json.dumps(value) for key, value in span.attributes.items() if not re.search("output|response", key)}
    return any(words in text for _, words in call.turns for text in asked.values())


def _of_parameters(call: ModelCall, span: Span) -> bool:
    return bool({str(value) for value in call.parameters.values()} & set(map(str, span.attributes.values())))


def _count_of(word: str) -> Callable[[ModelCall, Span], bool]:
    """Return what finds a count above zero under a name with ``word`` in it, also within a JSON text."""
    pattern = re.compile(rf"{word}[\w.]*[\\\"']*: ?[1-9]", re.IGNORECASE)
    return lambda call, span: bool(pattern.search(json.dumps(span.attributes)))


def _of_first_token(call: ModelCall, span: Span) -> bool:
    names = [*span.attributes, *(event.name for event in span.events)]
    return any(re.search("first|chunk|ttft", name, re.IGNORECASE) for name in names)


def _word(text: str) -> Callable[[ModelCall, Span], bool]:
    pattern = re.compile(rf"\b{re.escape(text)}\b")
    return lambda call, span: bool(pattern.search(json.dumps([span.attributes, span.resource])))


SIGNS: Mapping[str, Callable[[ModelCall, Span], bool]] = {
    "model": lambda call, span: not set(call.models).isdisjoint(map(str, span.attributes.values())),
    "parameters": _of_parameters,
    "input": _of_question,
    "cached": _count_of("cache"),
    "reasoning": _count_of("reasoning"),
    "audio": _count_of("audio"),
    "first token": _of_first_token,
    "user": _word("ada"),
    "session": _word("trip-1"),
    "tags": _word("beta"),
}
