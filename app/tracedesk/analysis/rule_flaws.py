"""What makes a mapping rule of the user senseless."""

from collections.abc import Sequence
from enum import StrEnum, auto
from typing import get_args

from tracedesk.records.mapping_rule import FIELDS, LONGEST_TEXT, MOST_RULES, PART_FIELDS, PLACES, MappingRule
from tracedesk.records.trace import ObservationType

TYPES = frozenset(get_args(ObservationType))


class RuleFlaw(StrEnum):
    """Why a rule can tell nothing, or not what it says."""

    NO_KEY = auto()
    KEYLESS_PREFIX = auto()
    UNKNOWN_PLACE = auto()
    UNKNOWN_FIELD = auto()
    PART_OF_WHOLE = auto()  # the field has no parts
    PREFIX_OF_WHOLE = auto()  # a family of attributes for a field that has one value
    PART_AND_PREFIX = auto()  # two words on which part it is
    NAME_WITHOUT_PART = auto()  # the name of a span is no object of parts
    CONSTANT_WITHOUT_PART = auto()
    UNKNOWN_TYPE = auto()
    VALUE_WITHOUT_ATTRIBUTE = auto()  # of the attribute beside
    TOO_LONG = auto()
    TOO_MANY = auto()


def flaw_of(rule: MappingRule) -> RuleFlaw | None:
    """Return the first flaw of a rule; None: it is sound."""
    return _unknown(rule) or _flaw_of_place(rule) or _flaw_of_field(rule)


def flaw_of_list(rules: Sequence[MappingRule]) -> RuleFlaw | None:
    if len(rules) > MOST_RULES:
        return RuleFlaw.TOO_MANY
    return next((flaw for rule in rules if (flaw := flaw_of(rule))), None)


def _unknown(rule: MappingRule) -> RuleFlaw | None:
    if rule.place not in PLACES:
        return RuleFlaw.UNKNOWN_PLACE
    if rule.field not in FIELDS:
        return RuleFlaw.UNKNOWN_FIELD
    texts = (rule.key, rule.value, rule.part, rule.becomes, rule.scope, rule.beside, rule.beside_value)
    return RuleFlaw.TOO_LONG if max(len(text or "") for text in texts) > LONGEST_TEXT else None


def _flaw_of_place(rule: MappingRule) -> RuleFlaw | None:
    if not rule.key:
        if rule.prefix:
            return RuleFlaw.KEYLESS_PREFIX
        if rule.place != "name":
            return RuleFlaw.NO_KEY
    if rule.beside_value is not None and not rule.beside:
        return RuleFlaw.VALUE_WITHOUT_ATTRIBUTE
    return None


def _flaw_of_field(rule: MappingRule) -> RuleFlaw | None:
    family = rule.prefix and rule.place != "name"
    if rule.field not in PART_FIELDS:
        if rule.part:
            return RuleFlaw.PART_OF_WHOLE
        if family:
            return RuleFlaw.PREFIX_OF_WHOLE
    elif family:
        if rule.part:
            return RuleFlaw.PART_AND_PREFIX
    elif not rule.part:
        if rule.becomes is not None:
            return RuleFlaw.CONSTANT_WITHOUT_PART
        if rule.place == "name":
            return RuleFlaw.NAME_WITHOUT_PART
    if rule.field == "type" and rule.becomes is not None and rule.becomes not in TYPES:
        return RuleFlaw.UNKNOWN_TYPE
    return None
