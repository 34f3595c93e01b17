"""What the programs of one client tell a server of their own, once for all tests that look at it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from process.server_process import ServerProcess
from sdk.client_program import Finished, finish, langfuse_variables, openai_variables, running
from sdk.openai_stub import OpenAiStub
from sdk.reading import Reader

# The API that these programs use is marked for removal in the client's next version. That is between the two of them.
NO_DEPRECATIONS = {"PYTHONWARNINGS": "ignore::DeprecationWarning"}


@dataclass(frozen=True, slots=True)
class Story:
    """A server that was told; ``said`` is what each program printed meanwhile."""

    server: ServerProcess
    reader: Reader
    said: Mapping[str, Finished]


@contextmanager
def tell(data_dir: Path, client: str, programs: Sequence[str], openai_stub: OpenAiStub) -> Iterator[Story]:
    """Run ``programs`` with a Langfuse client, all at once; they are known by their names without folder and suffix."""
    with serving(data_dir) as server, Reader(server.url) as reader, ExitStack() as stack:
        variables = langfuse_variables(server.url) | openai_variables(openai_stub.base_url) | NO_DEPRECATIONS
        started = {Path(script).stem: stack.enter_context(running(client, script, variables)) for script in programs}
        yield Story(server, reader, {name: finish(program) for name, program in started.items()})


@contextmanager
def serving(data_dir: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(data_dir)
    process.start()
    try:
        yield process
    finally:
        process.stop()
