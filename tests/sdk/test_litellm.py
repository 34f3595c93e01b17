"""What LiteLLM's two callbacks tell: one through the second generation of the SDK, one through OpenTelemetry."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from sdk.client_program import Finished, finish, langfuse_variables, openai_variables, running
from sdk.environments import LITELLM
from sdk.normal_tree import Node, tree_of
from sdk.openai_answers import REFUSAL, answer_to
from sdk.openai_stub import OpenAiStub
from sdk.reading import Reader
from sdk.story import NO_DEPRECATIONS, serving

QUESTION = "What to wear in Paris?"
# LiteLLM says this of itself wherever its proxy is not installed.
OF_ITS_OWN = "Proxy Server is not installed. Skipping OpenTelemetry initialization."
AT_HOME = {"LITELLM_LOCAL_MODEL_COST_MAP": "True"}  # it asks the network for prices otherwise


@dataclass(frozen=True, slots=True)
class Asked:
    """The same program with one of the callbacks."""

    reader: Reader
    said: Finished


@pytest.fixture(scope="module", params=["langfuse", "langfuse_otel"])
def asked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, openai_stub: OpenAiStub
) -> Iterator[Asked]:
    folder = tmp_path_factory.mktemp(request.param)
    with serving(folder) as server, Reader(server.url) as reader, ExitStack() as stack:
        variables = langfuse_variables(server.url) | {"LANGFUSE_OTEL_HOST": server.url} | NO_DEPRECATIONS | AT_HOME
        around = variables | openai_variables(openai_stub.base_url)
        program = stack.enter_context(running(LITELLM, "litellm/asked.py", around, request.param))
        yield Asked(reader, finish(program))


def test_the_program_runs_as_it_always_did(asked: Asked) -> None:
    assert asked.said.printed == f"{answer_to(QUESTION)}\n400\n"
    assert [line for line in asked.said.complaints.splitlines() if line and OF_ITS_OWN not in line] == []


def test_an_answer_is_a_generation_of_its_trace(asked: Asked) -> None:
    trace = tree_of(asked.reader.trace(name="advice"))
    assert (trace["userId"], trace["sessionId"], trace["tags"]) == ("ada", "trip of advice", ["beta"])
    [answer] = trace["children"]
    assert (answer["type"], answer["name"], answer["level"]) == ("GENERATION", "answer", "DEFAULT")
    assert _messages(answer["input"]) == _messages(trace["input"]) == [{"role": "user", "content": QUESTION}]
    assert answer["output"]["content"] == trace["output"]["content"] == answer_to(QUESTION)
    assert answer["model"].startswith("gpt-stub")
    assert answer["modelParameters"]["temperature"] == "0.2"
    assert (answer["usageDetails"]["input"], answer["usageDetails"]["total"]) == (3, 12)


def test_a_refusal_is_an_error_with_its_words(asked: Asked) -> None:
    trace = tree_of(asked.reader.trace(name="refusal"))
    assert (trace["userId"], trace["sessionId"]) == ("ada", "trip of refusal")
    [failed] = trace["children"]
    assert (failed["type"], failed["level"], failed["model"]) == ("GENERATION", "ERROR", "refuses")
    assert failed["statusMessage"].endswith(REFUSAL)


def _messages(told: Node | list[Node]) -> list[Node]:
    return told if isinstance(told, list) else list(told["messages"])
