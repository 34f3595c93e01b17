"""What the user's own rules find in a span, before it is said of an observation or a trace."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from tracedesk.formats.dialects.rules import Keys
from tracedesk.formats.otlp.values import json_text
from tracedesk.records.json import Json
from tracedesk.records.mapping_rule import PART_FIELDS, Field, MappingRule
from tracedesk.records.span import Span

_MOST_KNOWN = 2048  # sets of names
_MOST_CHARACTERS = 8192  # in the names of one set: what is remembered must not fill the memory
_NOTHING: tuple[Json, ...] = (None, "", [], {})

Names: TypeAlias = tuple[tuple[str, str], ...]  # what follows the prefix of a name, and the name


class Found(NamedTuple):
    """What a rule has found. ``name``: the attribute of the span that it is from, if it is from one."""

    rule: MappingRule
    part: str
    value: Json
    name: str | None


@dataclass(slots=True)
class Told:
    """What rules tell of a span. ``families``: parts by names of the program's own, which may have to be understood."""

    wholes: dict[Field, list[Found]] = field(default_factory=dict)
    parts: dict[Field, dict[str, Json]] = field(default_factory=dict)
    families: dict[Field, dict[str, Json]] = field(default_factory=dict)

    def add(self, found: Found) -> None:
        rule = found.rule
        if rule.field not in PART_FIELDS:
            self.wholes.setdefault(rule.field, []).append(found)
            return
        within = self.families if rule.prefix and not rule.part else self.parts
        within.setdefault(rule.field, {}).setdefault(found.part, found.value)

    def has_parts(self, field: Field) -> bool:
        return field in self.parts or field in self.families


class Mapped(NamedTuple):
    """What rules tell that counts before the built-in tables, and what counts after them; None: nothing."""

    first: Told | None
    last: Told | None


UNMAPPED = Mapped(None, None)


class RuleBook:
    """Rules that are narrowed down once for each set of names, as ``shape`` does with the built-in ones."""

    def __init__(self, rules: Iterable[MappingRule]) -> None:
        self._rules = tuple(rule for rule in rules if rule.enabled)
        self._known: dict[tuple[str, Keys], tuple[tuple[MappingRule, Names], ...]] = {}

    def read(self, span: Span) -> Mapped:
        first: Told | None = None
        last: Told | None = None
        for found in self.findings(span):
            if found.rule.first:
                first = first or Told()
                first.add(found)
            else:
                last = last or Told()
                last.add(found)
        return UNMAPPED if first is None and last is None else Mapped(first, last)

    def findings(self, span: Span) -> Iterator[Found]:
        """Yield what each rule finds, in their order; what is empty tells nothing."""
        for rule, names in self._narrowed(span):
            if rule.beside and not _is_beside(rule, span):
                continue
            for part, value, name in _values(rule, names, span):
                if value not in _NOTHING and rule.value in (None, json_text(value)):
                    yield Found(rule, part, value if rule.becomes is None else rule.becomes, name)

    def _narrowed(self, span: Span) -> tuple[tuple[MappingRule, Names], ...]:
        names = tuple(span.attributes)
        key = (span.scope.name, names)
        known = self._known.get(key)
        if known is None:
            known = tuple(
                (rule, matching)
                for rule in self._rules
                if (matching := _may_find(rule, span.scope.name, names)) is not None
            )
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            if sum(map(len, names)) <= _MOST_CHARACTERS:
                self._known[key] = known
        return known


@lru_cache(maxsize=8)
def rule_book(rules: tuple[MappingRule, ...]) -> RuleBook | None:
    """Return the book of some rules, the same for each payload; None: there are none, and nothing has to be done."""
    return RuleBook(rules) if any(rule.enabled for rule in rules) else None


def _may_find(rule: MappingRule, scope: str, names: Keys) -> Names | None:
    """Return the names of attributes that a rule reads; None: it has nothing to do with spans that have these."""
    if rule.scope not in ("", scope):
        return None
    if rule.place != "span":
        return ()
    return _matching(rule, names) or None


def _matching(rule: MappingRule, names: Iterable[str]) -> Names:
    if not rule.prefix:
        return ((rule.part, rule.key),) if rule.key in names else ()
    return tuple(
        (rule.part or name[len(rule.key) :], name) for name in names if name.startswith(rule.key) and name != rule.key
    )


def _values(rule: MappingRule, names: Names, span: Span) -> Iterator[tuple[str, Json, str | None]]:
    if rule.place == "span":
        for part, name in names:
            yield part, span.attributes[name], name
    elif rule.place == "resource":
        for part, name in _matching(rule, span.resource):
            yield part, span.resource[name], None
    elif not rule.key or (span.name.startswith(rule.key) if rule.prefix else span.name == rule.key):
        yield rule.part, span.name, None


def _is_beside(rule: MappingRule, span: Span) -> bool:
    found = span.attributes.get(rule.beside)
    if found is None:
        found = span.resource.get(rule.beside)
    return found is not None and rule.beside_value in (None, json_text(found))
