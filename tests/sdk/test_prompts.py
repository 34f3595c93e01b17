"""The same prompts, kept and used by the clients of every generation."""

import json

import pytest

from process.server_process import ServerProcess
from sdk.client_program import langfuse_variables, run_program
from sdk.environments import JAVASCRIPT_3, JAVASCRIPT_5, LANGFUSE_2, LANGFUSE_3, LANGFUSE_4, LANGFUSE_5
from sdk.reading import JsonObject, Reader
from sdk.story import NO_DEPRECATIONS

NAME = "support/greeting 100% Ö"
SEEN = {
    "first": [1, ["production", "latest"], ["a"], {"t": 0.5}],
    "second": [2, ["latest"], ["a"], "more polite"],
    "found": [1, "Hello {{name}}", "Hello Ada"],
    "latest": [2, "Good day {{name}}"],
    "by version": [1, ["production"]],
    "moved": [2, ["latest", "polite", "production"]],
    "fallback": ["Hi Ada", True],
}
SYSTEM, QUESTION = ["system", "Be kind. Answer."], ["user", "Why?"]
HISTORY = [["user", "Hi"], ["assistant", "Hello"]]
EXPECTED_COMPLAINTS = "no such prompt"  # every client logs that it uses the fallback


def told(client: str, script: str, server: ServerProcess) -> JsonObject:
    finished = run_program(client, script, langfuse_variables(server.url) | NO_DEPRECATIONS)
    complaints = [line for line in finished.complaints.splitlines() if EXPECTED_COMPLAINTS not in line]
    assert complaints == []
    found: JsonObject = json.loads(finished.printed)
    return found


def test_the_client_before_opentelemetry(server: ServerProcess, reader: Reader) -> None:
    saw = told(LANGFUSE_2, "langfuse-2/prompts.py", server)
    assert saw == SEEN | {"chat": [SYSTEM, QUESTION]}
    generation = reader.get("/observations/generation")
    assert (generation["promptName"], generation["promptVersion"]) == (NAME, 1)
    assert generation["promptId"] is not None


@pytest.mark.parametrize("client", [LANGFUSE_3, LANGFUSE_4, LANGFUSE_5])
def test_the_clients_on_opentelemetry(server: ServerProcess, reader: Reader, client: str) -> None:
    saw = told(client, "langfuse-3/prompts.py", server)
    generation = reader.get(f"/observations/{saw.pop('generation')}")
    assert saw == SEEN | {"chat": [SYSTEM, *HISTORY, QUESTION], "listed": [[NAME, [1, 2], ["a"]]]}
    assert (generation["promptName"], generation["promptVersion"]) == (NAME, 1)
    assert generation["promptId"] is not None


@pytest.mark.parametrize("client", [JAVASCRIPT_3, JAVASCRIPT_5])
def test_the_clients_in_javascript(server: ServerProcess, reader: Reader, client: str) -> None:
    finished = run_program(client, f"{client}/prompts.mjs", langfuse_variables(server.url))
    logged = [line for line in finished.complaints.splitlines() if "[Langfuse SDK]" in line]
    assert [EXPECTED_COMPLAINTS in line for line in logged] == [True]
    saw: JsonObject = json.loads(finished.printed.splitlines()[-1])  # one of them prints what it forgets before
    generation = reader.get(f"/observations/{saw.pop('generation')}")
    assert saw == SEEN | {"chat": [SYSTEM, *HISTORY, QUESTION]}
    assert (generation["promptName"], generation["promptVersion"]) == (NAME, 1)
    assert generation["promptId"] is not None
