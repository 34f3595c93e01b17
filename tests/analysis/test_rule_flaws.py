"""Senseless mapping rules are told apart from sound ones."""

import pytest

from tracedesk.analysis.rule_flaws import RuleFlaw, flaw_of, flaw_of_list
from tracedesk.records.mapping_rule import LONGEST_TEXT, MOST_RULES, MappingRule


@pytest.mark.parametrize(
    "rule",
    [
        {"key": "acme.llm.prompt", "field": "input"},
        {"key": "acme.kind", "value": "llm-call", "field": "type", "becomes": "GENERATION"},
        {"key": "acme.tokens.in", "field": "usage", "part": "input"},
        {"key": "acme.tokens.", "field": "usage", "prefix": True},
        {"key": "acme.usage", "field": "usage"},
        {"place": "name", "field": "type", "becomes": "TOOL"},
        {"place": "name", "key": "LLM ", "prefix": True, "field": "metadata", "part": "call"},
        {"key": "acme.model", "field": "model", "beside": "acme.kind", "beside_value": "llm"},
    ],
)
def test_a_sound_rule_has_no_flaw(rule):
    assert flaw_of(MappingRule(**rule)) is None


@pytest.mark.parametrize(
    ("rule", "flaw"),
    [
        ({"field": "input"}, RuleFlaw.NO_KEY),
        ({"field": "usage", "prefix": True}, RuleFlaw.KEYLESS_PREFIX),
        ({"key": "a", "field": "input", "place": "event"}, RuleFlaw.UNKNOWN_PLACE),
        ({"key": "a", "field": "prompt"}, RuleFlaw.UNKNOWN_FIELD),
        ({"key": "a", "field": "input", "part": "x"}, RuleFlaw.PART_OF_WHOLE),
        ({"key": "a.", "field": "input", "prefix": True}, RuleFlaw.PREFIX_OF_WHOLE),
        ({"key": "a.", "field": "usage", "prefix": True, "part": "input"}, RuleFlaw.PART_AND_PREFIX),
        ({"place": "name", "field": "metadata"}, RuleFlaw.NAME_WITHOUT_PART),
        ({"key": "a", "field": "metadata", "becomes": "b"}, RuleFlaw.CONSTANT_WITHOUT_PART),
        ({"key": "a", "field": "type", "becomes": "llm"}, RuleFlaw.UNKNOWN_TYPE),
        ({"key": "a", "field": "input", "beside_value": "b"}, RuleFlaw.VALUE_WITHOUT_ATTRIBUTE),
        ({"key": "a" * (LONGEST_TEXT + 1), "field": "input"}, RuleFlaw.TOO_LONG),
    ],
)
def test_a_senseless_rule_has_a_flaw(rule, flaw):
    assert flaw_of(MappingRule(**rule)) is flaw
    assert flaw_of_list([MappingRule(key="a", field="input"), MappingRule(**rule)]) is flaw


def test_there_may_not_be_any_number_of_rules():
    rules = [MappingRule(key="a", field="input")] * MOST_RULES
    assert flaw_of_list(rules) is None
    assert flaw_of_list([*rules, rules[0]]) is RuleFlaw.TOO_MANY
