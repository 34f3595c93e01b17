"""Questions in Langfuse's metrics language, and answers to them (wire protocol, sections 5.15 and 8)."""

from typing import get_args

from tracedesk.analysis.metrics_answer import DayMetrics, MetricsRow, ModelUsage
from tracedesk.analysis.metrics_query import TIME_DIMENSION, Aggregation, Metric, MetricsQuery, Sorting, View
from tracedesk.analysis.time_buckets import Granularity, fitting_granularity
from tracedesk.formats.batch import FormatError
from tracedesk.formats.fields import Fields
from tracedesk.formats.json_text import loads
from tracedesk.formats.langfuse_api import JsonOut
from tracedesk.formats.langfuse_filter import conditions_of
from tracedesk.formats.times import format_time
from tracedesk.records.units import usd

VIEWS: tuple[View, ...] = get_args(View)
VIEWS_V2 = tuple(view for view in VIEWS if view != "traces")
LIMIT_V2 = 100
LARGEST_LIMIT = 1_000
BINS = 10
MOST_BINS = 100
MOST_PARTS = 100  # of any list of the question
_AGGREGATIONS: tuple[Aggregation, ...] = get_args(Aggregation)
_GRANULARITIES: tuple[Granularity, ...] = get_args(Granularity)
_AUTO = "auto"


def metrics_query(text: str, *, v2: bool) -> MetricsQuery:
    """Read a question. API v2 has no view of traces, always a limit, and rows for the elements of lists.

    Raises:
        FormatError: it is not JSON.
        ValueError: a part of it is missing or wrong; the text names it.
    """
    try:
        body = loads(text.encode("utf-8", "replace"))
    except FormatError:
        raise FormatError("Invalid JSON in query parameter") from None
    fields = Fields(body, "query")
    from_ns, to_ns = _time(fields, "fromTimestamp"), _time(fields, "toTimestamp")
    if from_ns >= to_ns:
        raise fields.error("fromTimestamp", "must lie before toTimestamp")
    filters, config = fields.any("filters"), fields.any("config")
    settings = Fields({} if config is None else config, "query.config")
    return MetricsQuery(
        view=fields.required_one_of("view", VIEWS_V2 if v2 else VIEWS),
        dimensions=tuple(dict.fromkeys(one.required_text("field") for one in fields.objects("dimensions", MOST_PARTS))),
        metrics=_metrics(fields),
        filters=() if filters is None else conditions_of(filters, "query.filters"),
        granularity=_granularity(fields, to_ns - from_ns),
        from_ns=from_ns,
        to_ns=to_ns,
        order=tuple(_sorting(one) for one in fields.objects("orderBy", MOST_PARTS)),
        row_limit=_bounded(settings, "row_limit", LARGEST_LIMIT) or (LIMIT_V2 if v2 else None),
        bins=_bounded(settings, "bins", MOST_BINS) or BINS,
        exploded=v2,
    )


def metrics_row(found: MetricsRow) -> JsonOut:
    time = {} if found.time_ns is None else {TIME_DIMENSION: format_time(found.time_ns)}
    return {**found.dimensions, **time, **found.figures}


def day_metrics(found: DayMetrics) -> JsonOut:
    return {
        "date": format_time(found.start_ns)[: len("2026-03-01")],
        "countTraces": found.trace_count,
        "countObservations": found.observation_count,
        "totalCost": usd(found.cost_pusd),
        "usage": [_model_usage(one) for one in found.usage],
    }


def _model_usage(found: ModelUsage) -> JsonOut:
    return {
        "model": found.model,
        "inputUsage": found.input_tokens,
        "outputUsage": found.output_tokens,
        "totalUsage": found.total_tokens,
        "countObservations": found.observation_count,
        "countTraces": found.trace_count,
        "totalCost": usd(found.cost_pusd),
    }


def _metrics(fields: Fields) -> tuple[Metric, ...]:
    listed = fields.objects("metrics", MOST_PARTS)
    if not listed:
        raise fields.error("metrics", "must name at least one metric")
    return tuple(
        Metric(one.required_text("measure"), one.required_one_of("aggregation", _AGGREGATIONS)) for one in listed
    )


def _granularity(fields: Fields, span_ns: int) -> Granularity | None:
    told = fields.any("timeDimension")
    if told is None:
        return None
    found = Fields(told, "query.timeDimension").required_one_of("granularity", (_AUTO, *_GRANULARITIES))
    for granularity in _GRANULARITIES:
        if granularity == found:
            return granularity
    return fitting_granularity(span_ns)


def _sorting(fields: Fields) -> Sorting:
    return Sorting(
        fields.required_text("field"), descending=fields.required_one_of("direction", ("asc", "desc")) == "desc"
    )


def _time(fields: Fields, name: str) -> int:
    found = fields.time_ns(name)
    if found is None:
        raise fields.error(name, "is required")
    return found


def _bounded(fields: Fields, name: str, most: int) -> int | None:
    found = fields.whole_number(name)
    if found is not None and not 1 <= found <= most:
        raise fields.error(name, f"must be from 1 to {most}")
    return found
