"""What a mapping rule would find in the newest spans of a project, before it is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tracedesk.formats.otlp.mapping import RuleBook
from tracedesk.formats.otlp.values import json_text
from tracedesk.queries.spans import newest_spans
from tracedesk.records.mapping_rule import MappingRule, Place
from tracedesk.records.span import Span
from tracedesk.store.database import Database
from tracedesk.workflows.read_again import span_of

MOST_SPANS = 200
MOST_VALUES = 3


@dataclass(frozen=True, slots=True)
class SeenSpans:
    """The newest spans, and what is in them that a rule can name. ``scopes``: the instrumentations they come from."""

    spans: tuple[Span, ...]
    names: dict[Place, tuple[str, ...]]
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """In how many of ``span_count`` spans a rule finds something, and the first different texts that it finds."""

    match_count: int
    span_count: int
    values: tuple[str, ...]


def seen_spans(database: Database, project_id: str) -> SeenSpans:
    spans = tuple(span_of(known) for known in newest_spans(database, project_id, MOST_SPANS))
    names: dict[Place, tuple[str, ...]] = {
        "span": _sorted(name for span in spans for name in span.attributes),
        "resource": _sorted(name for span in spans for name in span.resource),
        "name": _sorted(span.name for span in spans),
    }
    return SeenSpans(spans, names, _sorted(span.scope.name for span in spans))


def preview_of(rule: MappingRule, spans: tuple[Span, ...]) -> Preview:
    """Try a sound rule on spans, whether it holds or not."""
    book = RuleBook([replace(rule, enabled=True)])
    found = [texts for span in spans if (texts := [json_text(one.value) for one in book.findings(span)])]
    values = dict.fromkeys(text for texts in found for text in texts)
    return Preview(len(found), len(spans), tuple(values)[:MOST_VALUES])


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}))
