"""The user's mapping rules are kept for the whole data folder."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tracedesk.queries.mapping_rules import mapping_rules
from tracedesk.records.mapping_rule import MappingRule
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.store.edit import ConflictError, EditError
from tracedesk.store.mapping_rules import save_mapping_rules

FULL = MappingRule(
    place="resource",
    key="acme.tokens.",
    prefix=True,
    value="7",
    field="usage",
    scope="acme",
    beside="acme.kind",
    beside_value="llm",
    first=False,
    enabled=False,
)
PLAIN = MappingRule(key="acme.提示", field="input")


def save(runtime: Runtime, rules: Sequence[MappingRule], before: Sequence[MappingRule]) -> None:
    runtime.writer.edit(runtime.project_id, lambda edit: save_mapping_rules(edit, rules, before=before)).result()


def test_there_are_none_at_first(runtime: Runtime) -> None:
    assert mapping_rules(runtime.database) == ()


def test_rules_are_read_as_they_were_saved_in_their_order(runtime: Runtime) -> None:
    save(runtime, [FULL, PLAIN], ())
    assert mapping_rules(runtime.database) == (FULL, PLAIN)
    save(runtime, [PLAIN, FULL], (FULL, PLAIN))
    assert mapping_rules(runtime.database) == (PLAIN, FULL)
    save(runtime, [], [PLAIN, FULL])
    assert mapping_rules(runtime.database) == ()


def test_they_outlive_the_program(tmp_path: Path) -> None:
    runtime = open_runtime(tmp_path)
    save(runtime, [PLAIN], ())
    runtime.close()
    again = open_runtime(tmp_path)
    try:
        assert mapping_rules(again.database) == (PLAIN,)
    finally:
        again.close()


def test_a_bad_rule_is_refused_and_nothing_of_the_list_is_kept(runtime: Runtime) -> None:
    with pytest.raises(EditError, match=r"^The mapping rules cannot be kept: no key\.$"):
        save(runtime, [PLAIN, MappingRule(field="input")], ())
    assert mapping_rules(runtime.database) == ()


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(runtime: Runtime) -> None:
    save(runtime, [PLAIN], ())
    with pytest.raises(ConflictError):
        save(runtime, [FULL], ())
    assert mapping_rules(runtime.database) == (PLAIN,)
