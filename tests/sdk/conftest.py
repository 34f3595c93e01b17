"""A server, a stand-in for OpenAI, and the stories that the clients tell."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from process.server_process import ServerProcess
from sdk.environments import LANGFUSE_2, LANGFUSE_3
from sdk.openai_stub import OpenAiStub
from sdk.reading import Reader
from sdk.story import Story, serving, tell


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
    programs = ("chat", "observed", "past")
    with tell(tmp_path_factory.mktemp(LANGFUSE_2), LANGFUSE_2, programs, openai_stub) as story:
        yield story


@pytest.fixture(scope="session")
def langfuse_3(tmp_path_factory: pytest.TempPathFactory, openai_stub: OpenAiStub) -> Iterator[Story]:
    programs = ("chat", "observed")
    with tell(tmp_path_factory.mktemp(LANGFUSE_3), LANGFUSE_3, programs, openai_stub) as story:
        yield story
