"""A span as its observation keeps it: an export of its own, in the encoding it came in, without what its row says."""

from typing import NamedTuple

from tracedesk.formats.otlp import json_spans, protobuf_spans
from tracedesk.records.span import Span


class Place(NamedTuple):
    """What the row of an observation says of its span, so that the span's source need not."""

    trace_id: str
    span_id: str
    parent_id: str | None
    start_ns: int
    end_ns: int | None


def stored_span(source: bytes, place: Place) -> Span:
    """Return the span that a source is of, whole again, with this source."""
    span = json_spans.span_in(source) if source.startswith(b"{") else protobuf_spans.span_in(source)
    end_ns = place.start_ns if place.end_ns is None else place.end_ns
    return span._replace(
        trace_id=place.trace_id,
        span_id=place.span_id,
        parent_id=place.parent_id,
        start_ns=place.start_ns,
        end_ns=end_ns,
        source=source,
    )
