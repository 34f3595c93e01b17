"""A server, a stand-in for OpenAI, and the stories that the clients tell."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from process.server_process import ServerProcess
from sdk.environments import JAVASCRIPT_3, JAVASCRIPT_5, LANGFUSE_2, LANGFUSE_3, LANGFUSE_4, LANGFUSE_5
from sdk.openai_stub import OpenAiStub
from sdk.reading import Reader
from sdk.story import Story, serving, tell

# Programs for langfuse 4 run with langfuse 5 as they are, and LangChain's handler is used alike since langfuse 3.
OF_4_AND_5 = ("langfuse-4/chat.py", "langfuse-4/observed.py", "langfuse-3/chain.py")


@pytest.fixture(scope="session")
def openai_stub() -> Iterator[OpenAiStub]:
    with OpenAiStub() as stub:
        yield stub


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server that a test may stop and start."""
    with serving(tmp_path) as process:
        yield process


@pytest.fixture
def reader(server: ServerProcess) -> Iterator[Reader]:
    with Reader(server.url) as reader:
        yield reader


@pytest.fixture(scope="session")
def langfuse_2(tmp_path_factory: pytest.TempPathFactory, openai_stub: OpenAiStub) -> Iterator[Story]:
    programs = ("langfuse-2/chat.py", "langfuse-2/observed.py", "langfuse-2/chain.py", "langfuse-2/past.py")
    with tell(tmp_path_factory.mktemp(LANGFUSE_2), LANGFUSE_2, programs, openai_stub) as story:
        yield story


@pytest.fixture(scope="session")
def langfuse_3(tmp_path_factory: pytest.TempPathFactory, openai_stub: OpenAiStub) -> Iterator[Story]:
    programs = ("langfuse-3/chat.py", "langfuse-3/observed.py", "langfuse-3/chain.py")
    with tell(tmp_path_factory.mktemp(LANGFUSE_3), LANGFUSE_3, programs, openai_stub) as story:
        yield story


@pytest.fixture(scope="session")
def langfuse_4(tmp_path_factory: pytest.TempPathFactory, openai_stub: OpenAiStub) -> Iterator[Story]:
    with tell(tmp_path_factory.mktemp(LANGFUSE_4), LANGFUSE_4, OF_4_AND_5, openai_stub) as story:
        yield story


@pytest.fixture(scope="session")
def langfuse_5(tmp_path_factory: pytest.TempPathFactory, openai_stub: OpenAiStub) -> Iterator[Story]:
    with tell(tmp_path_factory.mktemp(LANGFUSE_5), LANGFUSE_5, OF_4_AND_5, openai_stub) as story:
        yield story


@pytest.fixture(scope="session")
def javascript_3(tmp_path_factory: pytest.TempPathFactory, openai_stub: OpenAiStub) -> Iterator[Story]:
    programs = ("javascript-3/chat.mjs", "javascript-3/observed.mjs")
    with tell(tmp_path_factory.mktemp(JAVASCRIPT_3), JAVASCRIPT_3, programs, openai_stub) as story:
        yield story


@pytest.fixture(scope="session")
def javascript_5(tmp_path_factory: pytest.TempPathFactory, openai_stub: OpenAiStub) -> Iterator[Story]:
    programs = ("javascript-5/chat.mjs", "javascript-5/observed.mjs")
    with tell(tmp_path_factory.mktemp(JAVASCRIPT_5), JAVASCRIPT_5, programs, openai_stub) as story:
        yield story
