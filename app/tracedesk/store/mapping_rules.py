"""The edit of the user's mapping rules, which are one list in one row: their order counts, and it is read often."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache

import orjson

from tracedesk.analysis.rule_flaws import flaw_of_list
from tracedesk.records.mapping_rule import MappingRule
from tracedesk.store.database import execute, rows
from tracedesk.store.edit import ConflictError, Edit, EditError

STORED_RULES = "SELECT rules FROM mapping_rules"


def save_mapping_rules(edit: Edit, rules: Sequence[MappingRule], *, before: Sequence[MappingRule]) -> None:
    """Put ``rules`` in the place of ``before``, for all projects.

    Raises:
        EditError: one of them is not sound.
        ConflictError: somebody else has changed them since they were ``before``.
    """
    if flaw := flaw_of_list(rules):
        raise EditError(f"The mapping rules cannot be kept: {flaw.replace('_', ' ')}.")
    found = rows(edit.database, STORED_RULES)
    if (rules_of(found[0][0]) if found else ()) != tuple(before):
        raise ConflictError("The mapping rules were changed elsewhere meanwhile.")
    sql = "INSERT INTO mapping_rules (one, rules) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET rules = excluded.rules"
    execute(edit.database, sql, (orjson.dumps([asdict(rule) for rule in rules]).decode(),))


@lru_cache(maxsize=8)
def rules_of(text: str) -> tuple[MappingRule, ...]:
    """Read the column ``rules``; it is asked for with each export, and rarely another."""
    return tuple(MappingRule(**rule) for rule in orjson.loads(text))
