"""A rule that one process stores holds for the next export that another one takes, however large it is."""

import json
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

from formats.otlp_exports import request, span
from process.decoding import wait_for_decoding
from process.server_process import PUBLIC_KEY, SECRET_KEY, ServerProcess
from tracedesk.queries.observation_objects import observation_by_id
from tracedesk.records.mapping_rule import MappingRule
from tracedesk.records.stored import StoredObservation
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.server.decoder import LARGE
from tracedesk.store.mapping_rules import save_mapping_rules

RULES = (
    MappingRule(key="acme.kind", value="llm-call", field="type", becomes="GENERATION"),
    MappingRule(key="acme.model", field="model"),
    MappingRule(key="acme.tokens.", prefix=True, field="usage"),
)
SENT = {"acme.kind": "llm-call", "acme.model": "acme-1", "acme.tokens.input": 5, "acme.tokens.output": 2}


def save(runtime: Runtime, rules: Sequence[MappingRule], before: Sequence[MappingRule]) -> None:
    runtime.writer.edit(runtime.project_id, lambda edit: save_mapping_rules(edit, rules, before=before)).result()


def exported(server: ServerProcess, runtime: Runtime, number: int, filling: str) -> StoredObservation:
    """Send a span to the server and return what it made of it."""
    one = span(SENT | {"acme.filling": filling}, traceId=f"{number:032x}", spanId=f"{number:016x}")
    answer = httpx.post(
        f"{server.url}/api/public/otel/v1/traces",
        content=json.dumps(request(one)),
        headers={"Content-Type": "application/json"},
        auth=(PUBLIC_KEY, SECRET_KEY),
        trust_env=False,
        timeout=30,
    )
    assert answer.status_code == 200
    found = observation_by_id(runtime.database, runtime.project_id, f"{number:016x}")
    assert found is not None
    return found


@pytest.mark.parametrize("filling", ["", "x" * LARGE], ids=["decoded by the receiver", "decoded by its process"])
def test_the_next_export_follows_a_rule(tmp_path: Path, filling: str) -> None:
    server = ServerProcess(tmp_path)
    server.start()
    runtime = open_runtime(tmp_path)
    try:
        if filling:
            wait_for_decoding(server)
        before = exported(server, runtime, 1, filling)
        save(runtime, RULES, ())
        during = exported(server, runtime, 2, filling)
        save(runtime, [], RULES)
        after = exported(server, runtime, 3, filling)
    finally:
        runtime.close()
        server.stop()
    assert [(one.type, one.model, one.usage) for one in (before, during, after)] == [
        ("SPAN", None, {}),
        ("GENERATION", "acme-1", {"input": 5, "output": 2, "total": 7}),
        ("SPAN", None, {}),
    ]
