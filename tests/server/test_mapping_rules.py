"""Whatever a program sends where the rules of the user look, it is taken, and shown as the rules say."""

import json
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from formats.otlp_exports import ROOT, TRACE, request, span
from tracedesk.records.mapping_rule import FIELDS, PART_FIELDS, MappingRule
from tracedesk.runtime import Runtime
from tracedesk.store.mapping_rules import save_mapping_rules

EXPORT = "/api/public/otel/v1/traces"
JSON = {"Content-Type": "application/json"}
EVERYTHING = (
    *(MappingRule(key="acme.x", field=field) for field in FIELDS),
    *(MappingRule(key="acme.x", field=field, part="input") for field in PART_FIELDS),
    *(MappingRule(key="acme.", prefix=True, field=field) for field in PART_FIELDS),
)
DEEP = '{"a":' * 3_000 + "1" + "}" * 3_000
ODD: list[Any] = [
    "", " ", "\x00", "\ud800", "x" * 70_000, DEEP, "[1, 2", '{"input": 1e400}', '{"input": -1, "": 2, "total": "x"}',
    '{"input": "1e5", "output": 99999999999999999999999}', "9" * 400, "-5", "NaN", "2026-13-45T99:99:99Z",
    0, -1, 2**63 - 1, -(2**63), 0.0, -0.5, 1e308, float("nan"), float("inf"), True, False, b"\xff\x00",
    [], [[]], [None, {}, "a", 2**63 - 1], {}, {"input": {"a": [1]}}, {"a": 1, "b": None},
]  # fmt: skip


def hold(runtime: Runtime, *rules: MappingRule) -> None:
    runtime.writer.edit(runtime.project_id, lambda edit: save_mapping_rules(edit, rules, before=())).result()


@pytest.mark.parametrize("value", ODD, ids=lambda value: repr(value)[:30])
@pytest.mark.parametrize("first", [True, False])
def test_any_value_is_taken(client: TestClient, runtime: Runtime, value: object, *, first: bool) -> None:
    hold(runtime, *(replace(rule, first=first) for rule in EVERYTHING))
    answer = client.post(EXPORT, content=json.dumps(request(span({"acme.x": value}))), headers=JSON)
    assert (answer.status_code, answer.json()) == (200, {})
    shown = client.get(f"/api/public/traces/{TRACE}")
    assert shown.status_code == 200
    assert [one["id"] for one in shown.json()["observations"]] == [ROOT]


def test_what_a_rule_tells_is_in_the_api(client: TestClient, runtime: Runtime) -> None:
    rules = (
        MappingRule(key="acme.kind", value="llm-call", field="type", becomes="GENERATION"),
        MappingRule(key="acme.llm.prompt", field="input"),
        MappingRule(key="acme.tokens.in", field="usage", part="input"),
        MappingRule(key="acme.user", field="user_id"),
    )
    hold(runtime, *rules)
    sent = {"acme.kind": "llm-call", "acme.llm.prompt": "Hi", "acme.tokens.in": 3, "acme.user": "ada"}
    client.post(EXPORT, content=json.dumps(request(span(sent))), headers=JSON)
    trace = client.get(f"/api/public/traces/{TRACE}").json()
    (shown,) = trace["observations"]
    assert (trace["userId"], trace["input"]) == ("ada", "Hi")
    assert (shown["type"], shown["input"], shown["usageDetails"]) == ("GENERATION", "Hi", {"input": 3, "total": 3})
