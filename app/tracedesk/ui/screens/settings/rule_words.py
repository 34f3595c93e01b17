"""What mapping rules say, in words."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from tracedesk.analysis.rule_flaws import RuleFlaw
from tracedesk.records.mapping_rule import LONGEST_TEXT, MOST_RULES, PART_FIELDS, Field, MappingRule, Place
from tracedesk.ui.words import number

translate = QCoreApplication.translate

PLACES: dict[Place, Callable[[], str]] = {
    "span": lambda: translate("MappingRule", "Attribute of the span"),
    "resource": lambda: translate("MappingRule", "Attribute of the resource"),
    "name": lambda: translate("MappingRule", "Name of the span"),
}
FIELDS: dict[Field, Callable[[], str]] = {
    "type": lambda: translate("MappingRule", "Type"),
    "name": lambda: translate("MappingRule", "Name"),
    "input": lambda: translate("MappingRule", "Input"),
    "output": lambda: translate("MappingRule", "Output"),
    "model": lambda: translate("MappingRule", "Model"),
    "model_parameters": lambda: translate("MappingRule", "Model parameter"),
    "usage": lambda: translate("MappingRule", "Usage"),
    "cost": lambda: translate("MappingRule", "Cost"),
    "completion_start": lambda: translate("MappingRule", "First token"),
    "level": lambda: translate("MappingRule", "Level"),
    "status_message": lambda: translate("MappingRule", "Status message"),
    "version": lambda: translate("MappingRule", "Version"),
    "environment": lambda: translate("MappingRule", "Environment"),
    "metadata": lambda: translate("MappingRule", "Metadata"),
    "user_id": lambda: translate("MappingRule", "User"),
    "session_id": lambda: translate("MappingRule", "Session"),
    "tags": lambda: translate("MappingRule", "Tags"),
}
_HINTS: dict[Field, Callable[[], str]] = {
    "type": lambda: translate("MappingRule", "A type such as GENERATION, in capitals or not."),
    "model_parameters": lambda: translate("MappingRule", "Without a name, it is a JSON object of parameters."),
    "usage": lambda: translate("MappingRule", "Without a kind, it is a JSON object of counts by kind."),
    "cost": lambda: translate("MappingRule", "In US dollars. Without a kind, it is a JSON object of costs by kind."),
    "completion_start": lambda: translate(
        "MappingRule", "A time such as 2026-03-01T09:15:00Z, or a number of milliseconds after the start."
    ),
    "level": lambda: translate("MappingRule", "DEBUG, DEFAULT, WARNING or ERROR, or another usual name of one."),
    "metadata": lambda: translate("MappingRule", "Without a key, it is a JSON object that joins the metadata."),
    "user_id": lambda: translate("MappingRule", "The user of the whole trace."),
    "session_id": lambda: translate("MappingRule", "The session of the whole trace."),
    "tags": lambda: translate("MappingRule", "Tags of the whole trace: a list, or a text with commas."),
}
_FLAWS: dict[RuleFlaw, Callable[[], str]] = {
    RuleFlaw.NO_KEY: lambda: translate("MappingRule", "Say which attribute the rule reads."),
    RuleFlaw.KEYLESS_PREFIX: lambda: translate("MappingRule", "Say what the names begin with."),
    RuleFlaw.UNKNOWN_PLACE: lambda: translate("MappingRule", "Choose where the rule looks."),
    RuleFlaw.UNKNOWN_FIELD: lambda: translate("MappingRule", "Choose what it becomes."),
    RuleFlaw.PART_OF_WHOLE: lambda: translate("MappingRule", "This field has one value only, without kinds or keys."),
    RuleFlaw.PREFIX_OF_WHOLE: lambda: translate(
        "MappingRule", "Only usage, cost, model parameters and metadata can be read from all names that begin so."
    ),
    RuleFlaw.PART_AND_PREFIX: lambda: translate(
        "MappingRule", "Leave the kind or key empty: the rest of each name says it."
    ),
    RuleFlaw.NAME_WITHOUT_PART: lambda: translate("MappingRule", "Say which kind or key the name of the span becomes."),
    RuleFlaw.CONSTANT_WITHOUT_PART: lambda: translate("MappingRule", "Say which kind or key gets this text."),
    RuleFlaw.UNKNOWN_TYPE: lambda: translate("MappingRule", "There is no such type."),
    RuleFlaw.VALUE_WITHOUT_ATTRIBUTE: lambda: translate(
        "MappingRule", "Say which other attribute has to have this value."
    ),
    RuleFlaw.TOO_LONG: lambda: translate("MappingRule", "A text is too long; %1 characters are the most."),
    RuleFlaw.TOO_MANY: lambda: translate("MappingRule", "There are too many rules; %1 are the most."),
}


def flaw_words(flaw: RuleFlaw) -> str:
    return _FLAWS[flaw]().replace("%1", number(MOST_RULES if flaw is RuleFlaw.TOO_MANY else LONGEST_TEXT))


def hint(field: Field, *, of_family: bool) -> str:
    """Return how a value of this field is read; empty: as it is. ``of_family``: from all names that begin so."""
    if of_family and field in PART_FIELDS:
        return translate("MappingRule", "The rest of each name is the kind or key.")
    return _HINTS[field]() if field in _HINTS else ""


def source_words(rule: MappingRule) -> str:
    """Return what a rule reads, such as ``acme.tokens.*`` or ``acme.kind = llm-call``."""
    key = f"{rule.key}*" if rule.prefix else rule.key
    value = "" if rule.value is None else f" = {rule.value}"
    if rule.place == "span":
        return key + value
    return f"{PLACES[rule.place]()}: {key}{value}" if key or value else PLACES[rule.place]()


def target_words(rule: MappingRule) -> str:
    """Return what it becomes, such as ``Usage: input`` or ``Type = GENERATION``."""
    part = f": {rule.part}" if rule.part else ""
    becomes = "" if rule.becomes is None else f" = {rule.becomes}"
    return f"{FIELDS[rule.field]()}{part}{becomes}"


def condition_words(rule: MappingRule) -> str:
    """Return when a rule holds only; empty: always."""
    beside = rule.beside if rule.beside_value is None else f"{rule.beside} = {rule.beside_value}"
    return ", ".join(filter(None, (rule.scope, beside)))


def order_words(*, first: bool) -> str:
    if first:
        return translate("MappingRule", "Before the built-in tables")
    return translate("MappingRule", "Where these find nothing")
