"""A span of an experiment becomes a statement about it (wire protocol, 3.11)."""

from tracedesk.formats.dialects import langfuse_experiment as dialect
from tracedesk.formats.dialects.rules import Family, Keys
from tracedesk.formats.json_text import flat, read_text
from tracedesk.formats.otlp.reading import Reading
from tracedesk.formats.otlp.values import decoded_object, first, text_of
from tracedesk.formats.times import parse_time
from tracedesk.records.experiment import ExperimentSpan
from tracedesk.records.json import Json


def experiment_of(reading: Reading) -> ExperimentSpan | None:
    """Return what a span with the id of an experiment says of it; None: that id is empty."""
    span, attributes = reading.span, reading.span.attributes
    experiment_id = text_of(attributes.get(dialect.ID))
    if experiment_id is None:
        return None
    item_id = text_of(attributes.get(dialect.ITEM_ID))
    said = ExperimentSpan(
        experiment_id=experiment_id,
        trace_id=span.trace_id,
        observation_id=span.span_id,
        start_ns=span.start_ns,
        end_ns=span.end_ns,
        is_item=item_id is not None and attributes.get(dialect.ROOT_ID) == span.span_id,
        item_id=item_id,
        name=text_of(attributes.get(dialect.NAME)),
        dataset_id=text_of(attributes.get(dialect.DATASET_ID)),
    )
    if not said.is_item:  # SDKs repeat the rest on every span below
        return said
    return said._replace(
        description=text_of(attributes.get(dialect.DESCRIPTION)),
        metadata=_metadata(reading, dialect.METADATA, Family.EXPERIMENT_METADATA),
        item_version_ns=_version_ns(attributes.get(dialect.ITEM_VERSION)),
        item_metadata=_metadata(reading, dialect.ITEM_METADATA, Family.EXPERIMENT_ITEM_METADATA),
        expected_output=text_of(attributes.get(dialect.EXPECTED_OUTPUT)),
    )


def _metadata(reading: Reading, whole: Keys, family: Family) -> dict[str, Json] | None:
    """Return an object that was sent as JSON text, with the values that were sent one by one over it.

    Both are decoded once: the text of the object, or the text of each value.
    """
    sent = decoded_object(first(reading.span.attributes, whole)) or {}
    parts = reading.family(family)
    apart = {name: read_text(value) if isinstance(value, str) else value for name, value in parts.items()}
    return flat({**sent, **apart}) or None


def _version_ns(told: Json) -> int | None:
    try:
        return parse_time(told)
    except ValueError:
        return None
